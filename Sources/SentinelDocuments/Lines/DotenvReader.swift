/// `.env` files: one mapping of names to values. Nothing is substituted.
struct DotenvReader: LineReader {
    var scanner: TextScanner
    var builder: DocumentBuilder

    init(_ builder: DocumentBuilder) {
        scanner = TextScanner(builder.source)
        self.builder = builder
    }

    mutating func readAll() throws(Mistake) {
        try builder.begin(.mapping, at: scanner.at)
        while true {
            scanner.skipSpace()
            if scanner.isAtEnd { return }
            if scanner.byte != UInt8(ascii: "#") { try readPair() }
            scanner.skipLine()
        }
    }

    private mutating func readPair() throws(Mistake) {
        if scanner.looksAt("export"), TextScanner.isBlank(scanner.peek(6)) {
            scanner.at += 6
            scanner.skipBlanks()
        }
        let start = scanner.at
        scanner.skip {
            $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":") && $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "#")
        }
        let name = scanner.trimmed(start..<scanner.at)
        guard scanner.byte == UInt8(ascii: "=") || scanner.byte == UInt8(ascii: ":") else {
            // `export NAME` says that it is passed on.
            guard !name.isEmpty, !scanner.source[name].contains(0x20) else {
                return builder.note("this is no `NAME=value`", at: start)
            }
            try builder.add(.plain, name)
            try builder.add(.null, name.upperBound..<name.upperBound)
            return
        }
        if name.isEmpty { builder.note("the name is missing", at: start) }
        scanner.at += 1
        scanner.skipBlanks()
        try builder.add(.plain, name)
        try readValue()
    }

    private mutating func readValue() throws(Mistake) {
        let (start, quote) = (scanner.at, scanner.byte)
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`"),
            try readQuoted(quote)
        {
            return
        }
        scanner.at = start
        let end = scanner.lineEnd
        var stop = start
        while stop < end {
            let isComment = scanner.source[stop] == UInt8(ascii: "#")
            if isComment, stop == start || TextScanner.isBlank(scanner.source[stop - 1]) { break }
            stop += 1
        }
        try builder.add(.plain, scanner.trimmed(start..<stop))
    }

    /// A value in quotes, which may have several lines; false where the quote is not closed.
    private mutating func readQuoted(_ quote: UInt8) throws(Mistake) -> Bool {
        let start = scanner.at
        scanner.at += 1
        var hasEscapes = false
        while scanner.byte != quote {
            if scanner.isAtEnd {
                builder.note("the quotes are not closed", at: start)
                return false
            }
            if scanner.byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                hasEscapes = true
                scanner.at += 1
            }
            scanner.at += 1
        }
        scanner.at += 1
        let range = start..<min(scanner.at, scanner.source.count)
        if hasEscapes {
            try builder.add(.string, range, text: Self.unescaped(scanner.source[range].dropFirst().dropLast()))
        } else {
            try builder.add(.string, range, .quoted)
        }
        return true
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var isEscaped = false
        for byte in text {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "n"): out.append(10)
                case UInt8(ascii: "r"): out.append(13)
                case UInt8(ascii: "t"): out.append(9)
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "'"):
                    out.append(byte)
                default: out += [UInt8(ascii: "\\"), byte]
                }
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                out.append(byte)
            }
        }
        return out
    }
}
