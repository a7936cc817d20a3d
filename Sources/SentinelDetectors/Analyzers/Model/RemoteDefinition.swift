package import SentinelModel

/// Descriptions and schemas that come over the network or out of a database: whoever holds these decides what the model is told.
package struct RemoteDefinition: ModelAnalyzer {
    package let name = "remote-definition"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.items.compactMap { item in
            guard let place = item.definitionPlace else { return nil }
            let source: String
            if item.definitionCapabilities.contains("network") {
                source = "the network"
            } else if item.definitionCapabilities.contains("database") {
                source = "a database"
            } else {
                return nil
            }
            return ModelPlace(place, evidence: "the definition of \(item.owner) comes from \(source)")
        }
    }
}
