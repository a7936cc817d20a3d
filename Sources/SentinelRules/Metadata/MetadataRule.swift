/// What a rule of `kind: metadata` or `kind: analyzer` says beyond what all rules say: which texts of a server it means.
package struct MetadataRule: Sendable {
    package var targets: MetadataTargets
    /// Alternatives, searched for in the text as `FoldedText` makes it; none where an analyzer looks.
    package var patterns: [PatternText]
    /// Regular expressions that must all occur, and that may not occur, in the same text.
    package var all: [PatternText]
    package var not: [PatternText]
    /// The name of the code that looks instead of patterns (`MetadataAnalyzer.name`).
    package var analyzer: String?
}
