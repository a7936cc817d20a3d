internal import SentinelModel

/// Tells whether a Python file has decorators that may be functions of its project: those may register what they are given. So may what a
/// call returns that is called at once.
enum DecoratorGate {
    /// Decorators of Python's own library.
    private static let known: Set<String> = [
        "abc", "abstractmethod", "asynccontextmanager", "builtins", "cached_property", "classmethod", "contextmanager",
        "dataclass", "dataclasses", "functools", "lru_cache", "override", "overload", "property", "runtime_checkable",
        "staticmethod", "total_ordering", "typing", "wraps",
    ]
    /// Names that a file is asked for; one with more is read.
    private static let most = 16

    /// `registers` is asked of the first part of a name, such as `ours` of `@ours.register`; of an empty one where there is none.
    static func mayRegister(_ source: UnsafeBufferPointer<UInt8>, _ registers: (String) -> Bool) -> Bool {
        let bytes = unsafe source.span
        var asked: [String] = []
        func mayRegister(_ name: String) -> Bool {
            if known.contains(name) || asked.contains(name) { return false }
            asked.append(name)
            return asked.count > most || registers(name)
        }
        var from = 0
        while let at = unsafe source.firstIndex(of: ")(", from: from) {
            from = at + 1
            guard isGivenName(at + 1, bytes) else { continue }
            if mayRegister(nameOfCall(endingAt: at, bytes).map { name(at: $0, bytes) } ?? "") { return true }
        }
        from = 0
        while let at = unsafe source.firstIndex(of: "@", from: from) {
            from = at + 1
            guard startsLine(at, bytes) else { continue }
            let name = name(at: at + 1, bytes)
            if !isAccessor(at + 1 + name.utf8.count, bytes), mayRegister(name) { return true }
        }
        return false
    }

    /// True where a bracket is opened before a name: what is registered has one.
    private static func isGivenName(_ bracket: Int, _ bytes: Span<UInt8>) -> Bool {
        var at = bracket + 1
        while at < bytes.count, isBlank(bytes[at]) { at += 1 }
        guard at < bytes.count else { return false }
        // A comment may stand before it.
        if bytes[at] == UInt8(ascii: "#") { return true }
        return bytes[at].isNamePart && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at])
    }

    /// Where the name begins of what a bracket closes the arguments of; nil where nothing with a name is called. Expressions of texts are full
    /// of `)(` too.
    private static func nameOfCall(endingAt bracket: Int, _ bytes: Span<UInt8>) -> Int? {
        var (at, open) = (bracket, 0)
        while at >= 0, bracket - at < 1_000 {
            if bytes[at] == UInt8(ascii: ")") { open += 1 }
            if bytes[at] == UInt8(ascii: "(") { open -= 1 }
            if open == 0 { break }
            at -= 1
        }
        guard open == 0 else { return nil }
        let end = at
        while at > 0, bytes[at - 1].isNamePart || bytes[at - 1] == UInt8(ascii: ".") { at -= 1 }
        return at < end ? at : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private static func startsLine(_ place: Int, _ bytes: Span<UInt8>) -> Bool {
        var at = place
        while at > 0, bytes[at - 1] == UInt8(ascii: " ") || bytes[at - 1] == UInt8(ascii: "\t") { at -= 1 }
        return at == 0 || bytes[at - 1] == UInt8(ascii: "\n") || bytes[at - 1] == UInt8(ascii: "\r")
    }

    /// The name that begins at `start`; empty where none does, or a long one.
    private static func name(at start: Int, _ bytes: Span<UInt8>) -> String {
        var end = start
        while end < bytes.count, end - start < 64, bytes[end].isNamePart { end += 1 }
        return end - start < 64 ? String(decoding: (start..<end).map { bytes[$0] }, as: UTF8.self) : ""
    }

    /// `.setter` of a property, and its like.
    private static func isAccessor(_ end: Int, _ bytes: Span<UInt8>) -> Bool {
        end < bytes.count && bytes[end] == UInt8(ascii: ".")
            && ["setter", "getter", "deleter"].contains(name(at: end + 1, bytes))
    }
}
