internal import SentinelDocuments
internal import SentinelModel
internal import SentinelPattern

/// A config rule with its paths and regular expressions compiled.
final class CompiledConfigRule: Sendable {
    let rule: PatternRule
    private let report: ConfigRule.Report
    private let select: [Selector]
    private let conditions: [CompiledCondition]

    private struct Selector: Sendable {
        var path: DocumentPath
        /// What the file's name must hold.
        var fileName: String
    }

    /// The most that is reported of one value.
    private static let mostMatches = 100

    init(_ rule: PatternRule, _ config: ConfigRule) throws(RuleError) {
        self.rule = rule
        report = config.report
        var select: [Selector] = []
        for path in config.select {
            select.append(Selector(path: try CompiledCondition.path(path, of: rule), fileName: path.fileName))
        }
        self.select = select
        conditions = try CompiledCondition.compiled(config.conditions, of: rule)
    }

    /// What must stand in a file for the rule to find anything there.
    var needs: KeyGate.Needs {
        KeyGate.Needs(keywords: rule.keywords.map { Array($0.utf8) }, ways: select.map(\.path.keyTexts))
    }

    /// `name` is the file's, in lower case.
    func find(in root: DocumentNode, name: String, _ work: ConfigWork, _ take: (ConfigMatch) -> Void) {
        for selector in select where selector.fileName.isEmpty || name.hasPart(selector.fileName) {
            selector.path.matches(from: [PathMatch.Step(node: root)], budget: work.budget) { match in
                guard conditions.allSatisfy({ $0.holds(for: match.node, match.trail, work) }) else { return true }
                for range in ranges(of: match, work) where isMeant(range, of: match) {
                    take(ConfigMatch(rule: rule.descriptor, range: range, path: match.text))
                }
                return true
            }
        }
    }

    /// False for placeholders, and for what is too regular to be a secret.
    private func isMeant(_ range: Range<Int>, of match: PathMatch) -> Bool {
        guard rule.dropsPlaceholders || rule.entropy != nil, match.node.kind.isScalar else { return true }
        let text = Array(report == .match ? match.node.tree.bytes(in: range) : match.node.bytes)
        if let least = rule.entropy, shannonEntropy(text) < least { return false }
        return !rule.dropsPlaceholders || !Placeholder.isLikely(text)
    }

    private func ranges(of match: PathMatch, _ work: ConfigWork) -> [Range<Int>] {
        switch report {
        case .value: return [match.node.contents]
        case .key: return [match.key?.contents ?? match.node.contents]
        case .entry:
            guard let key = match.key else { return [match.node.range] }
            return [DocumentNode.Entry(key: key, value: match.node).range]
        case .match:
            for condition in conditions {
                for pattern in condition.ownPatterns(for: match.node, match.trail, work) {
                    let found = spans(of: pattern, in: match.node, work)
                    if !found.isEmpty { return found }
                }
            }
            return [match.node.contents]
        }
    }

    /// Where the pattern matches in the value as it is written. Nothing where it matches only across what the format leaves out, such as
    /// the indentation of a block.
    private func spans(of pattern: Pattern, in node: DocumentNode, _ work: ConfigWork) -> [Range<Int>] {
        let contents = node.contents
        let bytes = node.tree.bytes(in: contents)
        var found: [Range<Int>] = []
        var start = 0
        while found.count < Self.mostMatches,
            let next = CompiledCondition.find(pattern, in: bytes, from: start, work)
        {
            found.append((contents.lowerBound + next.span.lowerBound)..<(contents.lowerBound + next.span.upperBound))
            start = max(next.end, start + 1)
        }
        return found
    }
}
