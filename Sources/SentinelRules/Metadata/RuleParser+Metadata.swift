internal import SentinelDocuments
internal import SentinelModel

// The keys of `kind: metadata` and `kind: analyzer`.

extension RuleParser {
    /// A rule over texts that a server shows to a model.
    func metadataRule(_ fields: RuleFields, kind: RuleFields.Kind) throws(DocumentError) -> PatternRule {
        let isAnalyzer = kind == .analyzer
        guard !isAnalyzer || isBuiltIn else {
            throw DocumentError("only the library's own rules can be of `kind: analyzer`", at: fields.place(of: "kind"))
        }
        let metadata = MetadataRule(
            targets: try Self.targets(fields),
            patterns: isAnalyzer ? [] : try Self.patterns(fields),
            all: isAnalyzer ? [] : try Self.patternList(fields, "all"),
            not: isAnalyzer ? [] : try Self.patternList(fields, "not"),
            analyzer: isAnalyzer ? try fields.text("analyzer") : nil)
        return PatternRule(
            descriptor: try descriptor(fields, kind: kind.rawValue, isSecret: false),
            appliesTo: .all, includedPaths: [], excludedPaths: [], patterns: [],
            keywords: try Self.keywords(fields),
            isCaseless: try fields.boolean("caseless", default: true),
            isUnicode: try fields.boolean("unicode", default: false),
            maxLength: try fields.integer("max_length", in: 1...65_536),
            all: [], not: [], notLine: [], within: 0, entropy: nil, checksum: nil, dropsPlaceholders: false,
            examples: try examples(fields), metadataForm: .plain(metadata))
    }

    private static func targets(_ fields: RuleFields) throws(DocumentError) -> MetadataTargets {
        guard let node = fields["targets"] else { return .standard }
        var found: [MetadataTarget] = []
        for item in try node.items("`targets`") { found.append(try target(item)) }
        guard !found.isEmpty else { throw DocumentError("`targets` is empty", at: node.place) }
        return MetadataTargets(found)
    }

    static func target(_ node: DocumentNode) throws(DocumentError) -> MetadataTarget {
        let known = MetadataTarget.allCases.map(\.rawValue)
        return try RuleFields.choice(node, "target", of: known) { MetadataTarget(rawValue: $0) }
    }
}
