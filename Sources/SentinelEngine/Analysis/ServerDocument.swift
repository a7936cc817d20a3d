internal import SentinelDocuments
internal import SentinelModel

/// What a structured document declares of MCP servers: a server's saved answers to `tools/list` and its like, by themselves, in envelopes of
/// JSON-RPC or in a list, and manifests: `server.json` of the registry, `smithery.yaml`, `manifest.json` of a bundle.
struct ServerDocument {
    struct Item {
        /// `server`, `tool`, `prompt`, `resource`.
        var kind: String
        var node: DocumentNode
        var form = Form.listed
    }

    enum Form { case listed, registry, smithery, bundle }

    private(set) var items: [Item] = []

    init(_ tree: DocumentTree) {
        guard let root = tree.root else { return }
        readManifest(root)
        // A file of JSON Lines is a list of answers.
        for document in tree.documents {
            readAnswers(document)
            for item in document.items {
                readAnswers(item)
                readBare(item)
            }
        }
    }

    // MARK: Answers

    private static let lists = [
        ("tools", "tool"), ("prompts", "prompt"), ("resources", "resource"), ("resourceTemplates", "resource"),
    ]

    private mutating func readAnswers(_ node: DocumentNode) {
        for holder in [node, node["result"]].compactMap({ $0 }) {
            for (key, kind) in Self.lists {
                guard let list = holder[key] else { continue }
                for item in list.items where Self.isItem(item, kind) { items.append(Item(kind: kind, node: item)) }
            }
        }
    }

    /// An item of a list that nothing stands around: only what is sure.
    private mutating func readBare(_ node: DocumentNode) {
        guard node["name"]?.kind == .string else { return }
        if node["inputSchema"]?.kind == .mapping { items.append(Item(kind: "tool", node: node)) }
    }

    /// Resources have an address; many other things are called so.
    private static func isItem(_ node: DocumentNode, _ kind: String) -> Bool {
        guard node.kind == .mapping else { return false }
        if kind == "resource" { return (node["uri"] ?? node["uriTemplate"])?.kind == .string }
        return node["name"]?.kind == .string || node["description"]?.kind == .string
    }

    // MARK: Manifests

    private mutating func readManifest(_ root: DocumentNode) {
        if root["startCommand"]?.kind == .mapping {
            items.append(Item(kind: "server", node: root, form: .smithery))
        } else if root["manifest_version"] ?? root["dxt_version"] != nil, root["server"]?.kind == .mapping {
            items.append(Item(kind: "server", node: root, form: .bundle))
        } else if root["name"]?.kind == .string, Self.isOfRegistry(root) {
            items.append(Item(kind: "server", node: root, form: .registry))
        }
    }

    private static func isOfRegistry(_ root: DocumentNode) -> Bool {
        if let schema = root["$schema"]?.text, schema.hasSuffix("/server.schema.json") { return true }
        let packages = root["packages"].map { Array($0.items) } ?? []
        let remotes = root["remotes"].map { Array($0.items) } ?? []
        return packages.contains { ($0["registryType"] ?? $0["registry_type"]) != nil && $0["transport"] != nil }
            || remotes.contains { $0["type"] != nil && $0["url"] != nil } && root["description"] != nil
    }

    // MARK: What may be one

    /// True for what may be such a document, by its beginning.
    static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if unsafe Listing.isLikely(bytes) { return true }
        let head = unsafe UnsafeBufferPointer(rebasing: bytes.prefix(4096))
        return words.contains { unsafe head.holds($0) }
    }

    private static let words: [StaticString] = [
        "\"inputSchema\"", "/server.schema.json", "\"manifest_version\"", "\"dxt_version\"", "startCommand:",
        "\"registryType\"", "\"registry_type\"", "\"remotes\"",
    ]
}
