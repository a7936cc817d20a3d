internal import SentinelDocuments
internal import SentinelModel

// The keys of `kind: analyzer` with `documents`.

extension RuleParser {
    /// A rule over what files say of packages.
    func packageRule(_ fields: RuleFields) throws(DocumentError) -> PatternRule {
        guard isBuiltIn else {
            throw DocumentError("only the library's own rules can be of `kind: analyzer`", at: fields.place(of: "kind"))
        }
        let documents = try Self.documents(fields)
        let paths = try Self.paths(fields)
        return PatternRule(
            descriptor: try descriptor(fields, kind: "analyzer", isSecret: false),
            appliesTo: documents.types, includedPaths: documents.globs, excludedPaths: paths.exclude,
            patterns: [], keywords: [], isCaseless: false, isUnicode: false, maxLength: nil, all: [], not: [],
            notLine: [], within: 0, entropy: nil, checksum: nil, dropsPlaceholders: false,
            examples: try examples(fields), packageAnalyzer: try fields.text("analyzer"))
    }
}
