internal import SentinelSyntax

/// Decorators of the project around handlers: they may check what a handler is given, and change it.
extension FlowRun {
    /// The function that runs in a handler's place; nil where no decorator of the project makes one.
    func wrapper(of handler: Reference) -> Reference? {
        let (file, tree) = (handler.file, handler.file.tree)
        if [.javascript, .typescript, .tsx].contains(file.language) { return surrounding(handler) }
        guard file.language == .python else { return nil }
        keepsConstants = true
        defer { keepsConstants = false }
        var made = FlowValue()
        made.function = handler
        for decorator in tree.children(of: handler.node, .decorator).reversed() {
            let callee = tree.kind(decorator) == .call ? tree.child(of: decorator, .callee) : decorator
            guard case .function(let maker) = evaluator.value(of: callee, in: file) else { continue }
            var environment = Environment()
            var applied = FlowValue()
            applied.function = maker
            if tree.kind(decorator) == .call { applied = evaluate(decorator, file, &environment) }
            guard let function = applied.function else { continue }
            let (returned, _) = enter(function, [made], environment)
            if returned.function != nil { made = returned }
        }
        return made.function == handler ? nil : made.function
    }

    /// `server.tool("name", guarded(async (request) => ...))`: what `guarded` makes of the handler.
    private func surrounding(_ handler: Reference) -> Reference? {
        let (file, tree) = (handler.file, handler.file.tree)
        guard tree[handler.node].field == .argument else { return nil }
        let parents = tree.parents()
        var whole = NodeID.none
        var at = handler.node
        for _ in 0..<4 {
            let call = parents[at]
            guard tree.kind(call) == .call, tree[at].field == .argument else { break }
            let callee = tree.child(of: call, .callee)
            if tree.kind(callee) == .member, HandlerFinder.calls.contains(tree.name(of: callee)) { break }
            whole = call
            at = call
        }
        guard !whole.isNone else { return nil }
        var environment = Environment()
        let made = evaluate(whole, file, &environment).function
        return made == handler ? nil : made
    }

    /// What a wrapper is given where the handler would be given `values`: frameworks hand them on by name.
    func wrapped(_ values: [FlowValue], of handler: Reference, for wrapper: Reference) -> [FlowValue] {
        guard handler.file.language == .python else { return values }
        let names = handler.file.tree.children(of: handler.node, .parameter).map { handler.file.tree.name(of: $0) }
        var rest = Dictionary(zip(names, values)) { first, _ in first }
        let tree = wrapper.file.tree
        let parameters = tree.children(of: wrapper.node, .parameter)
        var given = parameters.map { rest.removeValue(forKey: tree.name(of: $0)) ?? .harmless }
        if let place = parameters.firstIndex(where: { tree[$0].flags.contains(.isKeywordRest) }) {
            given[place].fields = rest
        }
        return given
    }
}
