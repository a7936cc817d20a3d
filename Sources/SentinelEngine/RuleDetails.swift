package import SentinelModel
internal import SentinelRules

/// What the faces show of a rule.
package struct RuleDetails: Sendable {
    package var descriptor: RuleDescriptor
    /// False when the options leave it out.
    package var isEnabled: Bool
    /// Its regular expressions.
    package var patterns: [String]
    /// Literals the rule names itself; empty where they are found in the patterns.
    package var keywords: [String]
    /// The names of the file types it looks at; none means every text file.
    package var fileTypes: [String]
    /// Samples with their marks and templates.
    package var matchSamples: [String]
    package var passSamples: [String]

    init(_ rule: PatternRule, isEnabled: Bool) {
        descriptor = rule.descriptor
        self.isEnabled = isEnabled
        patterns = (rule.metadata?.patterns ?? rule.patterns).map(\.text)
        keywords = rule.keywords
        fileTypes = rule.appliesTo == .all ? [] : FileType.allCases.filter(rule.appliesTo.contains).map(\.name)
        matchSamples = rule.examples.match.map(\.text)
        passSamples = rule.examples.pass.map(\.text)
    }
}
