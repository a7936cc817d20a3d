internal import SentinelSyntax

/// The parts of a function to which all calls go that are other items' own: `if name == "other": ...`, `case "other": ...`. Read once.
struct DispatchSlice {
    /// A part that runs only if one of `names` is asked for, or only if none of them is.
    private struct Part {
        var names: Set<String>
        var isForOthers: Bool
        var range: Range<Int>
    }

    private let tree: SyntaxTree
    private let file: SourceFile
    private let evaluator: Evaluator
    private var parts: [Part] = []
    private var named: Set<String> = []

    private static let mostParts = 1_000

    /// `names` are those of all items that `function` works for.
    init(_ function: Reference, names: Set<String>, _ evaluator: Evaluator) {
        file = function.file
        tree = function.file.tree
        self.evaluator = evaluator
        var statements: [NodeID] = []
        let tree = tree
        tree.walk(function.node) { node in
            if [.ifStatement, .switchStatement].contains(tree.kind(node)) { statements.append(node) }
            return statements.count < Self.mostParts
        }
        for node in statements {
            tree.kind(node) == .ifStatement ? addIf(node, names) : addCases(of: node, names)
        }
    }

    /// What does not run for `name`; nil where the function says nothing of that name.
    func excluded(for name: String) -> [Range<Int>]? {
        guard named.contains(name) else { return nil }
        return parts.filter { $0.names.contains(name) == $0.isForOthers }.map(\.range)
    }

    private mutating func addIf(_ node: NodeID, _ names: Set<String>) {
        guard let asked = asked(tree.child(of: node, .condition)), !names.isDisjoint(with: asked) else { return }
        named.formUnion(asked)
        let alternative = tree.child(of: node, .alternative)
        parts.append(Part(names: asked, isForOthers: false, range: tree[tree.child(of: node, .body)].range))
        if !alternative.isNone {
            parts.append(Part(names: asked, isForOthers: true, range: tree[alternative].range))
        }
    }

    private mutating func addCases(of node: NodeID, _ names: Set<String>) {
        // A case without statements falls into the next one.
        var labels: Set<String> = []
        for part in tree.children(of: node, .case) {
            labels.formUnion(tree.children(of: part, .pattern).flatMap(texts))
            let isEmpty = !tree.children(of: part).contains { tree[$0].field == .statement }
            if isEmpty, file.language != .python, file.language != .go { continue }
            if !labels.isDisjoint(with: names), parts.count < Self.mostParts {
                parts.append(Part(names: labels, isForOthers: false, range: tree[part].range))
                named.formUnion(labels)
            }
            labels = []
        }
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

/// What of handlers that serve several items is each one's own. For the items of one file.
package final class DispatchSlices {
    private let evaluator: Evaluator
    private let items: [ServerItem]
    private var slices: [Reference: DispatchSlice] = [:]

    package init(_ items: [ServerItem], _ evaluator: Evaluator) {
        self.items = items
        self.evaluator = evaluator
    }

    /// What of its handler does not run for an item: nothing where no other has the handler; nil where others have it and it says nothing of
    /// this one, and where there is none.
    package func excluded(for item: ServerItem) -> [Range<Int>]? {
        guard let handler = item.handler else { return nil }
        let served = items.filter { $0.handler == handler }
        if served.count < 2 { return [] }
        let slice =
            slices[handler] ?? DispatchSlice(handler, names: Set(served.compactMap { $0.name?.text }), evaluator)
        slices[handler] = slice
        return slice.excluded(for: item.name?.text ?? "")
    }
}
