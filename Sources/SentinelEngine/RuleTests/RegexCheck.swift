internal import SentinelPattern

/// Why a regular expression is not fit for a rule.
package struct RegexMistake: Sendable {
    package var message: String
    package var detail: String
    /// Bytes from the pattern's start.
    package var offset: Int
}

/// Decides whether `pattern` is fit for a rule; nil if it is.
package func checkRegexSafety(_ pattern: [UInt8]) -> RegexMistake? {
    do throws(PatternError) {
        let analysis = try PatternAnalysis(pattern, options: PatternOptions())
        try RegexSafety.check(Pattern(pattern, options: PatternOptions(), analysis: analysis))
        return nil
    } catch {
        return RegexMistake(message: error.message, detail: error.detail, offset: error.offset)
    }
}
