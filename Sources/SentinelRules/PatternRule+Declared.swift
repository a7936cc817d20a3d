package import SentinelModel

extension PatternRule {
    /// A rule that a plugin declares. Without a pattern it finds nothing by itself.
    package init(
        declared descriptor: RuleDescriptor, pattern: String, keywords: [String], appliesTo: FileTypeSet,
        maxLength: Int?
    ) {
        self.init(
            descriptor: descriptor, appliesTo: appliesTo, includedPaths: [], excludedPaths: [],
            patterns: pattern.isEmpty ? [] : [PatternText(text: pattern, analysis: nil, line: 1, column: 1)],
            keywords: keywords, isCaseless: false, isUnicode: false, maxLength: maxLength, all: [], not: [],
            notLine: [],
            within: 0, entropy: nil, checksum: nil, dropsPlaceholders: false, examples: Examples(match: [], pass: []))
    }
}
