package import SentinelModel

/// One server or transport for all HTTP clients: an answer may go to who did not ask.
package struct SharedServer: ModelAnalyzer {
    package let name = "shared-server"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.sharings.map { sharing in
            ModelPlace(
                sharing.place,
                evidence: "one `\(sharing.type)` is made at the top of the file, and connected for each request")
        }
    }
}
