/// Tells whether a Python file has decorators that may be functions of its project: those may register what they are given. So may what a
/// call returns that is called at once.
enum DecoratorGate {
    /// Decorators of Python's own library.
    private static let known: Set<String> = [
        "abc", "abstractmethod", "asynccontextmanager", "builtins", "cached_property", "classmethod", "contextmanager",
        "dataclass", "dataclasses", "functools", "lru_cache", "override", "overload", "property", "runtime_checkable",
        "staticmethod", "total_ordering", "typing", "wraps",
    ]
    /// Other modules that a file is asked for; one with more decorators is read.
    private static let most = 16

    static func mayRegister(_ bytes: Span<UInt8>, isOwn: (String) -> Bool) -> Bool {
        for at in 1..<max(1, bytes.count) where bytes[at] == UInt8(ascii: "(") && bytes[at - 1] == UInt8(ascii: ")") {
            if isGivenName(at, bytes), endsCall(at - 1, bytes) { return true }
        }
        var foreign: [String] = []
        for at in 0..<bytes.count where bytes[at] == UInt8(ascii: "@") && startsLine(at, bytes) {
            let name = name(at: at + 1, bytes)
            if known.contains(name) || foreign.contains(name) || isAccessor(at + 1 + name.utf8.count, bytes) {
                continue
            }
            guard foreign.count < most, !name.isEmpty, isImported(name, bytes), !isOwn(name) else { return true }
            foreign.append(name)
        }
        return false
    }

    /// True where a bracket is opened before a name: what is registered has one.
    private static func isGivenName(_ bracket: Int, _ bytes: Span<UInt8>) -> Bool {
        var at = bracket + 1
        while at < bytes.count, isBlank(bytes[at]) { at += 1 }
        return at < bytes.count && bytes[at].isNamePart && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at])
    }

    /// True where a bracket closes the arguments of what has a name. Expressions of texts are full of `)(` too.
    private static func endsCall(_ bracket: Int, _ bytes: Span<UInt8>) -> Bool {
        var (at, open) = (bracket, 0)
        while at >= 0, bracket - at < 1_000 {
            switch bytes[at] {
            case UInt8(ascii: ")"): open += 1
            case UInt8(ascii: "("):
                open -= 1
                if open == 0 { return at > 0 && bytes[at - 1].isNamePart }
            default: break
            }
            at -= 1
        }
        return at >= 0
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

    /// True if a line says `import name` and no more.
    private static func isImported(_ module: String, _ bytes: Span<UInt8>) -> Bool {
        let line = Array("import \(module)".utf8)
        guard bytes.count > line.count else { return false }
        for start in 0..<(bytes.count - line.count) where bytes[start] == line[0] && startsLine(start, bytes) {
            let end = start + line.count
            if bytes[end] == UInt8(ascii: "\n") || bytes[end] == UInt8(ascii: "\r"),
                line.indices.allSatisfy({ bytes[start + $0] == line[$0] })
            {
                return true
            }
        }
        return false
    }
}
