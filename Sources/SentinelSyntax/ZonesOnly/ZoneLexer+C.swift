/// Strings of C++ and C#.
extension ZoneLexer {
    /// True if what stands right before `offset` is `u8`, `u`, `U` or `L`.
    func isPrefixC(_ offset: Int) -> Bool {
        switch self[offset - 1] {
        case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "L"): !Bytes.isWord(self[offset - 2])
        case UInt8(ascii: "8"): self[offset - 2] == UInt8(ascii: "u") && !Bytes.isWord(self[offset - 3])
        default: false
        }
    }

    /// At a quote: true behind `R`, `LR`, `u8R` and the like.
    var isRawC: Bool {
        self[at - 1] == UInt8(ascii: "R") && (!Bytes.isWord(self[at - 2]) || isPrefixC(at - 1))
    }

    /// `R"name(...)name"`; the name has at most 16 bytes.
    mutating func rawC() {
        let name = at + 1
        var open = name
        while open - name <= 16 && self[open] != UInt8(ascii: "(") && !Bytes.isLineEnd(self[open]) && open < count {
            open &+= 1
        }
        at &+= 1
        guard self[open] == UInt8(ascii: "(") else {
            return string(StringForm(quote: UInt8(ascii: "\""), isOneLine: true))
        }
        let length = open - name
        at = open &+ 1
        let content = at
        while at < count {
            if self[at] == UInt8(ascii: ")") && isEnd(at + 1, name, length) {
                note(.string, content, at)
                at = min(at &+ length &+ 2, count)
                return
            }
            at &+= 1
        }
        isPartial = true
        note(.string, content, at)
    }

    private func isEnd(_ offset: Int, _ name: Int, _ length: Int) -> Bool {
        guard offset + length < count else { return false }
        for index in 0..<length where self[offset + index] != self[name + index] { return false }
        return self[offset + length] == UInt8(ascii: "\"")
    }

    /// `"a"`, `@"a"`, `$"a{b}"`, `$@"a"`, `"""a"""`, `$$"""a{{b}}"""`, by what stands before the quote.
    mutating func csharpString() {
        var dollars = 0
        var isVerbatim = false
        var before = at - 1
        while self[before] == UInt8(ascii: "$") || self[before] == UInt8(ascii: "@") {
            if self[before] == UInt8(ascii: "$") { dollars &+= 1 } else { isVerbatim = true }
            before &-= 1
        }
        var run = 1
        while self[at + run] == UInt8(ascii: "\"") { run &+= 1 }
        var form = StringForm(quote: UInt8(ascii: "\""))
        if dollars > 0 { form.code = .braces(dollars) }
        if run >= 3 && !isVerbatim {
            form.quotes = run
            form.hasEscapes = false
        } else {
            form.hasEscapes = !isVerbatim
            form.doubles = isVerbatim
            form.isOneLine = !isVerbatim
        }
        at &+= form.quotes
        string(form)
    }
}
