internal import CPCRE2

/// Which bound ended a match attempt.
package enum LimitKind: String, Hashable, Sendable {
    /// Backtracking steps: the bound that can be relied on; the just-in-time compiler knows only this one.
    case match
    /// Nested backtracking, interpreter only.
    case depth
    /// Memory for backtracking, interpreter only.
    case heap
}

/// A failure of the matcher itself, by PCRE2's code.
package struct MatchFailure: Error, Hashable, Sendable {
    package var code: Int32

    package init(code: Int32) { self.code = code }

    /// PCRE2's own words.
    package var text: String { PCRE2Code.text(of: code) }
}

/// What an attempt to match gave. Offsets count from the start of the bytes that were given.
package enum MatchOutcome: Hashable, Sendable {
    case match(Range<Int>)
    case noMatch
    case limited(LimitKind)
    case failed(MatchFailure)
}

/// Bounds on one attempt.
package struct MatchLimits: Hashable, Sendable {
    /// Backtracking steps; 100,000 end within half a millisecond.
    package var match: UInt32
    package var depth: UInt32
    package var heapKiB: UInt32

    package init(match: UInt32 = 100_000, depth: UInt32 = 100_000, heapKiB: UInt32 = 20_000) {
        self.match = match
        self.depth = depth
        self.heapKiB = heapKiB
    }

    package static let standard = MatchLimits()
}
