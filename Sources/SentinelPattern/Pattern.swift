internal import CPCRE2
internal import Synchronization

/// A pattern ready to match: analysed when it is made, compiled by whichever worker needs it first, once for all.
package final class Pattern: Sendable {
    package let source: [UInt8]
    package let options: PatternOptions
    package let analysis: PatternAnalysis

    private let anchored: LazyCode
    private let floating: LazyCode

    /// Parses and analyses `source`.
    package convenience init(_ source: String, options: PatternOptions = PatternOptions()) throws(PatternError) {
        let bytes = Array(source.utf8)
        self.init(bytes, options: options, analysis: try PatternAnalysis(bytes, options: options))
    }

    /// With an analysis that was made earlier, of the same source and options.
    package init(_ source: [UInt8], options: PatternOptions, analysis: PatternAnalysis) {
        self.source = source
        self.options = options
        self.analysis = analysis
        anchored = LazyCode(source, unicode: options.unicode, anchored: true)
        floating = LazyCode(source, unicode: options.unicode, anchored: false)
    }

    /// Compiles now; for learning PCRE2's opinion of the pattern.
    package func compile() throws(PatternError) { _ = try anchored.compiled() }

    /// PCRE2's own opinion of a match's least length and greatest lookbehind, in characters; for tests.
    package func inspect() throws(PatternError) -> (minLength: Int, maxLookbehind: Int, hasJIT: Bool) {
        let code = try anchored.compiled()
        return (code.minLength, code.maxLookbehind, code.hasJIT)
    }

    /// The group of a name; nil if there is none.
    package func groupNumber(named name: String) -> Int? { analysis.groupNames[name] }

    /// Tries to match at exactly `at`. What lies before is seen by lookbehinds, nothing at or after `end` is seen.
    /// `at <= end <= bytes.count` must hold; otherwise nothing matches.
    package func match(
        in bytes: UnsafeBufferPointer<UInt8>, at: Int, end: Int, scratch: MatchScratch
    ) -> MatchOutcome {
        let stop = analysis.cut.map { min(end, at &+ $0) } ?? end
        return unsafe run(anchored, bytes, from: at, to: stop, isCut: stop < end, scratch)
    }

    /// The leftmost match that starts and ends in `region`; equal to trying every place of it with `match`.
    package func search(
        in bytes: UnsafeBufferPointer<UInt8>, region: Range<Int>, scratch: MatchScratch
    ) -> MatchOutcome {
        if steps { return unsafe stepwise(bytes, region, scratch) }
        return unsafe run(floating, bytes, from: region.lowerBound, to: region.upperBound, isCut: false, scratch)
    }

    /// True where PCRE2's own search would differ: it cannot cut each attempt, and it steps over CRLF as one character
    /// where the pattern does not mention either.
    private var steps: Bool {
        if analysis.cut != nil { return true }
        guard analysis.firstBytes.contains(0x0A) else { return false }
        guard let code = unsafe floating.pointer else { return true }
        return unsafe !PCRE2Code.mentionsNewline(code)
    }

    private func stepwise(
        _ bytes: UnsafeBufferPointer<UInt8>, _ region: Range<Int>, _ scratch: MatchScratch
    ) -> MatchOutcome {
        guard region.upperBound <= bytes.count, region.lowerBound >= 0 else { return .noMatch }
        for at in region where unsafe analysis.firstBytes.contains(bytes[at]) {
            let outcome = unsafe match(in: bytes, at: at, end: region.upperBound, scratch: scratch)
            if outcome != .noMatch { return outcome }
        }
        return .noMatch
    }

    private func run(
        _ lazy: LazyCode, _ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, isCut: Bool, _ scratch: MatchScratch
    ) -> MatchOutcome {
        guard let code = unsafe lazy.pointer else { return .failed(MatchFailure(code: PCRE2_ERROR_NULL)) }
        let outcome = unsafe scratch.run(code, bytes, from: from, to: to, options: isCut ? UInt32(PCRE2_NOTEOL) : 0)
        // In invalid UTF-8 the interpreter goes on to the next valid piece, anchored or not.
        if lazy.anchored, case .match(let range) = outcome, range.lowerBound != from { return .noMatch }
        return outcome
    }
}
