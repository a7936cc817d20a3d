@testable import SentinelSyntax

/// Trees of JavaScript and TypeScript in a short text form: `call(callee: f, argument: a)`. The commonest fields go without saying.
enum ScriptForm {
    private static let flags: [(NodeFlags, String)] = [
        (.isAsync, "async"), (.isGenerator, "generator"), (.isLambda, "lambda"), (.isStatic, "static"),
        (.isGetter, "getter"), (.isSetter, "setter"), (.isMethod, "method"), (.isOptional, "optional"),
        (.isRest, "rest"), (.isDefault, "default"), (.isNamespace, "namespace"), (.isFrom, "from"),
        (.isTypeOnly, "typeOnly"), (.isNew, "new"), (.isComputed, "computed"), (.isShorthand, "shorthand"),
        (.isDeclaration, "declaration"), (.isConstant, "constant"), (.isFormat, "format"),
        (.isUnterminated, "unterminated"), (.isPrivate, "private"),
    ]

    private static let silent: Set<Field> = [.value, .item, .statement, .name, .part]

    static func tree(_ source: [UInt8], _ language: Language) -> SyntaxTree {
        let tree = SyntaxTree()
        unsafe source.withUnsafeBufferPointer { unsafe tree.parse($0, as: language) }
        return tree
    }

    /// The statements of a file, a line each; `PARTIAL` where it was not understood.
    static func of(_ source: String, _ language: Language = .javascript) -> String {
        let tree = tree(Array(source.utf8), language)
        let lines = tree.children(of: tree.root).map { form(tree, $0) }
        return ((tree.isPartial ? ["PARTIAL"] : []) + lines).joined(separator: "\n")
    }

    private static func form(_ tree: SyntaxTree, _ id: NodeID) -> String {
        let node = tree[id]
        switch node.kind {
        case .name, .number, .constant, .regex, .stringPart: return tree.string(node.range)
        case .string where node.first.isNone: return tree.string(node.range)
        case .expressionStatement: return form(tree, node.first)
        default: break
        }
        var words = ["\(node.kind)"]
        words += flags.filter { node.flags.contains($0.0) }.map(\.1)
        if node.operation != .none { words.append("\(node.operation)") }
        let children = tree.children(of: id).map { child in
            (silent.contains(tree[child].field) ? "" : "\(tree[child].field): ") + form(tree, child)
        }
        return words.joined(separator: " ") + "(" + children.joined(separator: ", ") + ")"
    }

    /// The source with strings in `«»`, comments in `‹›` and interpolations in `⟦⟧`.
    static func zones(_ source: String, _ language: Language = .javascript) -> String {
        let bytes = Array(source.utf8)
        let tree = tree(bytes, language)
        var marks: [(Int, Int, String)] = []
        for zone in tree.zones.pieces {
            let isComment = zone.kind == .comment
            marks.append((Int(zone.start), 1, isComment ? "‹" : "«"))
            marks.append((Int(zone.end), 0, isComment ? "›" : "»"))
        }
        for range in tree.zones.interpolations {
            marks.append((Int(range.lowerBound), 1, "⟦"))
            marks.append((Int(range.upperBound), 0, "⟧"))
        }
        var text: [UInt8] = []
        var at = 0
        for (offset, _, mark) in marks.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            text += bytes[at..<offset] + Array(mark.utf8)
            at = offset
        }
        return String(decoding: text + bytes[at...], as: UTF8.self)
    }
}
