/// A string as it was read.
struct TOMLString {
    var text: [UInt8]
    var form: TextForm
    var isMultiline = false
}

extension TOMLReader {
    /// A string of any of the four kinds, from its first quote to behind its last.
    mutating func readString() throws(Mistake) -> TOMLString {
        if scanner.looksAt("\"\"\"") || scanner.looksAt("'''") { return try readMultiline() }
        let (start, quote) = (scanner.at, scanner.byte)
        scanner.at += 1
        var text: [UInt8]?
        while scanner.byte != quote {
            let byte = scanner.byte
            if scanner.isAtEnd || byte == 0x0A || byte == 0x0D { throw Mistake("the string does not end", at: start) }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                var decoded = text ?? Array(scanner.source[(start + 1)..<scanner.at])
                readEscape(to: &decoded)
                text = decoded
            } else {
                checkControl(byte)
                text?.append(byte)
                scanner.at += 1
            }
        }
        scanner.at += 1
        if let text { return TOMLString(text: text, form: .own) }
        return TOMLString(text: Array(scanner.source[(start + 1)..<(scanner.at - 1)]), form: .quoted)
    }

    private mutating func readMultiline() throws(Mistake) -> TOMLString {
        let (start, quote) = (scanner.at, scanner.byte)
        scanner.at += 3
        scanner.skipLineEnd()
        var text: [UInt8] = []
        while true {
            guard !scanner.isAtEnd else { throw Mistake("the string does not end", at: start) }
            let byte = scanner.byte
            if byte == quote, scanner.peek(1) == quote, scanner.peek(2) == quote {
                scanner.at += 3
                // Two more quotes may stand before the end.
                for _ in 0..<2 where scanner.byte == quote {
                    text.append(quote)
                    scanner.at += 1
                }
                return TOMLString(text: text, form: .own, isMultiline: true)
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                if !skipFoldedLines() { readEscape(to: &text) }
            } else if byte == 0x0D, scanner.peek(1) == 0x0A {
                scanner.at += 1
            } else {
                if byte != 0x0A { checkControl(byte) }
                text.append(byte)
                scanner.at += 1
            }
        }
    }

    /// A backslash at the end of a line, and all blanks up to the next text; false where there is none.
    private mutating func skipFoldedLines() -> Bool {
        let start = scanner.at
        scanner.at += 1
        scanner.skipBlanks()
        guard scanner.byte == 0x0A || scanner.byte == 0x0D else {
            scanner.at = start
            return false
        }
        scanner.skip { $0 == 0x20 || $0 == 9 || $0 == 0x0A || $0 == 0x0D }
        return true
    }

    private mutating func checkControl(_ byte: UInt8) {
        if (byte < 0x20 && byte != 9) || byte == 0x7F {
            builder.note("a control character in a string", at: scanner.at)
        }
    }

    private mutating func readEscape(to text: inout [UInt8]) {
        let start = scanner.at
        scanner.at += 2
        switch scanner.source[start + 1] {
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "\""): text.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "u"): readScalar(4, to: &text, from: start)
        case UInt8(ascii: "U"): readScalar(8, to: &text, from: start)
        case let other:
            builder.note("there is no such escape", at: start)
            // A line end stays, and ends the string.
            if other == 0x0A || other == 0x0D || scanner.at > scanner.source.count {
                scanner.at = start + 1
            } else {
                text.append(other)
            }
        }
    }

    private mutating func readScalar(_ digits: Int, to text: inout [UInt8], from start: Int) {
        guard
            let value = JSONText.number(
                in: scanner.source[scanner.at..<(scanner.at + digits)], scanner.at, digits: digits)
        else { return builder.note("the escape needs \(digits) hexadecimal digits", at: start) }
        scanner.at += digits
        let scalar = Unicode.Scalar(value)
        if scalar == nil { builder.note("there is no such character", at: start) }
        JSONText.append(scalar, to: &text)
    }
}
