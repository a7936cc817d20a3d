internal import SentinelDocuments
internal import SentinelModel

extension ServerDocument.Item {
    /// What is set before or with a call: a prompt's arguments, a server's settings.
    struct Setting {
        var name: String
        var type = ""
        var description: DocumentNode?
        var isRequired = false
        var choices: [String] = []
    }

    var settings: [Setting] {
        switch form {
        case .listed:
            if let schema = node["inputSchema"] { return Self.properties(of: schema) }
            return list(node["arguments"], required: "required")
        case .smithery: return node["startCommand"]?["configSchema"].map(Self.properties) ?? []
        case .bundle:
            return (node["user_config"]?.entries).map(Array.init)?.map { entry in
                Setting(
                    name: entry.name, type: entry.value["type"]?.text ?? "", description: entry.value["description"],
                    isRequired: entry.value["required"]?.text == "true")
            } ?? []
        case .registry:
            let packages = [node["packages"], node["remotes"]].compactMap { $0 }.flatMap { Array($0.items) }
            let keys = [
                "environmentVariables", "environment_variables", "packageArguments", "package_arguments",
                "runtimeArguments",
                "runtime_arguments", "headers",
            ]
            return packages.flatMap { package in keys.flatMap { list(package[$0], required: "isRequired") } }
        }
    }

    private func list(_ node: DocumentNode?, required: String) -> [Setting] {
        guard let node else { return [] }
        return node.items.compactMap { item in
            guard let name = (item["name"] ?? item["value_hint"] ?? item["valueHint"])?.text, !name.isEmpty else {
                return nil
            }
            return Setting(
                name: name, type: item["format"]?.text ?? "", description: item["description"],
                isRequired: item[required]?.text == "true" || item["is_required"]?.text == "true")
        }
    }

    private static func properties(of schema: DocumentNode) -> [Setting] {
        guard let properties = schema["properties"] else { return [] }
        let required = Set(schema["required"]?.items.map(\.text) ?? [])
        return properties.entries.map { entry in
            Setting(
                name: entry.name, type: type(of: entry.value), description: entry.value["description"],
                isRequired: required.contains(entry.name), choices: entry.value["enum"]?.items.map(\.text) ?? [])
        }
    }

    /// Of several types the first that is not null.
    private static func type(of schema: DocumentNode) -> String {
        guard let said = schema["type"] else {
            return schema["anyOf"]?.items.lazy.map { $0["type"]?.text ?? "" }.first { $0 != "null" } ?? ""
        }
        return said.kind == .sequence ? said.items.map(\.text).first { $0 != "null" } ?? "" : said.text
    }

    /// As `tools extract` shows it.
    func listed(at position: Position, in path: RawPath) -> ListedItem {
        ListedItem(
            kind: kind, name: node["name"]?.text ?? "", title: (node["title"] ?? node["display_name"])?.text ?? "",
            description: node["description"]?.text ?? "", uri: (node["uri"] ?? node["uriTemplate"])?.text ?? "",
            parameters: settings.map {
                ListedParameter(
                    name: $0.name, type: $0.type, description: $0.description?.text ?? "", isRequired: $0.isRequired,
                    choices: $0.choices)
            },
            annotations: node["annotations"]?.entries.compactMap { entry in
                entry.value.isPlain && ["true", "false"].contains(entry.value.text)
                    ? (entry.name, entry.value.text == "true") : nil
            } ?? [],
            capabilities: [], connections: connections, authentication: nil, path: path, position: position,
            handler: nil)
    }

    /// How the server is reached, as its manifest says.
    private var connections: [ListedConnection] {
        func connection(_ type: DocumentNode?, _ url: DocumentNode? = nil) -> ListedConnection? {
            type.map { ListedConnection(transport: $0.text, host: "", port: nil, url: url?.text ?? "") }
        }
        switch form {
        case .listed: return []
        case .smithery: return [connection(node["startCommand"]?["type"])].compactMap { $0 }
        case .bundle: return [ListedConnection(transport: "stdio", host: "", port: nil, url: "")]
        case .registry:
            let packages =
                node["packages"]?.items.map { connection($0["transport"]?["type"], $0["transport"]?["url"]) } ?? []
            let remotes = node["remotes"]?.items.map { connection($0["type"] ?? $0["transport_type"], $0["url"]) } ?? []
            return (packages + remotes).compactMap { $0 }
        }
    }
}
