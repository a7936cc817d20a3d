internal import SentinelDocuments
internal import SentinelRules

/// A text of a document that a model or its user is shown.
struct DocumentText {
    var node: DocumentNode
    var target: MetadataTarget
    /// What it belongs to, for people.
    var owner: String
}

extension ServerDocument.Item {
    /// What the item is called, for people.
    var owner: String {
        let name = node["name"]?.text ?? ""
        return name.isEmpty && kind == "server" ? kind : "\(kind) `\(name)`"
    }

    /// All texts of the item, in no order that matters.
    var texts: [DocumentText] {
        var found: [DocumentText] = []
        func add(_ node: DocumentNode?, _ target: MetadataTarget) {
            if let node, node.kind == .string { found.append(DocumentText(node: node, target: target, owner: owner)) }
        }
        for name in ["name", "title", "description", "uri"] {
            if let target = MetadataTarget(rawValue: name) { add(node[name], target) }
        }
        add(node["uriTemplate"], .uri)
        add(node["display_name"], .title)
        add(node["long_description"], .description)
        for schema in ["inputSchema", "outputSchema"] { addSchema(node[schema], depth: 0, to: &found) }
        addSchema(node["startCommand"]?["configSchema"], depth: 0, to: &found)
        // What schemas say is there already.
        if form != .smithery, node["inputSchema"] == nil {
            for setting in settings { add(setting.description, .parameterDescription) }
        }
        add(node["text"], .instructions)
        return found
    }

    /// Every text of a schema: those of properties, and all others.
    private func addSchema(_ node: DocumentNode?, depth: Int, to found: inout [DocumentText]) {
        guard let node, depth < 32 else { return }
        func add(_ node: DocumentNode, _ target: MetadataTarget?) {
            if node.kind != .string {
                addSchema(node, depth: depth + 1, to: &found)
            } else if let target {
                found.append(DocumentText(node: node, target: target, owner: owner))
            }
        }
        for entry in node.entries { add(entry.value, Self.target(ofKey: entry.key.text)) }
        for item in node.items { add(item, .schemaText) }
    }

    /// What a text of a schema is, by its key; nil for words of JSON Schema's own.
    private static func target(ofKey name: String) -> MetadataTarget? {
        switch name {
        case "description": .parameterDescription
        case "type", "format": nil
        case "$ref", "$dynamicRef", "$schema": .schemaReference
        default: .schemaText
        }
    }
}
