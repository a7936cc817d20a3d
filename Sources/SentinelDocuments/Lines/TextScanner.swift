/// Walks over a source's bytes; 0 stands behind the end.
struct TextScanner {
    let source: DocumentSource
    var at: Int

    init(_ source: DocumentSource) {
        self.source = source
        at = source.textStart
    }

    var isAtEnd: Bool { at >= source.count }
    var byte: UInt8 { source[at] }

    func peek(_ ahead: Int) -> UInt8 { source[at + ahead] }

    func looksAt(_ text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= source.count else { return false }
        for index in 0..<text.utf8CodeUnitCount where unsafe source[at + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Blanks within a line.
    mutating func skipBlanks() {
        while byte == 0x20 || byte == 9 { at += 1 }
    }

    /// Blanks and line ends.
    mutating func skipSpace() {
        skip { Self.isBlank($0) || $0 == 0x0A || $0 == 0x0D }
    }

    mutating func skip(while test: (UInt8) -> Bool) {
        while !isAtEnd, test(byte) { at += 1 }
    }

    /// Where the present line ends, its end left out.
    var lineEnd: Int {
        var end = at
        while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
        return end
    }

    /// Goes behind the end of the present line.
    mutating func skipLine() {
        at = lineEnd
        skipLineEnd()
    }

    /// LF, CRLF or a lone CR, if one is here.
    mutating func skipLineEnd() {
        if byte == 0x0D { at += peek(1) == 0x0A ? 2 : 1 } else if byte == 0x0A { at += 1 }
    }

    /// `range` without blanks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Self.isBlank(source[start]) { start += 1 }
        while end > start, Self.isBlank(source[end - 1]) { end -= 1 }
        return start..<end
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 0x0B || byte == 0x0C }
}
