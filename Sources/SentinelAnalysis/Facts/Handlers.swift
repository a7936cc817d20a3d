internal import SentinelSyntax

/// The functions of a file that do the work of items.
struct Handlers {
    private let file: SourceFile
    private var owners: [NodeID: String] = [:]
    private var counts: [Reference: Int] = [:]

    init(_ items: [ServerItem], _ file: SourceFile) {
        self.file = file
        for item in items {
            guard let handler = item.handler else { continue }
            // An item that is found in two ways is one.
            counts[handler, default: 0] += 1
            if handler.file === file { owners[handler.node] = item.owner }
        }
        for (handler, count) in counts where count > 1 { owners[handler.node] = "the handler of all calls" }
    }

    /// How many items a function works for.
    func items(of handler: Reference) -> Int { counts[handler] ?? 0 }

    func owner(of function: NodeID) -> String? { owners[function] }

    /// The item in whose handler an offset lies, beside the handler of its own.
    func owner(at offset: Int, besides own: NodeID? = nil) -> String? { handler(at: offset, besides: own)?.owner }

    func handler(at offset: Int, besides own: NodeID? = nil) -> (node: NodeID, owner: String)? {
        var at: Int? = file.scope(at: offset)
        while let scope = at {
            let node = file.scopes[scope].node
            if node != own, let owner = owners[node], file.tree[node].range.lowerBound < offset { return (node, owner) }
            at = file.scopes[scope].parent
        }
        return nil
    }
}
