package import SentinelModel
package import SentinelPattern

/// A place in a text of a server that a rule means.
package struct MetadataMatch: Sendable {
    package var rule: RuleDescriptor
    /// In bytes of the text.
    package var range: Range<Int>
    /// What an analyzer says of the place beyond the rule's message; may be empty.
    package var note: String
    /// Where it differs from the rule's.
    package var severity: Severity?
}

/// All rules over a server's texts, ready to run. Immutable; workers share one and bring a `MatchScratch` each, one that no
/// search over pieces of a file uses.
package final class MetadataRuleSet: Sendable {
    private let rules: [CompiledMetadataRule]
    private let set: PatternSet
    /// By pattern of the set, its rule.
    private let owners: [Int]
    /// By target, the patterns of the rules that look at it.
    private let active: [MetadataTarget: PatternMask]

    /// A text with more is told often enough.
    package static let matchesOfOneRule = 3

    /// Compiles the rules over metadata among `rules`. Throws for a pattern that does not compile, and for an analyzer that
    /// `analyzers` does not hold.
    package init(_ rules: [PatternRule], analyzers: [any MetadataAnalyzer]) throws(RuleError) {
        var compiled: [CompiledMetadataRule] = []
        var patterns: [Pattern] = []
        var owners: [Int] = []
        for rule in rules {
            guard let metadata = rule.metadata else { continue }
            for text in metadata.patterns {
                patterns.append(try CompiledMetadataRule.pattern(text, of: rule, options: rule.detectionOptions))
                owners.append(compiled.count)
            }
            compiled.append(try CompiledMetadataRule(rule, metadata, analyzers: analyzers))
        }
        do throws(PatternError) {
            set = try PatternSet(patterns, kernel: .portable)
        } catch {
            throw RuleError(file: "rules", line: 1, column: 1, message: error.message, detail: error.detail)
        }
        var active: [MetadataTarget: PatternMask] = [:]
        for target in MetadataTarget.allCases {
            var mask = PatternMask(count: patterns.count)
            for (pattern, owner) in owners.enumerated() { mask[pattern] = compiled[owner].targets.contains(target) }
            active[target] = mask
        }
        self.rules = compiled
        self.owners = owners
        self.active = active
    }

    package var isEmpty: Bool { rules.isEmpty }

    /// What the rules say of a text, which is decoded: by start, then rule id; matches of one rule do not overlap. A pattern
    /// that reaches a limit finds nothing more.
    package func find(
        in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget, scratch: MatchScratch
    ) -> [MetadataMatch] {
        let folded = unsafe FoldedText(text)
        var found = candidates(in: folded, target: target, scratch: scratch)
        for rule in rules where rule.targets.contains(target) {
            for place in unsafe rule.analyzer?.find(in: text, target: target) ?? [] {
                found.append(
                    MetadataMatch(
                        rule: rule.descriptor, range: place.range, note: place.note, severity: place.severity))
            }
        }
        if found.isEmpty { return [] }
        // The longer of two that begin at one place comes first.
        found.sort {
            ($0.range.lowerBound, $0.rule.id, $1.range.upperBound)
                < ($1.range.lowerBound, $1.rule.id, $0.range.upperBound)
        }
        return Self.thinned(found)
    }

    private func candidates(
        in folded: FoldedText, target: MetadataTarget, scratch: MatchScratch
    ) -> [MetadataMatch] {
        guard let active = active[target], !owners.isEmpty else { return [] }
        return unsafe folded.bytes.withUnsafeBufferPointer { bytes in
            var found: [(owner: Int, range: Range<Int>)] = []
            let request = PatternSet.Request(reportable: 0..<bytes.count, active: active)
            _ = unsafe set.find(
                in: bytes, request, scratch: scratch, poll: { false },
                onMatch: { pattern, range in
                    let group = set.patterns[pattern].groupNumber(named: "report").flatMap { scratch.group($0) }
                    found.append((owners[pattern], group ?? range))
                    return true
                },
                onLimit: { _, _, _ in true })
            let met = Set(Set(found.map(\.owner)).filter { unsafe rules[$0].conditionsHold(in: bytes, scratch) })
            return found.filter { met.contains($0.owner) }.map {
                MetadataMatch(rule: rules[$0.owner].descriptor, range: folded.origin(of: $0.range), note: "")
            }
        }
    }

    private static func thinned(_ matches: [MetadataMatch]) -> [MetadataMatch] {
        var ends: [String: (end: Int, count: Int)] = [:]
        return matches.filter { match in
            let last = ends[match.rule.id] ?? (0, 0)
            guard match.range.lowerBound >= last.end, last.count < matchesOfOneRule else { return false }
            ends[match.rule.id] = (match.range.upperBound, last.count + 1)
            return true
        }
    }
}
