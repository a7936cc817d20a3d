internal import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel

/// The texts of a rule, for the engine to lend.
final class RuleTexts: Sendable {
    let severity: Int32
    let confidence: Int32
    let enabled: Int32
    let secret: Int32
    /// In the order of `mcps_rule`'s text fields.
    let fields: TextBlock
    /// The items of all lists, one list after the other.
    let lists: TextBlock
    private let ranges: [Int32: Range<Int>]

    init(_ rule: RuleDetails) {
        let about = rule.descriptor
        severity = about.severity.rawValue
        confidence = about.confidence.rawValue
        enabled = rule.isEnabled ? 1 : 0
        secret = about.isSecret ? 1 : 0
        fields = TextBlock([
            about.id, about.title, about.category.rawValue, about.kind, about.why, about.fix, about.since, about.origin,
            rule.patterns.joined(separator: "\n"), about.message,
        ])
        let parts: [(Int32, [String])] = [
            (MCPS_RULE_CWE, about.cwe.map(String.init)), (MCPS_RULE_OWASP_MCP, about.owaspMCP.map(\.rawValue)),
            (MCPS_RULE_REFERENCE, about.references), (MCPS_RULE_ALIAS, about.aliases),
            (MCPS_RULE_KEYWORD, rule.keywords), (MCPS_RULE_EXAMPLE_MATCH, rule.matchSamples),
            (MCPS_RULE_EXAMPLE_PASS, rule.passSamples), (MCPS_RULE_FILE_TYPE, rule.fileTypes),
        ]
        var ranges: [Int32: Range<Int>] = [:]
        var all: [String] = []
        for (list, items) in parts {
            ranges[list] = all.count..<(all.count + items.count)
            all += items
        }
        self.ranges = ranges
        lists = TextBlock(all)
    }

    /// The items of a list (`MCPS_RULE_CWE` ...) in `lists`; nil for an unknown list.
    func items(of list: Int32) -> Range<Int>? { ranges[list] }
}
