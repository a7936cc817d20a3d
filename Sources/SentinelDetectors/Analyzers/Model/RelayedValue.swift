package import SentinelModel

/// A caller's credentials, sent on to another server.
package struct ForwardedCredentials: ModelAnalyzer {
    package let name = "forwarded-credentials"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.relays.filter { $0.kind == .credentials }.map {
            ModelPlace($0.place, evidence: "the \($0.name) header of a request is handed to \($0.target) as it is")
        }
    }
}

/// An address that a server named, given to what opens whatever it is given.
package struct OpenedAddress: ModelAnalyzer {
    package let name = "opened-address"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.relays.filter { $0.kind == .address }.map {
            ModelPlace($0.place, evidence: "`\($0.target)` is given `\($0.name)`, whose scheme nothing looks at")
        }
    }
}
