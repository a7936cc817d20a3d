/// When a detector is left alone, and when it gets another chance.
package struct BreakerSettings: Sendable {
    /// Failures in a row that open it.
    package var failures = 5
    /// Milliseconds until it may be tried again.
    package var reset = 60_000
    /// Calls that may be under way at once while it is tried.
    package var trials = 1
    /// Successes in a row that close it again.
    package var successes = 3

    package init() {}
}

/// Keeps a detector that fails again and again from being called (M. Nygard, "Release It!"). Times are milliseconds of a clock
/// that only goes forward.
struct CircuitBreaker: Sendable {
    enum State: Equatable, Sendable {
        /// Calls go through; so many have failed in a row.
        case closed(failures: Int)
        case open(since: Int)
        /// Trial calls go through; so many are under way, so many have succeeded in a row.
        case halfOpen(underWay: Int, successes: Int)
    }

    let settings: BreakerSettings
    private(set) var state = State.closed(failures: 0)

    init(_ settings: BreakerSettings) { self.settings = settings }

    /// True if a call may be made now; it must be followed by `succeeded` or `failed`.
    mutating func mayCall(now: Int) -> Bool {
        if case .open(let since) = state, now - since >= settings.reset {
            state = .halfOpen(underWay: 0, successes: 0)
        }
        switch state {
        case .closed: return true
        case .open: return false
        case .halfOpen(let underWay, let successes):
            guard underWay < settings.trials else { return false }
            state = .halfOpen(underWay: underWay + 1, successes: successes)
            return true
        }
    }

    mutating func succeeded() {
        switch state {
        case .closed: state = .closed(failures: 0)
        case .open: break
        case .halfOpen(let underWay, let successes):
            let isWell = successes + 1 >= settings.successes
            state = isWell ? .closed(failures: 0) : .halfOpen(underWay: max(0, underWay - 1), successes: successes + 1)
        }
    }

    mutating func failed(now: Int) {
        switch state {
        case .closed(let failures):
            state = failures + 1 >= settings.failures ? .open(since: now) : .closed(failures: failures + 1)
        case .open: break
        case .halfOpen: state = .open(since: now)
        }
    }

    /// A call that neither succeeded nor failed, since it was cancelled.
    mutating func abandoned() {
        if case .halfOpen(let underWay, let successes) = state {
            state = .halfOpen(underWay: max(0, underWay - 1), successes: successes)
        }
    }

    var name: String {
        switch state {
        case .closed: "closed"
        case .open: "open"
        case .halfOpen: "half-open"
        }
    }
}
