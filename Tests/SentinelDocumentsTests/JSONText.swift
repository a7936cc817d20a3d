import SentinelDocuments
import TestSupport

/// Makes JSON that is YAML at the same time.
struct JSONText {
    private var random: SeededRandom

    init(seed: Int) { random = SeededRandom(seed) }

    mutating func value(depth: Int = 0) -> String {
        switch random.below(depth > 4 ? 3 : 6) {
        case 0: return string()
        case 1: return String(random.below(100_000))
        case 2: return random.pick(["true", "false", "null"])
        case 3: return "[" + list(depth) { $0.value(depth: depth + 1) } + "]"
        default: return "{" + list(depth) { $0.string() + ":" + $0.space() + $0.value(depth: depth + 1) } + "}"
        }
    }

    private mutating func list(_ depth: Int, _ item: (inout JSONText) -> String) -> String {
        var items: [String] = []
        for _ in 0..<random.below(5) { items.append(item(&self)) }
        return items.joined(separator: "," + space())
    }

    private mutating func space() -> String { random.pick([" ", "  ", "\n ", " \n   "]) }

    private mutating func string() -> String {
        let pieces = [
            "a", "key", "é", "日本", "🙂", "\\n", "\\t", "\\\"", "\\\\", "\\u00e9", "#", ": ", "- ", "[", "}", "*", "&",
            "'", "%", "@",
            "null", "1", "|",
        ]
        return "\"" + (0..<random.below(6)).map { _ in random.pick(pieces) }.joined() + "\""
    }
}

extension DocumentNode {
    /// One line for comparing: texts in hexadecimal, entries and items in their order.
    var canonical: String {
        switch value {
        case .scalar(let text, _): return text.utf8.map { String($0, radix: 16) }.joined(separator: ".")
        case .sequence(let items): return "[" + items.map(\.canonical).joined(separator: ",") + "]"
        case .mapping(let entries):
            return "{" + entries.map { "\($0.key.canonical):\($0.value.canonical)" }.joined(separator: ",") + "}"
        }
    }

    /// All nodes, keys among them.
    var all: [DocumentNode] {
        switch value {
        case .scalar: return [self]
        case .sequence(let items): return [self] + items.flatMap(\.all)
        case .mapping(let entries): return [self] + entries.flatMap { $0.key.all + $0.value.all }
        }
    }
}
