internal import SentinelModel
internal import SentinelSyntax

/// Where flows begin in a file, before anybody looks for what reads from outside.
package struct FlowStart {
    /// Functions that are given what comes from outside, each once, in order.
    private(set) var handlers: [FlowHandler] = []
    /// False for a file that declares nothing, registers nothing and imports nothing of MCP's, whatever words stand in it.
    package private(set) var isOfServer = false

    /// `items` are what the file declares; nil where nobody looked for it.
    package init(_ file: SourceFile, _ items: [ServerItem]?, _ evaluator: Evaluator) {
        guard let items else { return }
        var known: [Reference: Int] = [:]
        for item in items {
            guard let handler = item.handler else { continue }
            if let index = known[handler] {
                handlers[index].items.append(item)
            } else {
                known[handler] = handlers.count
                handlers.append(FlowHandler(function: handler, items: [item]))
            }
        }
        func add(_ found: [(handler: Reference, item: ServerItem)], areLikely: Bool = false) {
            for (handler, item) in found where known[handler] == nil {
                known[handler] = handlers.count
                handlers.append(FlowHandler(function: handler, items: [item], isLikely: areLikely))
            }
        }
        add(HandlerFinder(file, evaluator).found)
        if file.language == .go {
            let more = GoHandlers(file, evaluator)
            add(more.named)
            add(more.likely, areLikely: true)
        }
        isOfServer = !items.isEmpty || !handlers.isEmpty || file.importsMCP
    }
}

/// A function that a server calls with what a client sends, and all that it serves: calls of the low-level server's tools go to one.
struct FlowHandler {
    let function: Reference
    fileprivate(set) var items: [ServerItem]
    /// Nothing registers it here, so that another handler may be what calls it.
    var isLikely = false

    /// Whose parameters they are, for messages.
    var owner: String {
        guard items.count > 1 || items.isEmpty else {
            return "\(items[0].kind.rawValue) `\(items[0].name?.text ?? "")`"
        }
        return "handler `\(function.file.tree.name(of: function.node))`"
    }
}
