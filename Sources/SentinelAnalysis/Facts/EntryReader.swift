internal import SentinelModel
internal import SentinelSyntax

/// Finds how the network reaches what a file's server does, and whether anything asks who comes.
struct EntryReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let reach: ReachReader
    private let exposure: ServerExposure
    private let items: [ItemFact]

    init(_ file: SourceFile, _ reach: ReachReader, _ exposure: ServerExposure, _ items: [ItemFact]) {
        self.file = file
        tree = file.tree
        self.reach = reach
        self.exposure = exposure
        self.items = items
    }

    /// False for files that neither open transports nor answer requests: most declare items and no more.
    static func mayServe(_ file: SourceFile) -> Bool {
        let names: [String] =
            switch file.language {
            case .python:
                [
                    "run", "run_async", "stdio_server", "run_stdio_async", "SseServerTransport", "sse_app",
                    "run_sse_async", "StreamableHTTPSessionManager", "StreamableHTTPServerTransport",
                    "streamable_http_app", "http_app", "run_streamable_http_async", "run_http_async", "uvicorn",
                    "do_POST", "route", "post", "api_route", "Route", "add_post", "add_route", "custom_route",
                ]
            case .go:
                [
                    "ServeStdio", "NewStdioServer", "NewStdioTransport", "StdioTransport", "NewSSEServer",
                    "NewSSEHandler", "NewStreamableHTTPServer", "NewStreamableHTTPHandler", "ListenAndServe",
                    "HandleFunc", "Handle", "POST", "Post",
                ]
            default:
                [
                    "StdioServerTransport", "SSEServerTransport", "StreamableHTTPServerTransport",
                    "WebStandardStreamableHTTPServerTransport", "NodeStreamableHTTPServerTransport", "transportType",
                    "listen", "serve", "createServer",
                ]
            }
        return names.contains { file.tree.find($0) != .none }
    }

    func entries() -> [EntryFact] {
        let routes = mayRoute ? routeEntries() : []
        // A transport that is made for a request is the route's.
        if routes.contains(where: { $0.kind == .forwarding }) { return routes }
        return routes
            + exposure.connections.compactMap { connection in
                guard connection.transport != .stdio, connection.transport != nil else { return nil }
                let entry = entry(of: connection)
                // Who makes a transport and does not listen leaves it to others whom to let in.
                return entry.host == .unknown && !runs(connection.place.node) ? nil : entry
            }
    }

    // MARK: Transports

    private func entry(of connection: ServerConnection) -> EntryFact {
        let place = connection.place
        var host = connection.host.map { ListeningHost($0.text) } ?? exposure.listening
        // FastMCP listens on the loopback address where it is told nothing.
        if host == .unknown, file.language == .python, runs(place.node), !saysHost(place.node) { host = .loopback }
        return EntryFact(
            .transport, name: connection.transport?.rawValue ?? "", host: fact(host), asksWho: asksWho(connection),
            checksOrigin: checksOrigin || isSafeByDefault(place.node), runsCommands: toolsRunCommands,
            place: shown(place.node))
    }

    /// What says who is let in may stand where the server is made.
    private func asksWho(_ connection: ServerConnection) -> Bool {
        if exposure.authentication != nil { return true }
        guard let server = connection.server, server.file !== file else { return false }
        return ModelReader(reach.evaluator, server.file).exposure.authentication != nil
    }

    private func runs(_ call: NodeID) -> Bool {
        let callee = tree.child(of: call, .callee)
        return tree.kind(callee) == .member && tree.name(of: callee).hasPrefix("run")
    }

    private func saysHost(_ call: NodeID) -> Bool {
        tree.children(of: call, .argument).contains { argument in
            tree.kind(argument) == .spread
                || tree.kind(argument) == .keywordArgument && tree.name(of: argument) == "host"
        } || tree.contains("settings.host")
    }

    /// The python SDK's high-level server looks at `Host` itself as long as it listens on the loopback address.
    private func isSafeByDefault(_ call: NodeID) -> Bool {
        guard file.language == .python else { return false }
        let callee = tree.child(of: call, .callee)
        let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
        return name != "SseServerTransport" && name != "StreamableHTTPSessionManager"
    }

    private var toolsRunCommands: Bool {
        items.contains { item in
            item.kind == "tool"
                && item.calls.contains { $0.usesInput && $0.distance <= 2 && $0.capabilities.contains("execute") }
        }
    }

    private func shown(_ call: NodeID) -> Range<Int> {
        let callee = tree.child(of: call, .callee)
        return callee.isNone ? tree[call].range : tree[callee].range
    }

    // MARK: Routes

    /// Words of files that answer requests by themselves.
    private var mayRoute: Bool {
        switch file.language {
        case .python: tree.contains("do_POST") || tree.contains("(\"/") || tree.contains("('/")
        case .go: tree.contains("net/http") || tree.contains("gin-gonic") || tree.contains("labstack")
        default: ["listen", "serve", "createServer"].contains { tree.find($0) != .none }
        }
    }

    /// Functions between a route and what hands on its requests, or runs tools for it: a web application has many routes, and what lies
    /// deeper in it is something else.
    private static let farthest = 2

    private func routeEntries() -> [EntryFact] {
        let routes = RouteReader(file, reach.evaluator).routes()
        return routes.compactMap { route -> EntryFact? in
            reach.begin()
            let reached = reach.reach(of: route.handler, most: Self.farthest)
            var runsCommands =
                reached.names.contains("StdioClientTransport")
                || reached.calls.contains { $0.usesInput && $0.distance <= 2 && $0.capabilities.contains(.execute) }
            let kind: EntryFact.Kind
            if !reached.names.isDisjoint(with: Self.handing) {
                kind = .forwarding
                runsCommands = runsCommands || toolsRunCommands
            } else if runsCommands || reached.names.contains(where: Self.runsTool) || answersCalls(route.handler) {
                kind = .running
            } else {
                return nil
            }
            return EntryFact(
                kind, name: route.name, host: fact(exposure.listening), asksWho: exposure.authentication != nil,
                checksOrigin: checksOrigin, runsCommands: runsCommands, place: route.place)
        }
    }

    /// True for a function that speaks the protocol by itself.
    private func answersCalls(_ handler: Reference) -> Bool {
        var found = false
        handler.file.tree.walk(handler.node) { node in
            if handler.file.tree.kind(node) == .string {
                found = found || handler.file.tree.stringText(node) == "tools/call"
            }
            return !found
        }
        return found
    }

    /// What hands a request to a transport of a library.
    private static let handing: Set<String> = [
        "handleRequest", "handlePostMessage", "handle_post_message", "connect_sse", "SSEServerTransport",
        "StreamableHTTPServerTransport", "WebStandardStreamableHTTPServerTransport", "StreamableHTTPTransport",
    ]

    /// True for names of functions that run tools by their names: `executeTool`, `call_tool`.
    static func runsTool(_ name: String) -> Bool {
        let words = CredentialNames.words(of: name)
        return words.contains { $0 == "tool" || $0 == "tools" }
            && words.contains { ["call", "execute", "exec", "invoke", "run", "dispatch", "handle"].contains($0) }
            && !words.contains("list")
    }

    // MARK: Checks

    private var checksOrigin: Bool {
        let names = [
            "enableDnsRebindingProtection", "allowedHosts", "allowedOrigins", "security_settings",
            "transport_security", "TrustedHostMiddleware", "createMcpExpressApp", "createMcpHonoApp",
            "hostHeaderValidation", "localhostHostValidation", "allowed_hosts", "allowed_origins", "origin",
            "NewCrossOriginProtection", "CrossOriginProtection",
        ]
        if names.contains(where: { tree.find($0) != .none }) { return true }
        return tree.contains("\"Origin\"") || tree.contains("\"origin\"") || tree.contains("'origin'")
            || tree.contains("'Origin'")
    }

    private func fact(_ host: ListeningHost) -> EntryFact.Host { EntryFact.Host(rawValue: host.rawValue) ?? .unknown }
}
