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
        let nextStart = unsafe scratch.nextStarts(patterns.count, continues: request.isContinuation)
        let hits = unsafe scratch.hitBuffer(screen.capacity)
        var at = reportable.lowerBound + leadBounds.lowerBound
        let end = min(bytes.count, reportable.upperBound + leadBounds.upperBound)
        var attempts = 0
        while at < end {
            if poll() { return .cancelled }
            let (next, count) = unsafe screen.scan(bytes, from: at, to: min(end, at + Self.screenStep), into: hits)
            at = next
            for number in 0..<count {
                let hit = unsafe hits[number]
                guard unsafe openings.admits(literal: hit.literal, at: hit.offset, in: bytes) else { continue }
                for index in ownerStarts[hit.literal]..<ownerStarts[hit.literal + 1] {
                    let owner = owners[Int(index)]
                    let pattern = Int(owner.pattern)
                    guard request.active[pattern] else { continue }
                    var start = unsafe max(
                        hit.offset - Int(owner.greatestLead), reportable.lowerBound, nextStart[pattern] - request.base)
                    let last = min(hit.offset - Int(owner.leastLead), reportable.upperBound - 1)
                    guard start <= last else { continue }
                    while start <= last {
                        let place = unsafe openings.firstStart(owner.row, in: start...last, of: bytes)
                        guard place <= last else {
                            start = place
                            break
                        }
                        start = place + 1
                        attempts &+= 1
                        if attempts % Self.pollInterval == 0, poll() { return .cancelled }
                        let outcome = unsafe references[pattern]._withUnsafeGuaranteedRef {
                            unsafe $0.match(in: bytes, at: place, end: bytes.count, scratch: scratch)
                        }
                        if case .match(let range) = outcome { start = max(start, range.upperBound) }
                        scratch.setStart(of: pattern, to: start + request.base)
                        guard Self.goesOn(pattern, place, outcome, onMatch, onLimit) else { return .stopped }
                    }
                    // What was looked at is not looked at again for the next of many hits.
                    if owner.leastLead < owner.greatestLead {
                        scratch.setStart(of: pattern, to: start + request.base)
                    }
                }
            }
        }
        return .finished
    }

    private static func goesOn(
        _ pattern: Int, _ place: Int, _ outcome: MatchOutcome, _ onMatch: (Int, Range<Int>) -> Bool,
        _ onLimit: (Int, Int, MatchOutcome) -> Bool
    ) -> Bool {
        switch outcome {
        case .noMatch: true
        case .match(let range): onMatch(pattern, range)
        case .limited, .failed: onLimit(pattern, place, outcome)
        }
    }
}
