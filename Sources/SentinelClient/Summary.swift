internal import CMCPSentinel

/// The counts of a scan; the meaning of each field is that of `mcps_summary`.
package struct Summary: Hashable, Sendable {
    /// `.ok`, `.stopped` or `.limited` once the scan has ended, `.timeout` while it runs.
    package var status: Status
    /// True if everything that should have been scanned was.
    package var isComplete: Bool
    package var filesEligible: UInt64
    package var filesCompleted: UInt64
    package var filesIgnored: UInt64
    package var filesBinary: UInt64
    package var filesTooLarge: UInt64
    package var filesSpecial: UInt64
    package var folders: UInt64
    package var bytes: UInt64
    /// Findings that are not suppressed, by severity's raw value.
    package var findings: [UInt64]
    package var findingsSuppressed: UInt64
    package var diagnostics: UInt64
    /// In microseconds.
    package var wallTime: UInt64
    /// In bytes.
    package var peakMemory: UInt64
    package var budgetWaits: UInt64

    /// How many unsuppressed findings are of `severity` or worse.
    package func findings(atLeast severity: Severity) -> UInt64 {
        findings.dropFirst(Int(severity.rawValue)).reduce(0, +)
    }

    /// Reads the summary that `get` fills.
    init(_ get: (Place<mcps_summary>, Slot) -> Int32) throws(SentinelError) {
        var raw = mcps_summary()
        raw.struct_size = structSize(of: mcps_summary.self)
        try fill(&raw, get)
        status = Status(rawValue: raw.status)
        isComplete = raw.complete != 0
        filesEligible = raw.files_eligible
        filesCompleted = raw.files_completed
        filesIgnored = raw.files_ignored
        filesBinary = raw.files_binary
        filesTooLarge = raw.files_too_large
        filesSpecial = raw.files_special
        folders = raw.folders
        bytes = raw.bytes
        findings = [
            raw.findings_info, raw.findings_low, raw.findings_medium, raw.findings_high, raw.findings_critical,
        ]
        findingsSuppressed = raw.findings_suppressed
        diagnostics = raw.diagnostics
        wallTime = raw.wall_time
        peakMemory = raw.peak_memory
        budgetWaits = raw.budget_waits
    }
}

/// What a scan would cost.
package struct Estimate: Hashable, Sendable {
    /// Worker threads the scan would use.
    package var jobs: UInt32
    package var files: UInt64
    package var bytes: UInt64
    /// Peak memory in bytes.
    package var memory: UInt64
    /// In microseconds.
    package var wallTime: UInt64

    init(_ raw: mcps_estimate) {
        jobs = raw.jobs
        files = raw.files
        bytes = raw.bytes
        memory = raw.memory
        wallTime = raw.wall_time
    }
}
