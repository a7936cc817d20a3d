internal import SentinelSyntax

/// What a file in JSON says, comments and trailing commas allowed: an expression of JavaScript, read as one.
indirect enum BuildFile {
    case text(String)
    case list([BuildFile])
    case object([(key: String, value: BuildFile)])
    case other

    private static let deepest = 16

    init?(_ content: [UInt8]) {
        let tree = SyntaxTree()
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let plain = content.starts(with: mark) ? content[3...] : content[...]
        let whole = [UInt8(ascii: "(")] + plain + [UInt8(ascii: ")")]
        unsafe whole.withUnsafeBufferPointer { unsafe tree.parse($0, as: .javascript) }
        guard let first = tree.children(of: tree.root).first(where: { _ in true }) else { return nil }
        let value = tree.child(of: first, .value)
        guard !value.isNone, tree.kind(value) == .dictionary else { return nil }
        self = Self.read(value, tree, depth: 0)
    }

    private static func read(_ node: NodeID, _ tree: SyntaxTree, depth: Int) -> BuildFile {
        guard depth < deepest else { return .other }
        switch tree.kind(node) {
        case .string: return tree.stringText(node).map { .text($0) } ?? .other
        case .list: return .list(tree.children(of: node, .item).map { read($0, tree, depth: depth + 1) })
        case .dictionary:
            return .object(
                tree.children(of: node, .item).compactMap { item in
                    guard tree.kind(item) == .pair, let key = tree.stringText(tree.child(of: item, .key)) else {
                        return nil
                    }
                    return (key, read(tree.child(of: item, .value), tree, depth: depth + 1))
                })
        default: return .other
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    var entries: [(key: String, value: BuildFile)] { if case .object(let entries) = self { entries } else { [] } }

    subscript(key: String) -> BuildFile { entries.last { $0.key == key }?.value ?? .other }

    /// The texts in it, in order: those of lists, and those of conditions.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let items): items.flatMap(\.texts)
        case .object(let entries): entries.flatMap(\.value.texts)
        case .other: []
        }
    }
}
