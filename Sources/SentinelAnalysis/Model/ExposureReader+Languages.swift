internal import SentinelSyntax

extension ExposureReader {
    // MARK: Python

    func readPython(_ call: NodeID, _ name: String, _ callee: NodeID) {
        switch name {
        case "run", "run_async":
            if reader.calleeName(call) == "uvicorn.run" { return takeAddress(call, usual: .loopback) }
            guard tree.kind(callee) == .member, reader.positional(call).count < 2 else { return }
            let object = tree.child(of: callee, .object)
            guard PythonModel(reader).isServer(object) else {
                // Flask's own server, and its like.
                if reader.keyword("host", of: call) != nil { takeAddress(call) }
                return
            }
            let option = reader.keyword("transport", of: call) ?? reader.positional(call).first
            guard let option else { return connectPython(.stdio, call, object) }
            let said = text(option)
            connectPython(said.flatMap { ServerConnection.Transport(option: $0.text) }, call, object)
        case "stdio_server", "run_stdio_async": connectPython(.stdio, call, callee)
        case "SseServerTransport", "sse_app", "run_sse_async": connectPython(.sse, call, callee)
        case "StreamableHTTPSessionManager", "StreamableHTTPServerTransport", "streamable_http_app", "http_app",
            "run_streamable_http_async", "run_http_async":
            connectPython(.streamableHTTP, call, callee)
        case "Config": if reader.calleeName(call) == "uvicorn.Config" { takeAddress(call, usual: .loopback) }
        case "HTTPServer", "ThreadingHTTPServer", "TCPServer", "run_app", "serve": takePlain(call)
        default: return
        }
    }

    /// `HTTPServer(("", 8000), Handler)`, `web.run_app(app, host=...)`.
    private func takePlain(_ call: NodeID) {
        takeAddress(call)
        guard let first = reader.positional(call).first, tree.kind(first) == .tuple,
            let host = tree.children(of: first, .item).first
        else { return }
        address.host = text(host) ?? defaultOfParameter(host) ?? address.host
    }

    /// What a parameter of the function is where it is not given.
    private func defaultOfParameter(_ node: NodeID) -> TextValue? {
        guard case .parameter(let parameter) = reader.value(node), parameter.file === file else { return nil }
        let value = tree.child(of: parameter.node, .value)
        return value.isNone ? nil : text(value)
    }

    private func takeAddress(_ call: NodeID, usual: ListeningHost = .unknown) {
        if reader.keyword("host", of: call) == nil, usual != .unknown { address.usual = usual }
        address.host = text(reader.keyword("host", of: call)) ?? address.host
        address.port = port(reader.keyword("port", of: call)) ?? address.port
    }

    private func connectPython(_ transport: ServerConnection.Transport?, _ call: NodeID, _ callee: NodeID) {
        let isMethod = tree.kind(callee) == .member && tree.name(of: callee) == calledName(call)
        let object = isMethod ? tree.child(of: callee, .object) : callee
        var server: Reference?
        if case .result(of: .external, let made) = reader.value(object) { server = made }
        let place = connect(transport, at: call, server: server)
        found.connections[place].host = text(reader.keyword("host", of: call))
        found.connections[place].port = port(reader.keyword("port", of: call))
        guard let server, server.file.tree.kind(server.node) == .call else { return }
        // What the server was made with, and what is set on it later.
        let other = server.file === file ? reader : ModelReader(reader.evaluator, server.file)
        if found.connections[place].host == nil {
            found.connections[place].host =
                other.keyword("host", of: server.node).flatMap(other.text) ?? text(setting("host"))
        }
        if found.connections[place].port == nil {
            found.connections[place].port =
                other.keyword("port", of: server.node).flatMap { Self.port(other.value($0)) } ?? port(setting("port"))
        }
    }

    private func calledName(_ call: NodeID) -> String {
        let callee = tree.child(of: call, .callee)
        return tree.kind(callee) == .member ? tree.name(of: callee) : ""
    }

    /// `mcp.settings.host = "..."`.
    private func setting(_ name: String) -> NodeID? {
        file.assignments(toAttribute: name, in: 0..<tree.count).last { assignment in
            let object = tree.child(of: assignment.target, .object)
            return tree.kind(object) == .member && tree.name(of: object) == "settings"
        }?.value
    }

    // MARK: JavaScript and TypeScript

    func readScript(_ call: NodeID, _ name: String) {
        switch name {
        case "StdioServerTransport": _ = connect(.stdio, at: call)
        case "SSEServerTransport": _ = connect(.sse, at: call)
        case _ where name.hasSuffix("StreamableHTTPServerTransport"): _ = connect(.streamableHTTP, at: call)
        case "start":
            guard let first = reader.positional(call).first else { return }
            let options = reader.value(first)
            guard let said = options["transportType"].text else { return }
            let place = connect(.init(option: said), at: call)
            for key in ["httpStream", "sse"] { take(options[key], connection: place) }
        case "listen":
            let arguments = reader.positional(call)
            guard let first = arguments.first else { return }
            address.port = port(first) ?? address.port
            if arguments.count > 1, let host = text(arguments[1]) { address.host = host }
            take(reader.value(first), connection: nil)
            if isPort(first), arguments.count == 1 || tree.kind(arguments[1]) == .function { address.usual = .all }
        case "serve": for argument in reader.positional(call) { take(reader.value(argument), connection: nil) }
        default: return
        }
    }

    /// True for what is no object of options and no path of a socket.
    private func isPort(_ node: NodeID) -> Bool {
        if case .text(let text) = reader.value(node) { return Int(text.text) != nil }
        let words = tree.string(tree[node].range).lowercased()
        return tree.kind(node) == .number || words.contains("port")
    }

    private func take(_ options: Value, connection: Int?) {
        var (host, port): (TextValue?, Int?) = (nil, Self.port(options["port"]))
        for key in ["host", "hostname"] { if case .text(let text) = options[key] { host = text } }
        if let connection {
            found.connections[connection].host = host ?? found.connections[connection].host
            found.connections[connection].port = port ?? found.connections[connection].port
        } else {
            address.host = host ?? address.host
            if port == nil { port = address.port }
            address.port = port
        }
    }

    // MARK: Go

    func readGo(_ call: NodeID, _ name: String) {
        switch name {
        case "ServeStdio", "NewStdioServer", "NewStdioTransport": _ = connect(.stdio, at: call)
        case "NewSSEServer", "NewSSEHandler": _ = connect(.sse, at: call)
        case "NewStreamableHTTPServer", "NewStreamableHTTPHandler": _ = connect(.streamableHTTP, at: call)
        case "Start", "ListenAndServe", "ListenAndServeTLS":
            for argument in reader.positional(call).prefix(1) { take(listening: text(argument)) }
        default: return
        }
    }

    func read(literal: NodeID) {
        switch tree.string(tree[tree.child(of: literal, .type)].range) {
        case "mcp.StdioTransport": _ = connect(.stdio, at: literal)
        case "http.Server":
            if case .text(let text) = reader.value(literal)["Addr"] { take(listening: text) }
        default: return
        }
    }

    /// `:8080`, `0.0.0.0:8080`.
    private func take(listening said: TextValue?) {
        guard let said, let colon = said.text.lastIndex(of: ":") else { return }
        address.port = Int(said.text[colon...].dropFirst()) ?? address.port
        var host = said
        host.text = String(said.text[..<colon])
        // Without a name it is every address of the machine.
        if host.text.isEmpty { host.text = "0.0.0.0" }
        address.host = host
    }
}
