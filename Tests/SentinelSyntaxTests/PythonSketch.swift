@testable import SentinelSyntax

/// Trees of Python in one line: `call(callee: member(object: a, name: b), argument: c)`. What has no children is its source, and a
/// statement that is an expression is just that.
enum PythonSketch {
    static func parse(_ source: [UInt8]) -> SyntaxTree {
        let tree = SyntaxTree()
        unsafe source.withUnsafeBufferPointer { unsafe tree.parse($0, as: .python) }
        return tree
    }

    /// The statements of `source`, one a line.
    static func file(_ source: String) -> String {
        let tree = parse(Array(source.utf8))
        let statements = tree.children(of: tree.root).map { node($0, tree) }
        return (statements + (tree.isPartial ? ["partial"] : [])).joined(separator: "\n")
    }

    private static let flags: [(NodeFlags, String)] = [
        (.isAsync, "async"), (.isGenerator, "generator"), (.isLambda, "lambda"), (.isMethod, "method"), (.isRest, "*"),
        (.isKeywordRest, "**"), (.isKeywordOnly, "keywordOnly"), (.isPositionalOnly, "positionalOnly"),
        (.isNamespace, "all"), (.isFrom, "from"), (.isRaw, "raw"), (.isBytes, "bytes"), (.isFormat, "format"),
        (.isDocumentation, "documentation"), (.isUnterminated, "unterminated"),
    ]

    static func node(_ id: NodeID, _ tree: SyntaxTree) -> String {
        let known = tree[id]
        if known.kind == .expressionStatement, !known.first.isNone, tree[known.first].next.isNone {
            return node(known.first, tree)
        }
        var parts = flags.filter { known.flags.contains($0.0) }.map(\.1)
        if known.operation != .none { parts.append("\(known.operation)") }
        let children = tree.children(of: id).map { "\(tree[$0].field): \(node($0, tree))" }
        if children.isEmpty, known.kind != .block {
            let text = tree.string(known.range)
            return known.kind == .error
                ? "error(\(text))" : parts.isEmpty ? text : "\(text){\(parts.joined(separator: " "))}"
        }
        return "\(known.kind)(\((parts + children).joined(separator: ", ")))"
    }
}
