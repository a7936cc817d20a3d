/// How a detector has fared since the engine was made.
package struct DetectorHealth: Sendable {
    /// Files it was given.
    package var calls = 0
    package var findings = 0
    package var errors = 0
    package var timeouts = 0
    package var restarts = 0
    /// What went wrong last; empty for nothing.
    package var lastFailure = ""
    private var times = TimeHistogram()

    package init() {}

    /// Notes that `files` took `microseconds` together.
    mutating func add(files: Int, microseconds: Int) {
        calls += files
        if files > 0 { times.add(microseconds / files, count: files) }
    }

    mutating func add(_ failure: PluginFailure) {
        if failure.kind == .timedOut { timeouts += 1 } else { errors += 1 }
        lastFailure = failure.message
    }

    /// Microseconds for a file that half of them, and 95 of 100, stayed below; within a tenth.
    package var median: Int { times.quantile(0.5) }
    package var slow: Int { times.quantile(0.95) }
}

/// Counts by magnitude: eight steps for each doubling, so that any number of times takes the same memory.
private struct TimeHistogram: Sendable {
    private var counts = [Int](repeating: 0, count: 8 * 40)
    private var total = 0

    mutating func add(_ microseconds: Int, count: Int) {
        counts[Self.step(max(1, microseconds))] += count
        total += count
    }

    /// The upper bound of the step in which the quantile lies; 0 before the first.
    func quantile(_ share: Double) -> Int {
        guard total > 0 else { return 0 }
        var rest = Int((Double(total) * share).rounded(.up))
        for (step, count) in counts.enumerated() {
            rest -= count
            if rest <= 0 { return Self.bound(step) }
        }
        return Self.bound(counts.count - 1)
    }

    private static func step(_ value: Int) -> Int {
        let doublings = Int.bitWidth - 1 - value.leadingZeroBitCount
        let eighth = doublings >= 3 ? (value >> (doublings - 3)) & 7 : (value << (3 - doublings)) & 7
        return min(doublings * 8 + eighth, 8 * 40 - 1)
    }

    private static func bound(_ step: Int) -> Int { ((8 + step % 8 + 1) << (step / 8)) / 8 }
}
