package import SentinelSyntax

extension Evaluator {
    /// The function that an argument hands over: by itself, by name, bound to its object, or wrapped, as in `withLogging(async () => ...)`.
    package func handed(_ node: NodeID, in file: SourceFile, depth: Int = 0) -> Reference? {
        let tree = file.tree
        guard depth < 4, tree.kind(node) == .call else {
            guard case .function(let function) = value(of: node, in: file) else { return nil }
            return function
        }
        let callee = tree.child(of: node, .callee)
        if tree.kind(callee) == .member, tree.name(of: callee) == "bind" {
            return handed(tree.child(of: callee, .object), in: file, depth: depth + 1)
        }
        for argument in tree.children(of: node, .argument) {
            if let function = handed(argument, in: file, depth: depth + 1) { return function }
        }
        // A function that makes handlers.
        guard case .function(let function) = value(of: node, in: file) else { return nil }
        return function
    }
}
