/// The definition of "the findings": every pattern over the whole text, leftmost, non-overlapping, no screen. Slow;
/// what `PatternSet` is compared with.
package enum NaiveEngine {
    package struct Match: Hashable, Sendable {
        package var pattern: Int
        package var range: Range<Int>

        package init(pattern: Int, range: Range<Int>) {
            self.pattern = pattern
            self.range = range
        }
    }

    /// All matches, by pattern and then by start. A pattern that hits a limit ends there; its number is in `limited`.
    package static func find(
        _ patterns: [Pattern], in bytes: UnsafeBufferPointer<UInt8>, scratch: MatchScratch
    ) -> (matches: [Match], limited: Set<Int>) {
        var matches: [Match] = []
        var limited: Set<Int> = []
        for (number, pattern) in patterns.enumerated() {
            var at = 0
            search: while at < bytes.count {
                switch unsafe pattern.search(in: bytes, region: at..<bytes.count, scratch: scratch) {
                case .match(let range):
                    matches.append(Match(pattern: number, range: range))
                    at = max(range.upperBound, at + 1)
                case .noMatch: break search
                case .limited, .failed:
                    limited.insert(number)
                    break search
                }
            }
        }
        return (matches, limited)
    }
}
