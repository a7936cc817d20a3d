package import SentinelModel
package import SentinelPattern

/// A rule of `kind: pattern` as its file says it: text that is checked, but nothing compiled.
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
    package var within: Int
    /// Least Shannon entropy of the secret, in bits per character.
    package var entropy: Double?
    package var checksum: Checksum?
    /// True when matches that look like placeholders are dropped.
    package var dropsPlaceholders: Bool
    package var examples: Examples

    package struct Examples: Sendable {
        package var match: [Sample]
        package var pass: [Sample]
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
}

/// A test of a token's own check digits, which needs nothing but the token.
package enum Checksum: String, CaseIterable, Sendable {
    /// The last six characters are the CRC-32 of those between the prefix and them, in base 62 (GitHub, npm).
    case github
}
