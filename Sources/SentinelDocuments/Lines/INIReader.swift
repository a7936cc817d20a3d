/// INI files: a mapping of sections to mappings; what stands before the first section (all of `.npmrc`) lies beside them.
///
/// Values go on in lines that are indented deeper than their key, as Python's `configparser` reads them.
struct INIReader: LineReader {
    var scanner: TextScanner
    var builder: DocumentBuilder

    init(_ builder: DocumentBuilder) {
        scanner = TextScanner(builder.source)
        self.builder = builder
    }

    mutating func readAll() throws(Mistake) {
        try builder.begin(.mapping, at: scanner.at)
        var isInSection = false
        while !scanner.isAtEnd {
            let lineStart = scanner.at
            scanner.skip(while: TextScanner.isBlank)
            switch scanner.byte {
            case 0x0A, 0x0D, UInt8(ascii: "#"), UInt8(ascii: ";"), 0: scanner.skipLine()
            case UInt8(ascii: "["):
                if isInSection { builder.end() }
                isInSection = try readSection()
            default: try readPair(indent: scanner.at - lineStart)
            }
        }
        if isInSection { builder.end() }
    }

    /// `[name]`; false where it is not closed.
    private mutating func readSection() throws(Mistake) -> Bool {
        let (start, end) = (scanner.at + 1, scanner.lineEnd)
        var close = end
        while close > start, scanner.source[close - 1] != UInt8(ascii: "]") { close -= 1 }
        guard close > start else {
            builder.note("the section's name does not end with a bracket", at: scanner.at)
            scanner.skipLine()
            return false
        }
        try builder.add(.plain, start..<(close - 1))
        try builder.begin(.mapping, at: scanner.at)
        scanner.skipLine()
        return true
    }

    private mutating func readPair(indent: Int) throws(Mistake) {
        let (start, end) = (scanner.at, scanner.lineEnd)
        // npm's names hold colons: `//registry/:_authToken=`, `@scope:registry=`.
        let isNPM = scanner.looksAt("//") || scanner.byte == UInt8(ascii: "@")
        var delimiter = start
        while delimiter < end, scanner.source[delimiter] != UInt8(ascii: "="),
            isNPM || scanner.source[delimiter] != UInt8(ascii: ":")
        {
            delimiter += 1
        }
        try builder.add(.plain, scanner.trimmed(start..<delimiter))
        guard delimiter < end else {
            try builder.add(.null, end..<end)
            return scanner.skipLine()
        }
        let first = scanner.trimmed((delimiter + 1)..<end)
        scanner.skipLine()
        let more = continuation(deeperThan: indent)
        if let last = more.last(where: { !$0.isEmpty }) {
            var text = Array(scanner.source[first])
            for line in more where line.lowerBound <= last.lowerBound {
                text.append(0x0A)
                text += scanner.source[line]
            }
            try builder.add(.plain, first.lowerBound..<last.upperBound, text: text)
        } else if first.count >= 2, let quote = quote(scanner.source[first.lowerBound]),
            scanner.source[first.upperBound - 1] == quote
        {
            try builder.add(.string, first, .quoted)
        } else {
            try builder.add(.plain, first)
        }
    }

    private func quote(_ byte: UInt8) -> UInt8? { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? byte : nil }

    /// The lines that go on with a value; comments among them are left out, empty ones are not.
    private mutating func continuation(deeperThan indent: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        while !scanner.isAtEnd {
            let lineStart = scanner.at
            scanner.skip(while: TextScanner.isBlank)
            let (start, end) = (scanner.at, scanner.lineEnd)
            let isComment = scanner.byte == UInt8(ascii: "#") || scanner.byte == UInt8(ascii: ";")
            if !isComment {
                if start == end {
                    lines.append(start..<start)
                } else if start - lineStart > indent {
                    lines.append(scanner.trimmed(start..<end))
                } else {
                    scanner.at = lineStart
                    return lines
                }
            }
            scanner.skipLine()
        }
        return lines
    }
}
