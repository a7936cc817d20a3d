package import SentinelModel
package import SentinelRules

/// The rules about what files declare of servers, with the analyzers they name. Immutable; workers share one.
package final class ModelRuleSet: Sendable {
    private let rules: [(descriptor: RuleDescriptor, analyzer: any ModelAnalyzer)]

    /// Nil where no rule is of that kind, or its analyzer is not known.
    package init?(_ rules: [PatternRule]) {
        var found: [(RuleDescriptor, any ModelAnalyzer)] = []
        for rule in rules {
            guard let name = rule.model, let analyzer = ModelAnalyzers.all.first(where: { $0.name == name }) else {
                continue
            }
            found.append((rule.descriptor, analyzer))
        }
        guard !found.isEmpty else { return nil }
        self.rules = found
    }

    /// By rule, then as its analyzer has them; of one place once.
    package func find(in facts: ServerFacts) -> [RuleMatch] {
        var found: [RuleMatch] = []
        for (descriptor, analyzer) in rules {
            var seen: Set<Range<Int>> = []
            for place in analyzer.find(in: facts) where !place.range.isEmpty && seen.insert(place.range).inserted {
                found.append(
                    RuleMatch(
                        rule: descriptor, span: place.range, secret: nil,
                        note: MatchNote(
                            severity: place.severity, confidence: place.confidence, message: place.message,
                            evidence: place.evidence)))
            }
        }
        return found
    }
}
