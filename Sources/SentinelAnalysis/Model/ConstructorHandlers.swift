internal import SentinelSyntax

/// Handlers that the low-level server of Python's SDK is made with, as its second release has it: `Server("x", on_call_tool=call)`, and
/// `server.add_request_handler("tools/call", CallToolRequestParams, call)`.
struct ConstructorHandlers {
    private let file: SourceFile
    private let evaluator: Evaluator
    private var tree: SyntaxTree { file.tree }

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        self.evaluator = evaluator
    }

    /// By keyword, what the handler serves. Lists take nothing from outside but a cursor.
    static let kinds: [String: ServerItem.Kind] = [
        "on_call_tool": .tool, "on_read_resource": .resource, "on_subscribe_resource": .resource,
        "on_get_prompt": .prompt, "on_completion": .prompt,
    ]
    private static let methods: [String: ServerItem.Kind] = [
        "tools/call": .tool, "resources/read": .resource, "resources/subscribe": .resource, "prompts/get": .prompt,
        "completion/complete": .prompt,
    ]

    /// All of the file, in order.
    var found: [(handler: Reference, kind: ServerItem.Kind)] {
        guard file.language == .python, mayHold else { return [] }
        var found: [(handler: Reference, kind: ServerItem.Kind)] = []
        tree.walk(tree.root) { node in
            guard tree.kind(node) == .call else { return true }
            for argument in tree.children(of: node, .argument) where tree.kind(argument) == .keywordArgument {
                guard let kind = Self.kinds[tree.name(of: argument)] else { continue }
                if let handler = function(tree.child(of: argument, .value)) { found.append((handler, kind)) }
            }
            if let added = added(by: node) { found.append(added) }
            return true
        }
        return found
    }

    private var mayHold: Bool {
        tree.find("add_request_handler") != .none || Self.kinds.keys.contains { tree.find($0) != .none }
    }

    private func added(by call: NodeID) -> (handler: Reference, kind: ServerItem.Kind)? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member, tree.name(of: callee) == "add_request_handler" else { return nil }
        let arguments = tree.children(of: call, .argument)
        guard let first = arguments.first, let last = arguments.last,
            let kind = Self.methods[evaluator.value(of: first, in: file).text ?? ""],
            let handler = function(
                tree.kind(last) == .keywordArgument ? tree.child(of: last, .value) : last)
        else { return nil }
        return (handler, kind)
    }

    private func function(_ node: NodeID) -> Reference? {
        guard case .function(let function) = evaluator.value(of: node, in: file) else { return nil }
        return function
    }
}
