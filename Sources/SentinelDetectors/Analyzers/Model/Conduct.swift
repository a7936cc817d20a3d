package import SentinelModel

/// What code of a server does, as the facts have it: the rule says what is thought of it.
package struct Conduct: ModelAnalyzer {
    package let name: String
    private let kinds: Set<ConductFact.Kind>

    package init(_ name: String, _ kinds: Set<ConductFact.Kind>) {
        self.name = name
        self.kinds = kinds
    }

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.conduct.filter { kinds.contains($0.kind) }.map { fact in
            ModelPlace(
                fact.place, message: Self.messages[fact.kind],
                evidence: fact.kind == .builtPrompt || fact.kind == .echoedText
                    ? "nothing sets \(fact.detail) apart" : fact.detail)
        }
    }

    private static let messages: [ConductFact.Kind: String] = [
        .endlessRecursion: "Recursion without an end",
        .unboundedSpawn: "Processes, threads or files are made without a bound",
        .excessiveWork: "One step takes more memory or time than a machine has",
        .echoedText: "A caller's text is put among the tool's own lines",
    ]
}
