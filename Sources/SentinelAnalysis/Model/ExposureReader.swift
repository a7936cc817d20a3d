internal import SentinelModel
internal import SentinelSyntax

/// Finds a file's transports, the addresses it listens on, and whether it asks who a client is.
final class ExposureReader {
    let reader: ModelReader
    var tree: SyntaxTree { reader.tree }
    var file: SourceFile { reader.file }
    var found = ServerExposure()
    /// Addresses that are given to a web server, not to the transport itself.
    var address = Address()
    /// By name, whether it is that of a check.
    private var checking: [NameID: Bool] = [:]

    struct Address {
        var host: TextValue?
        var port: Int?
        /// Where a server listens by default that is told no host.
        var usual = ListeningHost.unknown
    }

    init(_ reader: ModelReader) { self.reader = reader }

    func read() -> ServerExposure {
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call: read(call: node)
            case .dictionary: if file.language == .go { read(literal: node) }
            case .index, .pair, .keywordArgument: lookForAuthentication(node)
            case .member: if isHeader(tree.name(of: node)) { checks(node) }
            case .function: lookAtDecorators(of: node)
            default: break
            }
            return true
        }
        for place in found.connections.indices where found.connections[place].transport != .stdio {
            let known = found.connections[place]
            found.connections[place].host = known.host ?? address.host
            found.connections[place].port = known.port ?? address.port
        }
        found.listening = address.host.map { ListeningHost($0.text) } ?? address.usual
        return found
    }

    private func read(call: NodeID) {
        let callee = tree.child(of: call, .callee)
        let plain = tree.kind(callee) == .index ? tree.child(of: callee, .object) : callee
        guard tree.kind(plain) == .name || tree.kind(plain) == .member else { return }
        let name = tree.kind(plain) == .member ? tree.name(of: plain) : tree.string(tree[plain].range)
        switch file.language {
        case .python: readPython(call, name, plain)
        case .go: readGo(call, name)
        default: readScript(call, name)
        }
        if isAuthentication(plain) { checks(call) }
        for argument in tree.children(of: call, .argument) {
            switch tree.kind(argument) {
            // Middleware is handed over by name.
            case .name, .member: if isAuthentication(argument) { checks(argument) }
            case .string where Self.reading.contains(name.lowercased()):
                if isHeader(tree.stringText(argument) ?? "") { checks(argument) }
            default: break
            }
        }
    }

    func connect(_ transport: ServerConnection.Transport?, at call: NodeID, server: Reference? = nil) -> Int {
        var made = ServerConnection(transport, at: Reference(file, call))
        made.server = server
        found.connections.append(made)
        return found.connections.count - 1
    }

    /// A text; of a variable of the environment, what it is where that is not set.
    func text(_ node: NodeID?) -> TextValue? {
        guard let node else { return nil }
        if let known = reader.text(node) { return known }
        guard case .result(_, let made) = reader.value(node), made.file === file, tree.kind(made.node) == .call,
            ["getenv", "get"].contains(reader.calleeName(made.node).lastName)
        else { return nil }
        let arguments = reader.positional(made.node)
        return arguments.count == 2 ? reader.text(arguments[1]) : nil
    }

    func port(_ node: NodeID?) -> Int? {
        guard let node else { return nil }
        return Self.port(reader.value(node))
    }

    static func port(_ value: Value) -> Int? {
        switch value {
        case .number(let number): Int(number)
        case .text(let text): Int(text.text)
        default: nil
        }
    }

    // MARK: Authentication

    /// `@login_required`
    private func lookAtDecorators(of function: NodeID) {
        for decorator in tree.children(of: function, .decorator) {
            let plain = tree.kind(decorator) == .call ? tree.child(of: decorator, .callee) : decorator
            if isAuthentication(plain) { checks(decorator) }
        }
    }

    /// The same names come again and again.
    private func isAuthentication(_ node: NodeID) -> Bool {
        let id = tree[node].name
        if id != .none, let known = checking[id] { return known }
        let name = tree.kind(node) == .member ? tree.name(of: node) : tree.string(tree[node].range)
        let found = Self.isAuthentication(name)
        if id != .none { checking[id] = found }
        return found
    }

    private func checks(_ node: NodeID) {
        if found.authentication == nil { found.authentication = Reference(file, node) }
    }

    /// Options that name who checks: `auth=...`, `authenticate: ...`; and headers that are looked up.
    private func lookForAuthentication(_ node: NodeID) {
        switch tree.kind(node) {
        case .index:
            for index in tree.children(of: node) where tree[index].field == .index && tree.kind(index) == .string {
                if isHeader(tree.stringText(index) ?? "") { checks(node) }
            }
        case .keywordArgument:
            guard Self.options.contains(tree.name(of: node)) else { return }
            if case .null = reader.value(tree.child(of: node, .value)) { return }
            checks(node)
        case .pair:
            let key = tree.child(of: node, .key)
            if tree.string(tree[key].range) == "authenticate" { checks(node) }
        default: return
        }
    }

    private func isHeader(_ name: String) -> Bool {
        let name = name.lowercased()
        if ["authorization", "x-api-key", "proxy-authorization"].contains(name) { return true }
        // Headers of the program's own: `x-mcp-token`.
        return name.hasPrefix("x-")
            && ["auth", "token", "key", "secret", "signature"].contains(where: name.hasPart)
            && !name.hasPart("custom") && !name.hasPart("idempoten")
    }

    private static let options: Set<String> = [
        "token_verifier", "auth_server_provider", "auth_provider", "auth", "authenticate", "verify_token",
    ]
    /// Functions that look a header up.
    private static let reading: Set<String> = ["get", "header", "getheader", "get_header"]

    /// Comparisons in constant time, and what frameworks call their checks.
    private static let exact: Set<String> = [
        "comparedigest", "timingsafeequal", "constanttimecompare", "loginrequired", "tokenrequired", "jwtrequired",
        "requireslogin", "requirelogin", "requireuser", "expressjwt", "basicauth", "withauth", "authenticated",
        "ensureloggedin", "requires", "clerkmiddleware", "bearerauth", "keyauth", "jwtverify", "auth",
    ]

    /// True for names of what checks a client.
    private static func isAuthentication(_ name: String) -> Bool {
        let name = String(decoding: name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if exact.contains(name) || name.hasPart("currentuser") || name.hasPrefix("passport") { return true }
        if name.hasPrefix("set") || name.hasPrefix("get") { return false }
        if name.hasPart("auth") {
            return [
                "require", "middleware", "verif", "bearer", "backend", "provider", "guard", "check", "validate",
                "router", "authenticate",
            ]
            .contains(where: name.hasPart)
        }
        return ["verify", "validate", "check", "require"].contains { name.hasPrefix($0) }
            && ["token", "apikey", "jwt", "credential"].contains(where: name.hasPart)
            || name == "httpbearer" || name == "httpbasic" || name == "jwtverifier"
    }
}
