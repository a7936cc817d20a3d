internal import SentinelSyntax

/// A route of a web server, and the function that answers it.
struct Route {
    /// `POST /mcp`.
    var name: String
    var handler: Reference
    var place: Range<Int>
}

/// Finds the routes that a file gives to web servers: by calls, by decorators, by the methods of a request handler's class.
struct RouteReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    private static let most = 100

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    func routes() -> [Route] {
        var found: [Route] = []
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call where file.language != .python: if let route = route(ofCall: node) { found.append(route) }
            case .function where file.language == .python: if let route = route(of: node) { found.append(route) }
            case .call: if let route = route(ofPythonCall: node) { found.append(route) }
            default: break
            }
            return found.count < Self.most
        }
        return found
    }

    // MARK: Scripts and Go

    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "all", "route", "use"]
    private static let goMethods: Set<String> = [
        "HandleFunc", "Handle", "POST", "GET", "PUT", "PATCH", "DELETE", "Any", "Post", "Get", "Put", "Delete",
    ]

    /// `app.post("/mcp", handler)`, `http.createServer(handler)`, `mux.HandleFunc("/mcp", handler)`.
    private func route(ofCall call: NodeID) -> Route? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member || tree.kind(callee) == .name else { return nil }
        let name = tree.name(of: callee)
        let arguments = tree.children(of: call, .argument)
        if name == "createServer", file.language != .go {
            return arguments.lazy.compactMap { function($0) }.first
                .map { Route(name: "all requests", handler: $0, place: tree[callee].range) }
        }
        let isRoute = file.language == .go ? Self.goMethods.contains(name) : Self.methods.contains(name)
        guard isRoute, tree.kind(callee) == .member, arguments.count >= 2,
            let path = evaluator.value(of: arguments[0], in: file).text, let last = arguments.last,
            let slash = path.firstIndex(of: "/"), slash == path.startIndex || file.language == .go,
            let handler = function(last)
        else { return nil }
        let method = name.lowercased().hasPrefix("handle") || name == "use" ? "" : name.uppercased() + " "
        return Route(name: method + path, handler: handler, place: tree[callee].range)
    }

    /// A function of the project; `http.HandlerFunc(f)` and what else wraps one.
    private func function(_ node: NodeID) -> Reference? {
        if case .function(let function) = evaluator.value(of: node, in: file) { return function }
        guard tree.kind(node) == .call else { return nil }
        for argument in tree.children(of: node, .argument) {
            if case .function(let function) = evaluator.value(of: argument, in: file) { return function }
        }
        return nil
    }

    // MARK: Python

    private static let decorators: Set<String> = [
        "get", "post", "put", "patch", "delete", "route", "api_route", "custom_route", "websocket",
    ]

    private static let calls: Set<String> = [
        "Route", "add_route", "add_api_route", "add_url_rule", "add_post", "add_get", "add_put", "WebSocketRoute",
    ]

    /// `Route("/sse", endpoint=handle)`, `app.router.add_post("/mcp", handle)`.
    private func route(ofPythonCall call: NodeID) -> Route? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .name || tree.kind(callee) == .member, Self.calls.contains(tree.name(of: callee))
        else { return nil }
        let arguments = tree.children(of: call, .argument)
        guard let first = arguments.first, let path = evaluator.value(of: first, in: file).text, path.hasPrefix("/")
        else { return nil }
        for argument in arguments.dropFirst() {
            guard case .function(let handler) = evaluator.value(of: argument, in: file) else { continue }
            return Route(name: path, handler: handler, place: tree[callee].range)
        }
        return nil
    }

    /// `@app.post("/mcp")`, and `do_POST`.
    private func route(of function: NodeID) -> Route? {
        let name = tree.name(of: function)
        if name == "do_POST" || name == "do_GET" {
            return Route(
                name: name, handler: Reference(file, function), place: tree[tree.child(of: function, .name)].range)
        }
        for decorator in tree.children(of: function, .decorator) where tree.kind(decorator) == .call {
            let callee = tree.child(of: decorator, .callee)
            guard tree.kind(callee) == .member, Self.decorators.contains(tree.name(of: callee)),
                let first = tree.children(of: decorator, .argument).first,
                let path = evaluator.value(of: first, in: file).text, path.hasPrefix("/")
            else { continue }
            let method = tree.name(of: callee)
            let shown = method.hasSuffix("route") ? path : "\(method.uppercased()) \(path)"
            return Route(name: shown, handler: Reference(file, function), place: tree[decorator].range)
        }
        return nil
    }
}
