/// Turns libyaml's events into nodes, without recursion: depth is bounded by a limit, not by the stack.
struct YAMLTreeBuilder {
    private(set) var documents: [DocumentNode] = []
    private let limits: YAML.Limits
    private var open: [Collection] = []
    private var anchors: [String: (node: DocumentNode, size: Int)] = [:]
    private var count = 0

    /// A list or mapping that has begun and not ended.
    private struct Collection {
        var isMapping: Bool
        var anchor: String?
        var place: DocumentPlace
        var items: [DocumentNode] = []
        /// Nodes in it, itself included, aliases counted in full.
        var size = 1
    }

    init(limits: YAML.Limits) { self.limits = limits }

    mutating func take(_ event: YAMLEvent) throws(DocumentError) {
        switch event.kind {
        case .scalar(let text, let isPlain):
            try add(DocumentNode(.scalar(text, isPlain: isPlain), at: event.place), size: 1, anchor: event.anchor)
        case .alias(let name):
            guard let target = anchors[name] else {
                throw DocumentError("the alias `*\(name)` names no anchor before it", at: event.place)
            }
            try add(target.node, size: target.size, anchor: nil, at: event.place)
        case .sequenceStart, .mappingStart:
            guard open.count < limits.depth else {
                throw DocumentError("nested deeper than \(limits.depth) levels", at: event.place)
            }
            let isMapping = if case .mappingStart = event.kind { true } else { false }
            open.append(Collection(isMapping: isMapping, anchor: event.anchor, place: event.place))
        case .collectionEnd:
            guard let done = open.popLast() else { return }
            try add(node(of: done), size: done.size, isNew: false, anchor: done.anchor)
        case .documentEnd:
            anchors.removeAll()
        }
    }

    private func node(of done: Collection) -> DocumentNode {
        guard done.isMapping else { return DocumentNode(.sequence(done.items), at: done.place) }
        let entries = stride(from: 0, to: done.items.count - 1, by: 2).map {
            DocumentNode.Entry(key: done.items[$0], value: done.items[$0 + 1])
        }
        return DocumentNode(.mapping(entries), at: done.place)
    }

    /// Puts `node` where it belongs; `place` is that of the alias that stands for it. Its `size` counts towards the limit unless its parts were counted as they came.
    private mutating func add(
        _ node: DocumentNode, size: Int, isNew: Bool = true, anchor: String?, at place: DocumentPlace? = nil
    ) throws(DocumentError) {
        count += isNew ? size : 1
        guard count <= limits.nodes else {
            throw DocumentError("more than \(limits.nodes) values (aliases counted in full)", at: place ?? node.place)
        }
        if let anchor { anchors[anchor] = (node, size) }
        guard let last = open.indices.last else {
            documents.append(node)
            return
        }
        open[last].items.append(node)
        open[last].size += size
    }
}
