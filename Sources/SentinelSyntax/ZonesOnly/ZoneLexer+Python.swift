/// Python, of which the outline is not asked for: what the parser notes, in a fifth of its time and without its tree.
extension ZoneLexer {
    /// Statement by statement, since a string that begins a body documents it, until one ends behind `offset`. There it may be gone on with.
    mutating func python(past offset: Int, _ opensBody: inout Bool) {
        while at <= offset, let start = nextStatement() {
            let first = zones.pieces.count
            let isHeader = has("def ", at: start) || has("class ", at: start) || has("async def ", at: start)
            let isText = statement(isHeader)
            if opensBody, isText, isDocumentation(start) { document(from: first) }
            // At the end of its line, at the comment behind it, or before a body on the header's own line.
            opensBody = isHeader && self[at - 1] == UInt8(ascii: ":")
            if self[at] == UInt8(ascii: "#") { lineComment() }
        }
    }

    /// Goes to the next statement; nil at the end of the file.
    private mutating func nextStatement() -> Int? {
        while at < count {
            let byte = self[at]
            if byte == UInt8(ascii: "#") {
                lineComment()
            } else if Bytes.isBlank(byte) || Bytes.isLineEnd(byte) || byte == UInt8(ascii: ";") {
                at &+= 1
            } else {
                return at
            }
        }
        return nil
    }

    /// To the end of a statement, which is a line end outside of brackets, a comment before one, a semicolon, or the colon of a header. True
    /// if it has nothing but strings.
    private mutating func statement(_ isHeader: Bool) -> Bool {
        var open = 0
        var isText = true
        while at < count {
            let byte = self[at]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): pythonString()
            case UInt8(ascii: "#"):
                if open == 0 { return isText }
                lineComment()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                open &+= 1
                at &+= 1
                isText = false
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                open = max(0, open &- 1)
                at &+= 1
            case UInt8(ascii: "\\"): at &+= self[at + 1] == 0x0D && self[at + 2] == 0x0A ? 3 : 2
            case 0x0A, 0x0D:
                if open == 0 { return isText }
                at &+= 1
            case UInt8(ascii: ";"):
                if open == 0 { return isText }
                at &+= 1
            case UInt8(ascii: ":") where isHeader && open == 0:
                at &+= 1
                return isText
            default:
                if !Bytes.isBlank(byte), !isPrefix(byte) {
                    isText = false
                    at &+= 1
                    while at < count, !marks.contain(self[at]), !isHeader || self[at] != UInt8(ascii: ":") { at &+= 1 }
                } else {
                    at &+= 1
                }
            }
        }
        at = min(at, count)
        return isText
    }

    private func isPrefix(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "r"), UInt8(ascii: "u"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "t"): true
        default: false
        }
    }

    /// True for a string that may document: none of bytes, none with code in it.
    private func isDocumentation(_ start: Int) -> Bool {
        switch self[start] | 0x20 {
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "t"): false
        case UInt8(ascii: "r"), UInt8(ascii: "u"): Self.isQuote(self[start + 1])
        default: Self.isQuote(self[start])
        }
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private mutating func document(from first: Int) {
        for index in first..<zones.pieces.count where zones.pieces[index].kind == .string {
            zones.pieces[index].kind = .docstring
        }
    }

    // MARK: Strings

    /// From its quotes, with what stands before them in mind, to behind its end.
    private mutating func pythonString() {
        let quote = self[at]
        let isTriple = self[at + 1] == quote && self[at + 2] == quote
        let hasCode = isFormat
        at &+= isTriple ? 3 : 1
        var piece = at
        while at < count {
            let byte = self[at]
            if byte == quote, !isTriple || self[at + 1] == quote && self[at + 2] == quote {
                note(.string, piece, at)
                at &+= isTriple ? 3 : 1
                return
            } else if byte == UInt8(ascii: "\\") {
                at = escapeEnd(hasCode)
            } else if Bytes.isLineEnd(byte), !isTriple {
                break
            } else if hasCode, byte == UInt8(ascii: "{") {
                if self[at + 1] == byte { at &+= 2 } else { interpolation(&piece, isTriple) }
            } else {
                at &+= 1
                while at < count, !marks.contain(self[at]) { at &+= 1 }
            }
        }
        at = min(at, count)
        isPartial = true
        note(.string, piece, at)
    }

    /// At a quote: true behind `f`, `rf`, `t` and the like.
    private var isFormat: Bool {
        var (start, found) = (at - 1, false)
        while at - start <= 2, isPrefix(self[start]) {
            found = found || self[start] | 0x20 == UInt8(ascii: "f") || self[start] | 0x20 == UInt8(ascii: "t")
            start &-= 1
        }
        return found && !Bytes.isWord(self[start])
    }

    /// Behind an escape; where there is code a brace is not escaped, and a character's name in braces is none.
    private func escapeEnd(_ hasCode: Bool) -> Int {
        let next = self[at + 1]
        if next == 0x0D, self[at + 2] == 0x0A { return at + 3 }
        guard hasCode else { return at + 2 }
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") { return at + 1 }
        guard next == UInt8(ascii: "N"), self[at + 2] == UInt8(ascii: "{") else { return at + 2 }
        var end = at + 3
        while Bytes.isWord(self[end]) || self[end] == 0x20 || self[end] == UInt8(ascii: "-") { end &+= 1 }
        return self[end] == UInt8(ascii: "}") ? end + 1 : at + 2
    }

    /// Code in a string, from its brace to behind the one that ends it. `piece` moves there.
    private mutating func interpolation(_ piece: inout Int, _ isTriple: Bool) {
        let start = at
        guard depth < Self.mostDepth else {
            isPartial = true
            at &+= 1
            return
        }
        note(.string, piece, start)
        depth &+= 1
        defer { depth &-= 1 }
        at &+= 1
        var open = 0
        loop: while at < count {
            switch self[at] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): pythonString()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                open &+= 1
                at &+= 1
            case UInt8(ascii: "}") where open == 0:
                at &+= 1
                break loop
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                open = max(0, open &- 1)
                at &+= 1
            case UInt8(ascii: ":") where open == 0:
                at &+= 1
                format(isTriple)
                break loop
            case UInt8(ascii: "#"): lineComment()
            case 0x0A, 0x0D:
                if !isTriple { break loop }
                at &+= 1
            default: at &+= 1
            }
        }
        at = min(at, count)
        zones.interpolations.append(UInt32(clamping: start)..<UInt32(clamping: at))
        piece = at
    }

    /// How a value is to be shown, to behind the brace that ends the interpolation.
    private mutating func format(_ isTriple: Bool) {
        var piece = at
        while at < count {
            switch self[at] {
            case UInt8(ascii: "}"):
                note(.string, piece, at)
                at &+= 1
                return
            case UInt8(ascii: "{"): interpolation(&piece, isTriple)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if !isTriple { return note(.string, piece, at) }
                at &+= 1
            case 0x0A, 0x0D:
                if !isTriple { return note(.string, piece, at) }
                at &+= 1
            default: at &+= 1
            }
        }
        note(.string, piece, min(at, count))
    }
}
