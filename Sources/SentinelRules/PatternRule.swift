package import SentinelModel
package import SentinelPattern

/// A rule as its file says it, of any kind: text that is checked, but nothing compiled.
package struct PatternRule: Sendable {
    package var descriptor: RuleDescriptor
    /// The files it looks at.
    package var appliesTo: FileTypeSet
    /// Paths it looks at (all if empty) and leaves out: globs in gitignore's syntax.
    package var includedPaths: [String]
    package var excludedPaths: [String]
    /// Alternatives; each is a regular expression of its own, and all report as this rule.
    package var patterns: [PatternText]
    /// Literals one of which every match contains; empty means that they are found in the patterns.
    package var keywords: [String]
    package var isCaseless: Bool
    package var isUnicode: Bool
    /// The longest match in bytes, for patterns that do not bound themselves; nil where they do.
    package var maxLength: Int?
    /// Regular expressions that must all occur, and that may not occur, in the lines of the match and `within` lines
    /// above and below.
    package var all: [PatternText]
    package var not: [PatternText]
    /// Regular expressions that may not occur in the lines of the match, whatever `within` is.
    package var notLine: [PatternText]
    package var within: Int
    /// Least Shannon entropy of the secret, in bits per character.
    package var entropy: Double?
    package var checksum: Checksum?
    /// What the secret must look like; nil where the pattern says enough.
    package var shape: SecretShape?
    /// True when matches that look like placeholders are dropped.
    package var dropsPlaceholders: Bool
    package var examples: Examples
    /// Which values of a document it means; nil for a rule of `kind: pattern`. A rule that has it has no patterns.
    package var config: ConfigRule?
    private(set) var metadataForm = MetadataForm.none

    /// Which texts of a server it means; nil for a rule of another kind. A rule that has it has no patterns of its own.
    package var metadata: MetadataRule? {
        get { metadataForm.rule }
        set { metadataForm = newValue.map { .plain($0) } ?? .none }
    }

    /// True if it has `metadata`, which need not be unpacked to know it.
    package var isAboutMetadata: Bool {
        if case .none = metadataForm { false } else { true }
    }

    /// The analyzer that finds it in what files say of packages; nil for a rule of another kind.
    package var packageAnalyzer: String?
    /// The name of the code that looks at what a file declares of a server; nil for a rule of another kind.
    package var model: String?
    /// What may not reach what; nil for a rule of another kind. A rule that has it has no patterns.
    package var flow: FlowRule?
    /// Calls that it means; nil for a rule of another kind. Its patterns tell which files are read for it, and find nothing by themselves.
    package var call: CallRule?
    /// Where a match may begin; nil: anywhere. Asked where the file's language or format has zones.
    package var zones: RuleZones?
    /// Ids of rules, or globs over them: where one of these finds the same, this one is not told but by it.
    package var yieldsTo: [String] = []

    /// What a rule says of texts. That of the built-in rules stays packed: most scans meet no server.
    enum MetadataForm: Sendable {
        case none
        case plain(MetadataRule)
        /// As `ArchiveWriter` wrote it.
        case archived([UInt8])

        fileprivate var rule: MetadataRule? {
            switch self {
            case .none: return nil
            case .plain(let rule): return rule
            case .archived(let bytes):
                return unsafe bytes.withUnsafeBufferPointer {
                    var reader = unsafe ArchiveReader(bytes: $0, at: 0)
                    return reader.metadata()
                }
            }
        }
    }

    /// Samples of what the rule finds and what it passes over. Those of the built-in rules, which no scan asks for, stay
    /// packed.
    package struct Examples: Sendable {
        private enum Form {
            case plain(match: [Sample], pass: [Sample])
            case archived([UInt8])
        }

        private let form: Form

        package init(match: [Sample], pass: [Sample]) { form = .plain(match: match, pass: pass) }

        /// As `ArchiveWriter` wrote them.
        init(archived bytes: [UInt8]) { form = .archived(bytes) }

        package var match: [Sample] { samples.match }
        package var pass: [Sample] { samples.pass }

        private var samples: (match: [Sample], pass: [Sample]) {
            switch form {
            case .plain(let match, let pass): return (match, pass)
            case .archived(let bytes):
                return unsafe bytes.withUnsafeBufferPointer {
                    var reader = unsafe ArchiveReader(bytes: $0, at: 0)
                    return reader.examples()
                }
            }
        }
    }
}

/// A regular expression and where it stands in its file.
package struct PatternText: Hashable, Sendable {
    package var text: String
    /// What `RuleCheck` found out about it; travels with the built-in rules, so that no start has to find it out again.
    package var analysis: PatternAnalysis?
    package var line: Int
    package var column: Int
}

/// An example: a text, in a file called `file` (which decides its type).
package struct Sample: Hashable, Sendable {
    /// Empty where the rule does not say: then a name that fits `appliesTo` is taken.
    package var file: String
    /// With marks and templates; see `SampleText`.
    package var text: String
    package var line: Int
    /// For rules over metadata: what kind of text it is; nil is a description, or what the rule looks at otherwise.
    package var target: MetadataTarget?
}

/// A test of a token's own check digits, which needs nothing but the token.
package enum Checksum: String, CaseIterable, Sendable {
    /// The last six characters are the CRC-32 of those between the prefix and them, in base 62 (GitHub, npm).
    case github
}
