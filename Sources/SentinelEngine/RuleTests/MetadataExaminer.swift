internal import SentinelDetectors
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// Tests rules over metadata against their own examples: each sample is one text of a server.
struct MetadataExaminer {
    private let set: MetadataRuleSet
    private let compiled: MatchScratch
    private let interpreted: MatchScratch

    init?(rules: [PatternRule]) {
        guard let set = try? MetadataRuleSet(rules, analyzers: MetadataAnalyzers.all),
            let compiled = try? MatchScratch(),
            let interpreted = try? MatchScratch(interpretsOnly: true)
        else { return nil }
        self.set = set
        self.compiled = compiled
        self.interpreted = interpreted
    }

    /// What does not hold for a rule's examples, a sentence each.
    func mistakes(of rule: PatternRule) -> [String] {
        var found: [String] = []
        for (number, sample) in rule.examples.match.enumerated() {
            guard let text = try? rule.expanded(sample, isMatch: true, number: number) else { continue }
            let name = "match sample \(number + 1)"
            for variant in SampleVariant.metadata {
                let changed = variant.applied(to: text)
                found += check(changed, of: rule, sample, compiled, "\(name) \(variant.name)")
            }
            found += check(text, of: rule, sample, interpreted, "\(name) in the interpreter")
        }
        for (number, sample) in rule.examples.pass.enumerated() {
            guard let text = try? rule.expanded(sample, isMatch: false, number: number) else { continue }
            for match in matches(in: text, of: rule, sample, compiled) {
                let range = "bytes \(match.range.lowerBound)..<\(match.range.upperBound)"
                found.append("pass sample \(number + 1): \(match.rule.id) at \(range) fires")
            }
        }
        return found
    }

    private func check(
        _ text: SampleText, of rule: PatternRule, _ sample: Sample, _ scratch: MatchScratch, _ name: String
    ) -> [String] {
        let hits = matches(in: text, of: rule, sample, scratch).filter { $0.rule.id == rule.descriptor.id }
        let spans = hits.map(\.range)
        guard spans != text.spans else { return [] }
        return ["\(name): reports \(Self.told(spans)) instead of \(Self.told(text.spans))"]
    }

    private func matches(
        in text: SampleText, of rule: PatternRule, _ sample: Sample, _ scratch: MatchScratch
    ) -> [MetadataMatch] {
        unsafe text.bytes.withUnsafeBufferPointer {
            unsafe set.find(in: $0, target: rule.target(of: sample), scratch: scratch)
        }
    }

    private static func told(_ spans: [Range<Int>]) -> String {
        spans.isEmpty
            ? "nothing" : "bytes " + spans.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")
    }
}

extension PatternRule {
    /// What kind of text a sample is: what it says, else a description, else the first that the rule looks at.
    fileprivate func target(of sample: Sample) -> MetadataTarget {
        let targets = metadata?.targets ?? .standard
        return sample.target
            ?? (targets.contains(.description) ? .description : MetadataTarget.allCases.first(where: targets.contains))
            ?? .description
    }
}
