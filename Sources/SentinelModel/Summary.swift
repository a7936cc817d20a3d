/// The counts of a scan; the meaning of each field is that of `mcps_summary`.
package struct Summary: Hashable, Sendable {
    package enum Status: Int32, Sendable {
        /// Everything ran to the end.
        case finished = 0
        /// Cancelled.
        case stopped = 1
        /// A limit ended it early.
        case limited = 2
        /// Not over yet.
        case running = 3
    }

    package var status: Status = .running
    package var filesEligible = 0
    package var filesCompleted = 0
    package var filesIgnored = 0
    package var filesBinary = 0
    package var filesTooLarge = 0
    package var filesSpecial = 0
    package var folders = 0
    package var bytes = 0
    /// Findings by severity's raw value, suppressed ones not counted.
    package var findings = [0, 0, 0, 0, 0]
    package var findingsSuppressed = 0
    package var diagnostics = 0
    /// Diagnostics that say something was not scanned.
    package var incomplete = 0
    package var measurements: Measurements?

    package init() {}

    /// True if everything that should have been scanned was, to its last byte and by every rule.
    package var isComplete: Bool { status == .finished && incomplete == 0 && filesCompleted == filesEligible }

    package var findingsTotal: Int { findings.reduce(0, +) }
}

/// What differs between two runs over the same files; reports keep it in one block that an option omits.
package struct Measurements: Hashable, Sendable {
    /// Microseconds.
    package var wallTime: Int
    /// The process's peak resident memory in bytes.
    package var peakMemory: Int
    /// How often work waited for the memory budget.
    package var budgetWaits: Int
    /// Worker threads.
    package var jobs: Int
    /// How the plugins fared.
    package var plugins: [PluginMeasurements]

    package init(
        wallTime: Int, peakMemory: Int, budgetWaits: Int, jobs: Int, plugins: [PluginMeasurements] = []
    ) {
        self.wallTime = wallTime
        self.peakMemory = peakMemory
        self.budgetWaits = budgetWaits
        self.jobs = jobs
        self.plugins = plugins
    }
}

/// How a plugin has fared since its engine was made; in the command line tool that is the one scan.
package struct PluginMeasurements: Hashable, Sendable {
    package var id: String
    /// The circuit breaker's: `closed`, `open` or `half-open`.
    package var state: String
    /// Files it was given.
    package var calls: Int
    package var findings: Int
    package var errors: Int
    package var timeouts: Int
    package var restarts: Int
    /// Microseconds a file that half of them, and 95 of 100, stayed below.
    package var medianTime: Int
    package var slowTime: Int
    /// What went wrong last; empty for nothing.
    package var lastFailure: String

    package init(
        id: String, state: String, calls: Int, findings: Int, errors: Int, timeouts: Int, restarts: Int,
        medianTime: Int, slowTime: Int, lastFailure: String
    ) {
        self.id = id
        self.state = state
        self.calls = calls
        self.findings = findings
        self.errors = errors
        self.timeouts = timeouts
        self.restarts = restarts
        self.medianTime = medianTime
        self.slowTime = slowTime
        self.lastFailure = lastFailure
    }

    /// True if nothing went wrong.
    package var isWell: Bool { state == "closed" && errors == 0 && timeouts == 0 && restarts == 0 }
}
