internal import SentinelModel

/// A name that stands where something is declared, and what stands around it there.
struct DeclaringWord {
    enum Form {
        /// Before what opens its arguments, and not where it is defined.
        case called
        /// An argument's keyword.
        case keyword
        /// In a text that begins with it, or with words and slashes before it: `notifications/tools/list_changed`.
        case method
        /// Before what opens its arguments, and behind a dot.
        case member
        /// The same, or at the end of a decorator.
        case decorator
        /// A key in quotes, before a colon.
        case quotedKey
        /// Anywhere but behind a dot.
        case key
        /// Behind a dot.
        case attribute
        /// Python's `as`, behind the name of a server's class.
        case alias
    }

    let text: [UInt8]
    private let form: Form
    /// What opens arguments.
    private let openers: [UInt8]

    init(_ text: String, _ form: Form, _ openers: String = "") {
        self.text = Array(text.utf8)
        self.form = form
        self.openers = Array(openers.utf8)
    }

    /// True if the name at `range` is this one, in its place.
    func stands(at range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard range.count == text.count, bytes[range.lowerBound] == text[0] else { return false }
        for index in text.indices where bytes[range.lowerBound + index] != text[index] { return false }
        switch form {
        case .called: return isOpened(at: range.upperBound, bytes) && !isDefined(at: range.lowerBound, bytes)
        case .keyword: return isOpened(at: range.upperBound, bytes) && isArgument(at: range, bytes)
        case .method: return isOpened(at: range.upperBound, bytes) && beginsText(at: range.lowerBound, bytes)
        case .member: return isBehindDot(range.lowerBound, bytes) && isOpened(at: range.upperBound, bytes)
        case .decorator:
            return isBehindDot(range.lowerBound, bytes)
                && (isOpened(at: range.upperBound, bytes) || isDecorator(at: range.lowerBound, bytes))
        case .quotedKey: return isQuotedKey(at: range.upperBound, bytes)
        case .key: return !isBehindDot(range.lowerBound, bytes)
        case .attribute: return isBehindDot(range.lowerBound, bytes)
        case .alias: return isBehindServer(range.lowerBound, bytes)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\\")
    }

    private func isOpened(at end: Int, _ bytes: Span<UInt8>) -> Bool {
        var at = end
        while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
        guard at < bytes.count, openers.contains(bytes[at]) else { return false }
        // `a?.(b)` is a call, `a?.b` is none.
        return bytes[at] != UInt8(ascii: "?") || at + 2 < bytes.count && bytes[at + 2] == UInt8(ascii: "(")
    }

    /// The index behind the last byte before `start` that is no blank.
    private func endOfBefore(_ start: Int, _ bytes: Span<UInt8>) -> Int {
        var at = start
        while at > 0, Self.isBlank(bytes[at - 1]) { at -= 1 }
        return at
    }

    /// `a.b` and `a . b` count. `a. b` does where the name is no word of prose, which stands behind the dot of a sentence.
    private func isBehindDot(_ start: Int, _ bytes: Span<UInt8>) -> Bool {
        let end = endOfBefore(start, bytes)
        guard end > 0, bytes[end - 1] == UInt8(ascii: ".") else { return false }
        return end == start || !isProse || end > 1 && Self.isBlank(bytes[end - 2])
    }

    private var isProse: Bool { text.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } }

    /// Behind a bracket or a comma, or at the start of a line and with no blank before its value, as arguments are written; or where a text is
    /// what is set.
    private func isArgument(at range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        let end = endOfBefore(range.lowerBound, bytes)
        if end > 0, bytes[end - 1] == UInt8(ascii: "(") || bytes[end - 1] == UInt8(ascii: ",") { return true }
        var at = range.upperBound
        while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
        guard at + 1 < bytes.count, bytes[at + 1] != UInt8(ascii: "=") else { return false }
        let startsLine = end < range.lowerBound && (end..<range.lowerBound).contains { bytes[$0] == UInt8(ascii: "\n") }
        if startsLine, at == range.upperBound { return true }
        at += 1
        while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
        return at < bytes.count && (bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"))
    }

    private func beginsText(at start: Int, _ bytes: Span<UInt8>) -> Bool {
        var at = start
        while at > 0, start - at < 32, bytes[at - 1].isNamePart || bytes[at - 1] == UInt8(ascii: "/") { at -= 1 }
        return at > 0 && "\"'`".utf8.contains(bytes[at - 1])
    }

    /// Behind `def` or `class`.
    private func isDefined(at start: Int, _ bytes: Span<UInt8>) -> Bool {
        let end = endOfBefore(start, bytes)
        guard end < start else { return false }
        return ["def", "class"].contains(name(endingAt: end, bytes))
    }

    private func name(endingAt end: Int, _ bytes: Span<UInt8>) -> String {
        var start = end
        // Longer ones are none of those that are asked for.
        while start > 0, end - start < 64, bytes[start - 1].isNamePart { start -= 1 }
        return String(decoding: (start..<end).map { bytes[$0] }, as: UTF8.self)
    }

    /// True if the line begins with `@`, and not far before.
    private func isDecorator(at start: Int, _ bytes: Span<UInt8>) -> Bool {
        var at = start
        while at > 0, start - at < 256, bytes[at - 1] != UInt8(ascii: "\n") { at -= 1 }
        while at < start, Self.isBlank(bytes[at]) { at += 1 }
        return bytes[at] == UInt8(ascii: "@")
    }

    private func isQuotedKey(at end: Int, _ bytes: Span<UInt8>) -> Bool {
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") else {
            return false
        }
        var at = end
        while at < bytes.count, Self.isBlank(bytes[at]) || "\"')".utf8.contains(bytes[at]) { at += 1 }
        return at < bytes.count && bytes[at] == UInt8(ascii: ":")
    }

    /// Behind the name of a class, and none of errors.
    private func isBehindServer(_ start: Int, _ bytes: Span<UInt8>) -> Bool {
        let end = endOfBefore(start, bytes)
        guard end < start else { return false }
        let name = name(endingAt: end, bytes)
        guard name.contains(where: \.isUppercase), !name.hasSuffix("Error"), !name.hasSuffix("Exception") else {
            return false
        }
        return name == "Server" || name.lowercased().hasPart("mcp")
    }
}
