internal import SentinelDocuments
internal import SentinelModel
internal import SentinelPattern

/// A config rule with its paths and regular expressions compiled.
final class CompiledConfigRule: Sendable {
    let rule: PatternRule
    private let report: ConfigRule.Report
    private let select: [DocumentPath]
    private let conditions: [CompiledCondition]
    private let pathTest: ConfigRuleSet.PathTest?

    init(_ rule: PatternRule, _ config: ConfigRule, pathTest: ConfigRuleSet.PathTest?) throws(RuleError) {
        self.rule = rule
        self.pathTest = pathTest
        report = config.report
        var select: [DocumentPath] = []
        for path in config.select { select.append(try CompiledCondition.path(path, of: rule)) }
        self.select = select
        conditions = try CompiledCondition.compiled(config.conditions, of: rule)
    }

    func looksAt(_ types: FileTypeSet, _ path: String) -> Bool {
        rule.appliesTo.intersects(types) && (pathTest.map { $0(Array(path.utf8)) } ?? true)
    }

    func find(in root: DocumentNode, scratch: MatchScratch, _ take: (ConfigMatch) -> Void) {
        for path in select {
            path.matches(from: [PathMatch.Step(node: root)]) { match in
                guard conditions.allSatisfy({ $0.holds(for: match.node, match.trail, scratch) }) else { return true }
                if rule.dropsPlaceholders, ConfigProperty.placeholder.holds(for: match.node) { return true }
                take(ConfigMatch(rule: rule.descriptor, range: range(of: match, scratch), path: match.text))
                return true
            }
        }
    }

    private func range(of match: PathMatch, _ scratch: MatchScratch) -> Range<Int> {
        switch report {
        case .value: return match.node.contents
        case .key: return match.key?.contents ?? match.node.contents
        case .entry:
            guard let key = match.key else { return match.node.range }
            return DocumentNode.Entry(key: key, value: match.node).range
        case .match:
            let contents = match.node.contents
            guard match.node.isVerbatim,
                let found = conditions.lazy.compactMap({ $0.span(in: match.node, scratch) }).first
            else { return contents }
            return (contents.lowerBound + found.lowerBound)..<(contents.lowerBound + found.upperBound)
        }
    }
}
