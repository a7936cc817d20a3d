internal import SentinelSyntax

/// Functions that are chosen by data: `tools[name](input)`, `HANDLERS.get(name)(input)`, `tools.find(isCalled).run(input)`.
extension FlowRun {
    private static let mostDispatched = 64

    /// All that a call may mean that takes what it calls out of a table; none for other calls.
    func dispatched(_ call: FlowCall, _ file: SourceFile) -> [Reference] {
        let entries = call.object.isNone ? elements(call.callee, file) : elements(call.object, file)
        var found: [Reference] = []
        for entry in entries where found.count < Self.mostDispatched {
            let value = call.object.isNone ? entry : evaluator.member(call.method, of: entry)
            guard case .function(let function) = value, !found.contains(function) else { continue }
            found.append(function)
        }
        return found
    }

    /// `const run = logged(handle)`, made where the run has not been: calling it calls `handle`. Nil for other names.
    func surrounded(_ callee: NodeID, _ file: SourceFile) -> Reference? {
        let tree = file.tree
        guard tree.kind(callee) == .name, let bindings = file.bindings(of: callee)?.bindings, bindings.count == 1,
            let binding = bindings.first, binding.kind == .value, binding.steps.isEmpty,
            tree.kind(binding.node) == .call
        else { return nil }
        for argument in tree.children(of: binding.node, .argument) {
            if [.name, .function, .member, .call].contains(tree.kind(argument)),
                let function = evaluator.handed(argument, in: file)
            {
                return function
            }
        }
        return nil
    }

    /// What lies in the list or table that an expression takes one thing out of; nothing for others.
    private func elements(_ node: NodeID, _ file: SourceFile, _ depth: Int = 0) -> [Value] {
        let tree = file.tree
        guard depth < 6, !node.isNone else { return [] }
        switch tree.kind(node) {
        case .index: return contents(of: tree.child(of: node, .object), file)
        case .call:
            let callee = tree.child(of: node, .callee)
            guard tree.kind(callee) == .member, Self.choosing.contains(tree.name(of: callee)) else { return [] }
            return contents(of: tree.child(of: callee, .object), file)
        case .cast, .awaitExpression: return elements(tree.child(of: node, .value), file, depth + 1)
        case .binary where [.or, .coalesce].contains(tree[node].operation):
            return elements(tree.child(of: node, .left), file, depth + 1)
        case .name:
            guard let binding = file.bindings(of: node)?.bindings.last, binding.steps.isEmpty else { return [] }
            switch binding.kind {
            case .value: return elements(binding.node, file, depth + 1)
            case .element: return contents(of: binding.node, file)
            default: return []
            }
        default: return []
        }
    }

    private static let choosing: Set<String> = ["get", "find", "at", "pop", "shift"]

    private func contents(of node: NodeID, _ file: SourceFile) -> [Value] {
        switch evaluator.value(of: node, in: file) {
        case .list(let items): return items
        case .object(let entries): return entries.map(\.value)
        // `new Map([["name", handle]])`
        case .result(of: .external("Map"), let made):
            guard let first = made.file.tree.children(of: made.node, .argument).first,
                case .list(let pairs) = evaluator.value(of: first, in: made.file)
            else { return [] }
            return pairs.compactMap { if case .list(let pair) = $0 { pair.last } else { nil } }
        default: return []
        }
    }
}
