internal import SentinelModel
internal import SentinelSyntax

/// Expressions that read from outside by themselves.
enum KnownSources {
    /// Names of members that may; so that no other is looked at closely.
    static let members: Set<String> = [
        "args", "form", "values", "json", "data", "headers", "cookies", "files", "query_string", "query_params",
        "path_params",
        "body", "query", "params", "environ", "env", "argv", "view_args", "stream", "raw", "path", "full_path",
        "base_url", "url",
        "input", "arguments", "GET", "POST", "FILES", "COOKIES", "META", "host", "hostname", "URL", "Body", "Header",
        "Form", "PostForm",
    ]

    /// Of `flask.request` and its like.
    static func source(ofExternal name: String) -> FlowSource? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let (owner, member) = (name[..<dot], name[name.index(after: dot)...])
        switch owner {
        case "flask.request", "quart.request", "bottle.request":
            return ["method", "endpoint", "remote_addr", "blueprint"].contains(member) ? nil : .http
        default: return nil
        }
    }

    /// Members of a parameter that holds a request.
    static func source(ofRequest member: String, _ language: Language) -> FlowSource? {
        switch language {
        case .javascript, .typescript, .tsx:
            ["body", "query", "params", "headers", "cookies", "url", "path", "originalUrl", "hostname", "files"]
                .contains(member) ? .http : nil
        case .python:
            [
                "query_params", "path_params", "headers", "cookies", "GET", "POST", "FILES", "COOKIES", "META", "body",
                "form",
                "json", "args", "data", "values", "files",
            ].contains(member) ? .http : nil
        case .go: ["URL", "Body", "Header", "Form", "PostForm", "Host", "RequestURI"].contains(member) ? .http : nil
        default: nil
        }
    }

    /// Parameters of functions that call tools for a model.
    static let answers: Set<String> = [
        "tool_input", "tool_args", "tool_arguments", "function_args", "function_arguments", "toolInput", "toolArgs",
        "tool_params",
        "toolArguments", "functionArgs",
    ]

    /// Names of what holds a model's answer.
    static let answerHolders: Set<String> = ["block", "tool_use", "toolUse", "content_block", "tool_call", "function"]

    static let requestNames: Set<String> = ["req", "request", "r", "_req"]

    /// Calls that return what a model or a person answers.
    static func source(ofCall name: String) -> FlowSource? {
        guard name.hasPrefix("?.") else { return nil }
        return askingMethods.contains(String(name.dropFirst(2))) ? name.hasSuffix("Value") ? .http : .model : nil
    }

    /// Their names: of the server's, of Go's requests.
    static let askingMethods: Set<String> = [
        "sample", "create_message", "createMessage", "elicit", "elicitInput", "request_sampling", "FormValue",
        "PostFormValue", "PathValue",
    ]
}

extension FlowRun {
    /// A value that is read from outside here; nil for any other expression.
    func outside(_ node: NodeID, _ file: SourceFile) -> FlowValue? {
        let tree = file.tree
        guard tree.kind(node) == .member else { return nil }
        let name = tree.name(of: node)
        guard KnownSources.members.contains(name) else { return nil }
        let object = tree.child(of: node, .object)
        if KnownSources.requestNames.contains(tree.string(tree[object].range)),
            let source = KnownSources.source(ofRequest: name, file.language), isRequest(object, file)
        {
            return value(of: source, node, file)
        }
        if isAnswer(node, name, object, file) { return value(of: .model, node, file) }
        // `request.args`, `flask.request.args`: nothing else is looked up.
        let holder = tree.kind(object) == .member ? tree.name(of: object) : tree.string(tree[object].range)
        if KnownSources.requestNames.contains(holder),
            case .external(let whole) = evaluator.value(of: node, in: file),
            let source = KnownSources.source(ofExternal: whole)
        {
            return value(of: source, node, file)
        }
        return nil
    }

    /// What a language model wants a tool called with: `block.input`, `call.function.arguments`.
    private func isAnswer(_ node: NodeID, _ name: String, _ object: NodeID, _ file: SourceFile) -> Bool {
        switch name {
        case "input": KnownSources.answerHolders.contains(file.tree.string(file.tree[object].range))
        case "arguments": file.tree.kind(object) == .member && file.tree.name(of: object) == "function"
        default: false
        }
    }

    /// True for a parameter of a function that handles requests.
    private func isRequest(_ object: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.kind(object) == .name,
            let found = file.bindings(of: tree[object].name, at: tree[object].range.lowerBound),
            let binding = found.bindings.last, binding.kind == .parameter
        else { return false }
        // What a handler of a server is given is a source of its own.
        if let variable = variable(object, file), handled.contains(variable) { return false }
        let function = file.scopes[found.scope].node
        let parameters = tree.children(of: function, .parameter)
        switch file.language {
        case .python, .go:
            let type = tree.string(tree[tree.child(of: binding.node, .type)].range)
            return type.hasSuffix("Request") && !type.contains("CallTool") && !type.contains("mcp.")
        default: return parameters.count >= 2
        }
    }

    /// The same expression in the same function is the same piece.
    func value(of source: FlowSource, _ node: NodeID, _ file: SourceFile) -> FlowValue {
        let text = file.tree.string(file.tree[node].range)
        let owner = file.enclosingFunction(at: file.tree[node].range.lowerBound) ?? file.tree.root
        let key = OutsideKey(function: Reference(file, owner), text: text)
        if let known = outsideValues[key] { return known }
        let made = self.source(source, text, file.tree.name(of: owner), at: Reference(file, node))
        outsideValues[key] = made
        return made
    }
}

struct OutsideKey: Hashable {
    var function: Reference
    var text: String
}
