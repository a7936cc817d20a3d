/// How a search over a text ended.
package enum FindEnd: Hashable, Sendable {
    case finished
    /// `poll` said stop.
    case cancelled
    /// `onMatch` or `onLimit` said stop.
    case stopped
}

extension PatternSet {
    /// What a search is asked for. Offsets count from the start of the bytes given.
    package struct Request {
        /// Only matches that start in here are looked for; they may end beyond.
        package var reportable: Range<Int>
        package var active: PatternMask
        /// Where the bytes lie in the file, when they are a window of it.
        package var base: Int
        /// True: the window follows the one searched last with the same scratch, and matches do not overlap those found
        /// there.
        package var isContinuation: Bool

        package init(reportable: Range<Int>, active: PatternMask, base: Int = 0, isContinuation: Bool = false) {
            self.reportable = reportable
            self.active = active
            self.base = base
            self.isContinuation = isContinuation
        }
    }

    private static let screenStep = 65_536
    private static let pollInterval = 256

    /// Finds each active pattern's leftmost non-overlapping matches, in order of their starts for each pattern; between
    /// patterns the order is roughly that of the file. Equal to `NaiveEngine`.
    ///
    /// `onMatch` may use the scratch for `Pattern.search` and `match`, not for another `find`.
    ///
    /// - Parameters:
    ///   - poll: asked every 64 KiB and every 256 attempts; true cancels.
    ///   - onMatch: pattern and range; `scratch.group` tells its groups until it returns. False stops.
    ///   - onLimit: pattern, the place that was tried and what came instead of an answer. The search goes on behind
    ///     that place unless false is returned.
    package func find(
        in bytes: UnsafeBufferPointer<UInt8>, _ request: Request, scratch: MatchScratch, poll: () -> Bool,
        onMatch: (Int, Range<Int>) -> Bool, onLimit: (Int, Int, MatchOutcome) -> Bool
    ) -> FindEnd {
        let reportable = request.reportable.clamped(to: 0..<bytes.count)
        if !request.isContinuation || scratch.nextStart.count != patterns.count { scratch.forgetStarts(patterns.count) }
        var at = reportable.lowerBound + leadBounds.lowerBound
        let end = min(bytes.count, reportable.upperBound + leadBounds.upperBound)
        var attempts = 0
        while at < end {
            if poll() { return .cancelled }
            let (next, count) = unsafe screen.scan(
                bytes, from: at, to: min(end, at + Self.screenStep), into: &scratch.hits)
            at = next
            for number in 0..<count {
                let hit = scratch.hits[number]
                for index in ownerStarts[hit.literal]..<ownerStarts[hit.literal + 1] {
                    let pattern = Int(owners[Int(index)])
                    guard request.active[pattern] else { continue }
                    let lead = leads[pattern]
                    let first = max(
                        hit.offset - lead.upperBound, reportable.lowerBound, scratch.nextStart[pattern] - request.base)
                    let last = min(hit.offset - lead.lowerBound, reportable.upperBound - 1)
                    guard first <= last else { continue }
                    let ended = unsafe attempt(
                        pattern, in: bytes, starts: first...last, base: request.base, scratch, &attempts, poll, onMatch,
                        onLimit)
                    if let ended { return ended }
                }
            }
        }
        return .finished
    }

    /// Tries a pattern at each place of `starts`; nil to go on.
    private func attempt(
        _ number: Int, in bytes: UnsafeBufferPointer<UInt8>, starts: ClosedRange<Int>, base: Int,
        _ scratch: MatchScratch, _ attempts: inout Int, _ poll: () -> Bool, _ onMatch: (Int, Range<Int>) -> Bool,
        _ onLimit: (Int, Int, MatchOutcome) -> Bool
    ) -> FindEnd? {
        var at = starts.lowerBound
        while at <= starts.upperBound {
            let start = at
            at += 1
            guard unsafe openings.admits(number, at: start, in: bytes) else { continue }
            attempts &+= 1
            if attempts % Self.pollInterval == 0, poll() { return .cancelled }
            let outcome = unsafe patterns[number].match(in: bytes, at: start, end: bytes.count, scratch: scratch)
            switch outcome {
            case .noMatch: break
            case .match(let range):
                at = max(at, range.upperBound)
                scratch.nextStart[number] = at + base
                if !onMatch(number, range) { return .stopped }
            case .limited, .failed:
                scratch.nextStart[number] = at + base
                if !onLimit(number, start, outcome) { return .stopped }
            }
        }
        scratch.nextStart[number] = at + base
        return nil
    }
}
