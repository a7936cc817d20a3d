extension ZoneLexer {
    /// At the start of a line: `=begin` ... `=end`, and the data behind `__END__`.
    mutating func rubyLine() {
        if has("__END__", at: at) && (Bytes.isLineEnd(self[at + 7]) || at + 7 >= count) {
            note(.string, min(at + 8, count), count)
            at = count
            return
        }
        guard has("=begin", at: at) && !Bytes.isWord(self[at + 6]) else { return }
        let start = at
        while at < count && !(has("=end", at: at) && !Bytes.isWord(self[at + 4])) {
            while at < count && self[at] != UInt8(ascii: "\n") { at &+= 1 }
            at &+= 1
        }
        at = min(at &+ 4, count)
        note(.comment, start, at)
    }

    /// `%w[]`, `%q()`, `%()` and their like.
    mutating func percent() {
        let letter = self[at + 1]
        let hasLetter = Bytes.isLetter(letter)
        guard hasLetter ? isRubyKind(letter) && !endsOperand(self[at - 1]) : isOperandNext else { return }
        let open = self[hasLetter ? at + 2 : at + 1]
        let close: UInt8
        switch open {
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        case UInt8(ascii: "["): close = UInt8(ascii: "]")
        case UInt8(ascii: "{"): close = UInt8(ascii: "}")
        case UInt8(ascii: "<"): close = UInt8(ascii: ">")
        case UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "^"): close = open
        default: return
        }
        at &+= hasLetter ? 3 : 2
        delimited(open, close, hasCode: !hasLetter || letter & 0x20 == 0 || letter == 0x72 || letter == 0x78)
    }

    private func isRubyKind(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "q"),
            UInt8(ascii: "Q"), UInt8(ascii: "r"), UInt8(ascii: "x"), UInt8(ascii: "s"):
            true
        default: false
        }
    }

    private func endsOperand(_ byte: UInt8) -> Bool {
        Bytes.isWord(byte) || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }

    /// A regular expression, if `/` does not divide here and one ends in this line.
    mutating func regex() {
        guard isOperandNext || startsArgument else { return }
        var end = at + 1
        while end - at < 1000 && end < count && !Bytes.isLineEnd(self[end]) {
            if self[end] == UInt8(ascii: "/") {
                at &+= 1
                return string(StringForm(quote: UInt8(ascii: "/"), isOneLine: true, code: .hash))
            }
            end &+= self[end] == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// `match /a/`, as against `a / b` and `a/b`.
    private var startsArgument: Bool {
        let after = self[at + 1]
        guard !endsWithKeyword else { return true }
        return Bytes.isBlank(self[at - 1]) && !Bytes.isBlank(after) && after != UInt8(ascii: "=")
            && Bytes.isLetter(lastByte.byte)
    }

    /// The last byte before `at` that is no blank, a few blanks back.
    private var lastByte: (byte: UInt8, at: Int) {
        var offset = at - 1
        while at - offset < 64 && Bytes.isBlank(self[offset]) { offset &-= 1 }
        return (self[offset], offset)
    }

    /// True where an operator, an opening bracket or nothing stands before.
    private var isOperandNext: Bool {
        switch lastByte.byte {
        case 0, UInt8(ascii: "\n"), UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "["),
            UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "{"), UInt8(ascii: ";"),
            UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"):
            true
        default: false
        }
    }

    private var endsWithKeyword: Bool {
        let end = lastByte.at + 1
        return ends("if", end) || ends("unless", end) || ends("when", end) || ends("and", end) || ends("or", end)
            || ends("not", end) || ends("return", end) || ends("while", end) || ends("until", end) || ends("then", end)
            || ends("elsif", end) || ends("in", end)
    }

    private func ends(_ word: StaticString, _ end: Int) -> Bool {
        let start = end - word.utf8CodeUnitCount
        return start >= 0 && has(word, at: start) && !Bytes.isWord(self[start - 1])
    }
}
