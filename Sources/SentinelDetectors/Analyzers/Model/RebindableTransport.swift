package import SentinelModel

/// Transports on the loopback address that look neither at `Host` nor at `Origin`: a web page reaches them by a name of its own.
package struct RebindableTransport: ModelAnalyzer {
    package let name = "rebindable-transport"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        let open = facts.entries.filter {
            $0.host == .loopback && $0.kind != .running && !$0.asksWho && !$0.checksOrigin
        }
        // One check in front of all is what helps.
        return open.prefix(1).map { entry in
            let what = entry.kind == .transport ? "the \(entry.name) transport" : "`\(entry.name)`"
            return ModelPlace(
                entry.place, evidence: "nothing in the file looks at the Host or Origin of requests to \(what)")
        }
    }
}
