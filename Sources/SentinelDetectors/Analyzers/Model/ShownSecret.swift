package import SentinelModel

/// Secrets, and the environment that holds them, in what the model is shown.
package struct ShownSecret: ModelAnalyzer {
    package let name = "shown-secret"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.leaks.map { leak in
            let what =
                switch leak.kind {
                case .environment: "all variables of the environment"
                case .variable: "whatever variable of the environment `\(leak.name)` names"
                case .secret: "`\(leak.name)`"
                case .trace: "where it was in the program when it failed"
                }
            let place = leak.isDeclared ? "the definition of \(leak.owner) holds" : "\(leak.owner) answers with"
            return ModelPlace(leak.place, severity: leak.kind == .trace ? .low : nil, evidence: "\(place) \(what)")
        }
    }
}
