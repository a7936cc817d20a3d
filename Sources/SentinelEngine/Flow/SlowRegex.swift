internal import SentinelAnalysis
internal import SentinelModel
internal import SentinelPattern
internal import SentinelSyntax

/// What a regular expression's matcher may take long over.
struct SlowRegex {
    let severity: Severity
    let told: String
    /// True if the slow text ends a line, which no header of a request can.
    let needsLineEnd: Bool

    /// Nil for one that takes time in step with the text, or that cannot be judged.
    init?(_ regex: FlowSite.Regex, _ language: Language) {
        guard let dialect = RegexDialect(language) else { return nil }
        let isAnchored = language == .python && ["match", "fullmatch"].contains(regex.method)
        guard
            let found = RegexAmbiguity.slowest(
                regex.text, dialect, isSearch: !isAnchored, mustEnd: regex.method == "fullmatch")
        else { return nil }
        switch found.growth {
        case .exponential: severity = .medium
        case .polynomial(let power): severity = power > 2 ? .medium : .low
        }
        told = CallStage.told(found)
        needsLineEnd = (found.prefix + found.pump + found.suffix).unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
    }
}
