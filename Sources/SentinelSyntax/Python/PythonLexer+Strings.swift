/// How a string literal begins: what stands before its content, and what ends it.
struct StringOpening {
    var start = 0
    var content = 0
    var quote: UInt8 = 0
    var isTriple = false
    var flags: NodeFlags = []
    /// Bytes of the quotes behind the content.
    var trailing = 0

    func hasSameQuotes(_ other: StringOpening) -> Bool { quote == other.quote && isTriple == other.isTriple }
}

extension PythonLexer {
    /// A string that has a prefix of `length` bytes. Of one with interpolations only the beginning: the parser goes on from there.
    mutating func openString(prefix length: Int, _ flags: NodeFlags) {
        string.start = position
        string.flags = flags
        string.trailing = 0
        let first = position + length
        string.quote = byte(first)
        string.isTriple = byte(first + 1) == string.quote && byte(first + 2) == string.quote
        string.content = first + (string.isTriple ? 3 : 1)
        if flags.contains(.isFormat) {
            kind = .formatString
            position = string.content
            return
        }
        kind = .string
        finishString()
        // A quote that has no partner, where the string around has the same, ends that one.
        if string.trailing == 0, let enclosing, length == 0, enclosing.hasSameQuotes(string) {
            position = string.start
            layout(.closingQuote)
            return
        }
        noteString()
    }

    /// Makes a string of the current token as if it had no interpolations.
    mutating func passFormatString() {
        finishString()
        noteString()
        kind = .string
        end = position
    }

    /// Where the string's content ends.
    var contentEnd: Int { position - string.trailing }

    private func noteString() { tree.note(.string, string.content, contentEnd) }

    private mutating func finishString() {
        let quote = string.quote
        var at = string.content
        while at < count {
            let current = byte(at)
            if current == quote {
                guard string.isTriple else { return close(at, 1) }
                if byte(at + 1) == quote, byte(at + 2) == quote { return close(at, 3) }
            } else if current == UInt8(ascii: "\\") {
                at += byte(at + 1) == 0x0D && byte(at + 2) == 0x0A ? 3 : 2
                continue
            } else if Bytes.isLineEnd(current), !string.isTriple {
                break
            }
            at += 1
        }
        position = min(at, count)
        string.flags.insert(.isUnterminated)
        tree.isPartial = true
    }

    private mutating func close(_ at: Int, _ trailing: Int) {
        position = at + trailing
        string.trailing = trailing
    }

    /// The end of a piece of text in a format string: a brace that means something, the closing quotes, or where the string breaks off.
    /// In a format a brace means something even if there are two.
    func textEnd(_ start: Int, of opening: StringOpening, isFormat: Bool) -> Int {
        let isRaw = opening.flags.contains(.isRaw)
        var at = start
        while at < count {
            let current = byte(at)
            switch current {
            case UInt8(ascii: "{"):
                if isFormat || byte(at + 1) != current { return at }
                at += 1
            case UInt8(ascii: "}") where isFormat: return at
            case UInt8(ascii: "\\"): at = escapeEnd(at, isRaw)
            case opening.quote:
                if !opening.isTriple || byte(at + 1) == current && byte(at + 2) == current { return at }
            case 0x0A, 0x0D: if !opening.isTriple { return at }
            default: break
            }
            at += 1
        }
        return count
    }

    /// The last byte of an escape; a brace is not escaped by a backslash.
    func escapeEnd(_ at: Int, _ isRaw: Bool) -> Int {
        let next = byte(at + 1)
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") { return at }
        if next == 0x0D, byte(at + 2) == 0x0A { return at + 2 }
        guard next == UInt8(ascii: "N"), byte(at + 2) == UInt8(ascii: "{"), !isRaw else { return at + 1 }
        var end = at + 3
        while Bytes.isWord(byte(end)) || byte(end) == 0x20 || byte(end) == UInt8(ascii: "-") { end += 1 }
        return byte(end) == UInt8(ascii: "}") ? end : at + 1
    }
}
