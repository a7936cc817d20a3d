internal import SentinelSyntax

/// Finds a file's transports, the addresses it listens on, and whether it asks who a client is.
final class ExposureReader {
    let reader: ModelReader
    var tree: SyntaxTree { reader.tree }
    var file: SourceFile { reader.file }
    var found = ServerExposure()
    /// Addresses that are given to a web server, not to the transport itself.
    var address = Address()

    struct Address {
        var host: TextValue?
        var port: Int?
    }

    init(_ reader: ModelReader) { self.reader = reader }

    func read() -> ServerExposure {
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call: read(call: node)
            case .dictionary: if file.language == .go { read(literal: node) }
            case .index, .pair, .keywordArgument: lookForAuthentication(node)
            case .member: if isHeader(tree.name(of: node)) { checks(node) }
            default: break
            }
            return true
        }
        for place in found.connections.indices where found.connections[place].transport != .stdio {
            let known = found.connections[place]
            found.connections[place].host = known.host ?? address.host
            found.connections[place].port = known.port ?? address.port
        }
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
        if Self.isAuthentication(name) { checks(call) }
        for argument in tree.children(of: call, .argument) {
            switch tree.kind(argument) {
            // Middleware is handed over by name.
            case .name: if Self.isAuthentication(tree.string(tree[argument].range)) { checks(argument) }
            case .member: if Self.isAuthentication(tree.name(of: argument)) { checks(argument) }
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

    func text(_ node: NodeID?) -> TextValue? { node.flatMap { reader.text($0) } }

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
        ["authorization", "x-api-key", "proxy-authorization"].contains(name.lowercased())
    }

    private static let options: Set<String> = [
        "token_verifier", "auth_server_provider", "auth_provider", "auth", "authenticate", "verify_token",
    ]
    /// Functions that look a header up.
    private static let reading: Set<String> = ["get", "header", "getheader", "get_header"]

    /// True for names of what checks a client.
    private static func isAuthentication(_ name: String) -> Bool {
        let name = name.lowercased().replacing("_", with: "")
        if name.hasPrefix("set") || name.hasPrefix("get") { return false }
        if name.contains("auth") {
            return [
                "require", "middleware", "verif", "bearer", "backend", "provider", "guard", "check", "validate",
                "router", "authenticate",
            ]
            .contains { name.contains($0) }
        }
        return ["verify", "validate", "check", "require"].contains { name.hasPrefix($0) }
            && ["token", "apikey", "jwt", "credential"].contains { name.contains($0) }
            || name == "httpbearer" || name == "httpbasic" || name == "jwtverifier"
    }
}
