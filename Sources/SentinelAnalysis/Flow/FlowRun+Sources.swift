internal import SentinelModel
internal import SentinelSyntax

/// Expressions that read from outside by themselves.
enum KnownSources {
    /// Names of members that may; so that no other is looked at closely.
    static let members: Set<String> = answerMembers.union(requestMembers)

    static let answerMembers: Set<String> = ["input", "arguments"]

    /// What of a request comes from outside, in all languages, and the methods that read it.
    private static let requestMembers = [
        "body", "query", "params", "headers", "cookies", "url", "path", "originalUrl", "hostname", "files",
        "signedCookies",
        "rawBody", "nextUrl", "query_params", "path_params", "GET", "POST", "FILES", "COOKIES", "META", "form", "forms",
        "match_info", "rel_url", "query_string", "full_path", "path_info", "base_url", "host", "referrer", "user_agent",
        "authorization", "view_args", "stream", "json", "args", "data", "values", "cookie_params", "raw_path", "URL",
        "Body",
        "Header", "Form", "PostForm", "Host", "RequestURI", "text", "formData", "arrayBuffer", "get", "header", "param",
        "get_json", "get_data", "get_argument", "get_query_argument", "get_body_argument", "get_cookie", "get_header",
        "FormValue", "PostFormValue", "PathValue", "Cookie", "Cookies", "UserAgent", "Referer", "FormFile",
    ]

    /// Requests that frameworks keep as names of their own.
    static let requests: Set<String> = ["flask.request", "quart.request", "bottle.request", "flask.globals.request"]

    /// Those of `net/http`, gin and echo.
    static let goRequestMethods: Set<String> = [
        "FormValue", "PostFormValue", "PathValue", "Cookie", "Cookies", "UserAgent", "Referer", "FormFile", "Query",
        "DefaultQuery", "GetQuery", "Param", "PostForm", "DefaultPostForm", "GetPostForm", "QueryParam", "GetHeader",
        "GetRawData", "ShouldBindJSON", "BindJSON", "ShouldBind", "Bind", "ShouldBindQuery",
    ]

    /// True for what gin and echo hand to those who answer requests.
    static func isGoRequest(_ type: String) -> Bool { type == "*gin.Context" || type == "echo.Context" }

    /// Members of a request.
    static func source(ofRequest member: String, _ language: Language) -> FlowSource? {
        switch language {
        case .javascript, .typescript, .tsx:
            [
                "body", "query", "params", "headers", "cookies", "url", "path", "originalUrl", "hostname", "files",
                "signedCookies", "rawBody", "nextUrl",
            ]
            .contains(member) ? .http : nil
        case .python:
            [
                "query_params", "path_params", "headers", "cookies", "GET", "POST", "FILES", "COOKIES", "META", "body",
                "form", "forms", "query", "params", "match_info", "rel_url", "query_string", "path", "full_path",
                "path_info",
                "url", "base_url", "host", "referrer", "user_agent", "authorization", "view_args", "stream",
                "json", "args", "data", "values", "files", "cookie_params", "raw_path",
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

    /// Methods of a request that read from it.
    static func source(ofRequestCall method: String, _ language: Language) -> FlowSource? {
        switch language {
        case .javascript, .typescript, .tsx:
            ["json", "text", "formData", "arrayBuffer", "blob", "get", "header", "param"].contains(method) ? .http : nil
        case .python:
            [
                "json", "body", "form", "text", "read", "post", "get_json", "get_data", "get_argument",
                "get_query_argument",
                "get_body_argument", "get_cookie", "get_header", "getlist",
            ]
            .contains(method) ? .http : nil
        case .go:
            goRequestMethods.contains(method) ? .http : nil
        default: nil
        }
    }

    /// Names of what holds a model's answer.
    static let answerHolders: Set<String> = ["block", "tool_use", "toolUse", "content_block", "tool_call", "function"]

    static let requestNames: Set<String> = ["req", "request", "r", "_req", "_request"]

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
        guard !followsSecrets, tree.kind(node) == .member else { return nil }
        let name = tree.name(of: node)
        guard KnownSources.answerMembers.contains(name) else { return nil }
        let object = tree.child(of: node, .object)
        return isAnswer(node, name, object, file) ? value(of: .model, node, file) : nil
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
    func isRequest(_ parameter: NodeID, of function: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        let name = tree.child(of: parameter, .name)
        if file.language == .go, KnownSources.isGoRequest(tree.string(tree[tree.child(of: parameter, .type)].range)) {
            return true
        }
        guard !name.isNone, KnownSources.requestNames.contains(tree.string(tree[name].range)) else { return false }
        // What a handler of a server is given is a source of its own.
        if let variable = variable(name, file), handled.contains(variable) { return false }
        let parameters = tree.children(of: function, .parameter)
        let type = tree.string(tree[tree.child(of: parameter, .type)].range)
        let isTyped = type.hasSuffix("Request") && !type.hasPart("CallTool") && !type.hasPart("mcp.")
        switch file.language {
        case .python where type.isEmpty: return readsRequest(function, file)
        case .python, .go: return isTyped
        default: return isTyped || parameters.count >= 2 || type.hasPart("Request<")
        }
    }

    /// True if a function of Python reads of its first parameter what only requests have: views of Django, handlers of aiohttp.
    private func readsRequest(_ function: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        var isFound = false
        tree.walk(tree.child(of: function, .body)) { node in
            if tree.kind(node) == .member,
                ["GET", "POST", "FILES", "COOKIES", "META", "match_info"].contains(tree.name(of: node)),
                KnownSources.requestNames.contains(tree.string(tree[tree.child(of: node, .object)].range))
            {
                isFound = true
            }
            return !isFound
        }
        return isFound
    }

    /// `request.path` in a handler whose routes are all constant: it is one of them.
    func isRoute(_ node: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.name(of: node) == "path",
            let function = file.enclosingFunction(at: tree[node].range.lowerBound)
        else { return false }
        var isConstant = false
        for decorator in tree.children(of: function, .decorator) where tree.kind(decorator) == .call {
            let callee = tree.child(of: decorator, .callee)
            guard tree.kind(callee) == .member, Self.routes.contains(tree.name(of: callee)) else { continue }
            guard let route = evaluator.value(of: tree.child(of: decorator, .argument), in: file).text,
                route.hasPrefix("/"), !route.contains(where: { "<{*:(".contains($0) })
            else { return false }
            isConstant = true
        }
        return isConstant
    }

    private static let routes: Set<String> = ["route", "get", "post", "put", "patch", "delete", "head", "options"]

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
