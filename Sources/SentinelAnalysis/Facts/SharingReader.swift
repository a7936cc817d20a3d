internal import SentinelModel
internal import SentinelSyntax

/// Finds servers and transports that are made once, at the top of a file, and used for every HTTP request.
struct SharingReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    private static let types: Set<String> = [
        "McpServer", "Server", "StreamableHTTPServerTransport", "WebStandardStreamableHTTPServerTransport",
    ]
    private static let routes: Set<String> = ["get", "post", "put", "delete", "all", "use", "route", "on"]

    func sharings() -> [SharingFact] {
        guard [.javascript, .typescript, .tsx].contains(file.language), tree.contains("connect") else { return [] }
        let handlers = requestHandlers()
        guard !handlers.isEmpty else { return [] }
        var found: [SharingFact] = []
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call, let sharing = sharing(node, handlers) { found.append(sharing) }
            return found.count < 20
        }
        return found
    }

    private func sharing(_ call: NodeID, _ handlers: [Range<Int>]) -> SharingFact? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member, tree.name(of: callee) == "connect" else { return nil }
        let offset = tree[callee].range.lowerBound
        guard handlers.contains(where: { $0.contains(offset) }), let made = sharedType(tree.child(of: callee, .object))
        else { return nil }
        return SharingFact(type: made, method: "connect", place: tree[callee].range)
    }

    /// The class of what a name at the top of the file holds, or a member of such.
    private func sharedType(_ object: NodeID) -> String? {
        var at = object
        while tree.kind(at) == .member { at = tree.child(of: at, .object) }
        guard tree.kind(at) == .name,
            let found = file.bindings(of: at), found.scope == 0,
            found.bindings.count == 1, let binding = found.bindings.first, binding.kind == .value,
            binding.steps.isEmpty,
            tree.kind(binding.node) == .call, tree[binding.node].flags.contains(.isNew)
        else { return nil }
        let callee = tree.child(of: binding.node, .callee)
        let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
        return Self.types.contains(name) ? name : nil
    }

    /// Functions that answer HTTP requests: `app.post("/mcp", async (req, res) => ...)`, `http.createServer(...)`.
    private func requestHandlers() -> [Range<Int>] {
        var found: [Range<Int>] = []
        tree.walk(tree.root) { node in
            guard tree.kind(node) == .call else { return true }
            let callee = tree.child(of: node, .callee)
            let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
            let arguments = tree.children(of: node, .argument)
            guard Self.routes.contains(name) && isRoute(arguments) || name == "createServer" else { return true }
            for argument in arguments {
                if case .function(let function) = evaluator.value(of: argument, in: file), function.file === file {
                    found.append(function.range)
                }
            }
            return found.count < 200
        }
        return found
    }

    /// A path first.
    private func isRoute(_ arguments: [NodeID]) -> Bool {
        guard let first = arguments.first, arguments.count >= 2 else { return false }
        let text = evaluator.value(of: first, in: file).text
        return text.map { $0.hasPrefix("/") || $0 == "*" } ?? (tree.kind(first) == .name || tree.kind(first) == .member)
    }
}
