internal import SentinelDocuments

// What clients of MCP fetch and start, and the manifests that tell them to.

extension PackageReader {
    mutating func readClient(_ root: DocumentNode) {
        let keys: Set<String> = [
            "mcpServers", "mcp_servers", "servers", "context_servers", "mcp.servers", "amp.mcpServers",
            "mcpServerConfigs",
        ]
        for entry in root.entries {
            if keys.contains(entry.key.text) {
                readServers(entry.value)
            } else if entry.key.text == "mcp" || entry.key.text == "customizations" {
                readNested(entry.value, keys)
            } else if entry.key.text == "projects" {
                for project in entry.value.entries {
                    if let servers = project.value["mcpServers"] { readServers(servers) }
                }
            } else if entry.key.text == "server", let launch = entry.value["mcp_config"] {
                readLaunch(launch)
            }
        }
    }

    /// `mcp: {servers: {...}}`, `mcp: {name: {...}}`, `customizations: {vscode: {mcp: {servers: ...}}}`.
    private mutating func readNested(_ node: DocumentNode, _ keys: Set<String>) {
        if let servers = node.entries.first(where: { keys.contains($0.key.text) }) { return readServers(servers.value) }
        if let servers = node["vscode"]?["mcp"]?["servers"] { return readServers(servers) }
        readServers(node)
    }

    private mutating func readServers(_ servers: DocumentNode) {
        let group = servers.range.lowerBound
        for server in servers.entries where server.value.kind == .mapping {
            readLaunch(server.value)
            let identity = Self.identity(of: server.value)
            if !identity.isEmpty {
                addServer(
                    ServerDefinition(
                        name: server.key.text, nameRange: server.key.contents, identity: identity, group: group))
            }
        }
    }

    /// Command and arguments, or the address.
    private static func identity(of server: DocumentNode) -> [String] {
        if let url = server["url"] ?? server["serverUrl"] ?? server["httpUrl"], let text = url.filled { return [text] }
        return words(of: server).map(\.text)
    }

    /// Command and arguments; `command` may be all of them.
    private static func words(of server: DocumentNode) -> [DocumentNode] {
        guard let command = server["command"] else { return [] }
        let arguments = items(of: server["args"])
        switch command.kind {
        case .sequence: return items(of: command)
        case .mapping:
            // Zed: `command: {path, args}`.
            return [command["path"]].compactMap { $0 } + items(of: command["args"])
        default: return [command] + arguments
        }
    }

    private mutating func readLaunch(_ server: DocumentNode) {
        let words = Self.words(of: server)
        if let found = Launcher.package(words) { add(found) }
    }

    /// The registry's `server.json`: packages, each with its registry.
    mutating func readServerManifest(_ root: DocumentNode) {
        setOwnName(root["name"])
        for item in items(of: root["packages"]) {
            let registry = (item["registryType"] ?? item["registry_type"] ?? item["registry_name"])?.text
            guard let ecosystem = registry == "npm" ? Ecosystem.npm : registry == "pypi" ? .pypi : nil,
                let name = item["identifier"] ?? item["name"], name.filled != nil
            else { continue }
            var found = Dependency(ecosystem, name.text, at: name.contents, role: .launched)
            if let version = item["version"], let text = version.filled {
                found.pin(text, at: version.contents)
            } else {
                found.requirement = .any
            }
            add(found)
        }
    }
}
