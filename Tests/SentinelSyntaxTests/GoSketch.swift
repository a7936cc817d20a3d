@testable import SentinelSyntax

/// Trees of Go in one line: `call(callee: member(object: a, name: b), argument: c)`. Names, strings and types are what they are in the
/// source.
enum GoSketch {
    static func parse(_ source: String) -> SyntaxTree {
        let tree = SyntaxTree()
        let bytes = Array(source.utf8)
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.parse($0, as: .go) }
        return tree
    }

    /// The statements of `source`, one a line.
    static func file(_ source: String) -> String {
        let tree = parse(source)
        let statements = tree.children(of: tree.root, .statement).map { node($0, in: tree) }
        return (statements + (tree.isPartial ? ["partial"] : [])).joined(separator: "\n")
    }

    /// The statements of a function's body.
    static func body(_ source: String) -> String {
        let tree = parse("func f() {\n\(source)\n}")
        let function = tree.child(of: tree.root, .statement)
        let statements = tree.children(of: tree.child(of: function, .body)).map { node($0, in: tree) }
        return (statements + (tree.isPartial ? ["partial"] : [])).joined(separator: "\n")
    }

    private static func node(_ id: NodeID, in tree: SyntaxTree) -> String {
        let known = tree[id]
        switch known.kind {
        case .name, .constant, .string, .number, .type: return tree.string(known.range)
        default: break
        }
        let flags = flags.filter { known.flags.contains($0.0) }.map { " \($0.1)" }.joined()
        let operation = known.operation == .none ? "" : " \(known.operation)"
        let children = tree.children(of: id).map { "\(tree[$0].field): \(node($0, in: tree))" }
        let inner = children.isEmpty ? "" : "(\(children.joined(separator: ", ")))"
        return "\(known.kind)\(flags)\(operation)\(inner)"
    }

    private static let flags: [(NodeFlags, String)] = [
        (.isDeclaration, "declares"), (.isConstant, "constant"), (.isRest, "rest"), (.isLambda, "lambda"),
        (.isMethod, "method"), (.isTypeOnly, "interface"),
    ]
}
