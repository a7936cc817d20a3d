extension ZoneLexer {
    /// Reads the interpolation that begins at `at`, where `byte` stands; false if none does. Content up to it is noted from `piece`, which
    /// moves behind it.
    mutating func interpolates(_ byte: UInt8, _ form: StringForm, _ piece: inout Int) -> Bool {
        switch form.code {
        case .none: false
        case .dollar:
            byte == UInt8(ascii: "$") && (braced(2, .curly, &piece) || variable(&piece))
        case .php:
            switch byte {
            case UInt8(ascii: "$"): braced(2, .curly, &piece) || variable(&piece)
            case UInt8(ascii: "{"): self[at + 1] == UInt8(ascii: "$") && code(1, .curly, &piece)
            default: false
            }
        case .shell:
            switch byte {
            case UInt8(ascii: "$"):
                parameter(&piece) || self[at + 1] == UInt8(ascii: "(") && code(2, .round, &piece) || variable(&piece)
            case UInt8(ascii: "`"): commands(&piece)
            default: false
            }
        case .hash: byte == UInt8(ascii: "#") && braced(2, .curly, &piece)
        case .backslash: byte == UInt8(ascii: "\\") && escaped(form.hashes, &piece)
        case .braces(let number): byte == UInt8(ascii: "{") && braces(number, &piece)
        }
    }

    /// Code in brackets of which `length` bytes open it.
    private mutating func code(_ length: Int, _ brackets: Brackets, closing: Int = 1, _ piece: inout Int) -> Bool {
        guard depth < Self.mostDepth else {
            isPartial = true
            return false
        }
        let start = at
        note(.string, piece, start)
        depth &+= 1
        at &+= length
        code(in: brackets)
        depth &-= 1
        at = min(at &+ closing, count)
        close(start, &piece)
        return true
    }

    private mutating func close(_ start: Int, _ piece: inout Int) {
        zones.interpolations.append(UInt32(clamping: min(start, at))..<UInt32(clamping: at))
        piece = at
    }

    private mutating func braced(_ length: Int, _ brackets: Brackets, _ piece: inout Int) -> Bool {
        self[at + 1] == brackets.open && code(length, brackets, &piece)
    }

    /// `$name`.
    private mutating func variable(_ piece: inout Int) -> Bool {
        guard Bytes.isLetter(self[at + 1]) && self[at + 1] < 0x80 else { return false }
        let start = at
        note(.string, piece, start)
        at &+= 1
        while Bytes.isWord(self[at]) && self[at] < 0x80 { at &+= 1 }
        close(start, &piece)
        return true
    }

    /// `${name:-other}` of a shell: quotes mean little in it.
    private mutating func parameter(_ piece: inout Int) -> Bool {
        guard self[at + 1] == UInt8(ascii: "{") else { return false }
        let start = at
        note(.string, piece, start)
        var open = 0
        while at < count {
            let byte = self[at]
            at &+= byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "{") { open &+= 1 }
            if byte == UInt8(ascii: "}") {
                open &-= 1
                if open == 0 { break }
            }
        }
        at = min(at, count)
        close(start, &piece)
        return true
    }

    /// Commands in backticks within a string.
    private mutating func commands(_ piece: inout Int) -> Bool {
        let start = at
        note(.string, piece, start)
        at &+= 1
        while at < count && self[at] != UInt8(ascii: "`") { at &+= self[at] == UInt8(ascii: "\\") ? 2 : 1 }
        at = min(at &+ 1, count)
        close(start, &piece)
        return true
    }

    /// `\(a)`, `\#(a)`.
    private mutating func escaped(_ hashes: Int, _ piece: inout Int) -> Bool {
        var found = 0
        while found < hashes && self[at + 1 + found] == UInt8(ascii: "#") { found &+= 1 }
        guard found == hashes, self[at + 1 + hashes] == UInt8(ascii: "(") else { return false }
        return code(hashes + 2, .round, &piece)
    }

    private mutating func braces(_ number: Int, _ piece: inout Int) -> Bool {
        var run = 1
        while self[at + run] == UInt8(ascii: "{") { run &+= 1 }
        if number == 1 {
            let isCode = run % 2 == 1
            at &+= isCode ? run &- 1 : run
            return isCode ? code(1, .curly, &piece) : true
        }
        // Braces that are too many belong to the text.
        at &+= run < number ? run : run &- number
        return run < number || code(number, .curly, closing: number, &piece)
    }
}
