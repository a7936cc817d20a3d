internal import SentinelModel
internal import SentinelSyntax

/// Handlers that declare nothing of their own: they are registered for a kind of request.
struct HandlerFinder {
    private let file: SourceFile
    private let evaluator: Evaluator
    private var tree: SyntaxTree { file.tree }
    private(set) var found: [(handler: Reference, item: ServerItem)] = []

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        self.evaluator = evaluator
        for scope in file.scopes where tree.kind(scope.node) == .function {
            for decorator in tree.children(of: scope.node, .decorator) { look(at: decorator, of: scope.node) }
        }
        guard file.language != .python else {
            for (handler, kind) in ConstructorHandlers(file, evaluator).found {
                found.append((handler, item(kind, "", at: handler)))
            }
            return
        }
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call { look(atCall: node) }
            return true
        }
    }

    private static let decorators: [String: ServerItem.Kind] = [
        "call_tool": .tool, "read_resource": .resource, "get_prompt": .prompt, "completion": .prompt,
        "tool": .tool, "resource": .resource, "prompt": .prompt,
    ]

    /// `@server.read_resource()`
    private mutating func look(at decorator: NodeID, of function: NodeID) {
        let callee = tree.kind(decorator) == .call ? tree.child(of: decorator, .callee) : decorator
        guard tree.kind(callee) == .member, let kind = Self.decorators[tree.name(of: callee)] else { return }
        let handler = Reference(file, function)
        found.append((handler, item(kind, tree.name(of: function), at: handler)))
    }

    static let calls: Set<String> = [
        "setRequestHandler", "tool", "registerTool", "addTool", "registerResource", "resource", "prompt",
        "registerPrompt",
        "AddTool", "AddPrompt", "AddResource", "AddResourceTemplate", "RegisterTool", "RegisterPrompt",
        "RegisterResource",
    ]

    /// `server.setRequestHandler("tools/call", handle)`
    private mutating func look(atCall call: NodeID) {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member, Self.calls.contains(tree.name(of: callee)) else { return }
        let arguments = tree.children(of: call, .argument)
        guard arguments.count > 1, let last = arguments.last,
            let function = evaluator.handed(last, in: file)
        else { return }
        let request = tree.string(tree[arguments[0]].range)
        // Lists take nothing from outside but a cursor.
        if tree.name(of: callee) == "setRequestHandler", request.hasPart("List") || request.hasPart("/list") {
            return
        }
        let kind: ServerItem.Kind = request.lowercased().hasPart("resource") ? .resource : .tool
        found.append((function, item(kind, "", at: function)))
    }

    private func item(_ kind: ServerItem.Kind, _ name: String, at place: Reference) -> ServerItem {
        var item = ServerItem(kind, at: place)
        if !name.isEmpty { item.name = TextValue(text: name, place: place) }
        return item
    }
}
