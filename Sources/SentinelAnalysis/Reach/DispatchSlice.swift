internal import SentinelSyntax

/// The parts of a function to which all calls go that are other items' own: `if name == "other": ...`, `case "other": ...`.
struct DispatchSlice {
    private let tree: SyntaxTree
    private let file: SourceFile
    private let evaluator: Evaluator

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    /// What of `function` does not run for `name`; nil where it says nothing of that name.
    func excluded(_ function: NodeID, for name: String, among names: Set<String>) -> [Range<Int>]? {
        var excluded: [Range<Int>] = []
        var isNamed = false
        tree.walk(function) { node in
            switch tree.kind(node) {
            case .ifStatement:
                guard let asked = asked(tree.child(of: node, .condition)), !names.isDisjoint(with: asked) else { break }
                if asked.contains(name) { isNamed = true }
                let other = asked.contains(name) ? tree.child(of: node, .alternative) : tree.child(of: node, .body)
                if !other.isNone { excluded.append(tree[other].range) }
            case .switchStatement: isNamed = addCases(of: node, name, names, &excluded) || isNamed
            default: break
            }
            return true
        }
        return isNamed ? excluded : nil
    }

    private func addCases(
        of node: NodeID, _ name: String, _ names: Set<String>, _ excluded: inout [Range<Int>]
    ) -> Bool {
        let cases = tree.children(of: node, .case)
        // A case without statements falls into the next one.
        var labels: Set<String> = []
        var isNamed = false
        for part in cases {
            labels.formUnion(tree.children(of: part, .pattern).flatMap(texts))
            let isEmpty = !tree.children(of: part).contains { tree[$0].field == .statement }
            if isEmpty, file.language != .python, file.language != .go { continue }
            if labels.contains(name) { isNamed = true }
            if !labels.isDisjoint(with: names), !labels.contains(name) { excluded.append(tree[part].range) }
            labels = []
        }
        return isNamed
    }

    /// The texts that a condition compares something with; nil where it is no such comparison, or no choice of such.
    private func asked(_ condition: NodeID) -> Set<String>? {
        var found: Set<String> = []
        var waiting = [condition]
        while let at = waiting.popLast() {
            guard tree.kind(at) == .binary else { return nil }
            let sides = [tree.child(of: at, .left), tree.child(of: at, .right)]
            switch tree[at].operation {
            case .equal, .identical, .isIn:
                let known = sides.flatMap(texts)
                if known.isEmpty { return nil }
                found.formUnion(known)
            case .or: waiting += sides
            default: return nil
            }
        }
        return found.isEmpty ? nil : found
    }

    private func texts(_ node: NodeID) -> [String] {
        switch evaluator.value(of: node, in: file) {
        case .text(let text): [text.text]
        case .list(let items): items.compactMap(\.text)
        default: []
        }
    }
}
