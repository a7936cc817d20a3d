package import SentinelModel

/// Tools that look a person's data up by a name the caller chooses, and never ask whether it is the caller's own.
package struct ForeignRecord: ModelAnalyzer {
    package let name = "foreign-record"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        guard facts.isNetworked != false else { return [] }
        return facts.items.compactMap { item in
            guard item.kind == "tool", item.hasOwnHandler, !item.namesCaller, let lookup = item.lookups.first else {
                return nil
            }
            return ModelPlace(
                lookup.place,
                evidence: "\(item.owner) looks up what belongs to the `\(lookup.parameter)` it is given, whoever asks")
        }
    }
}
