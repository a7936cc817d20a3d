import SentinelClient

/// How a scan came out, reports included.
struct ScanOutcome {
    var summary: Summary
    /// Ended by a signal.
    var wasCancelled: Bool
    /// Reports that are not complete.
    var failures: [FileError]
    /// Standard output prints text, which says by itself what the scan missed.
    var printsText: Bool
    /// Standard output was all there was to write, and its reader went away.
    var wasAbandoned: Bool
}

/// Pulls a scan's events to its end, with progress on the terminal and an ear for Ctrl-C.
struct ScanRun {
    /// How long a signal may have to wait, in milliseconds.
    private static let patience: Int32 = 50

    let plan: OutputPlan
    let progress: ProgressLine

    /// Starts the scan and runs it to its end.
    func run(_ scan: inout Scan) throws(SentinelError) -> ScanOutcome {
        try plan.attach(to: &scan)
        try scan.start()
        let wasCancelled = try pull(&scan)
        progress.clear()
        return ScanOutcome(
            summary: try scan.summary(), wasCancelled: wasCancelled, failures: plan.finish(),
            printsText: plan.printsText, wasAbandoned: plan.wasAbandoned)
    }

    /// Returns whether a signal ended the scan.
    private func pull(_ scan: inout Scan) throws(SentinelError) -> Bool {
        var wasCancelled = false
        while true {
            if Interrupt.wasRaised, !wasCancelled {
                wasCancelled = true
                scan.cancel()
            }
            do throws(SentinelError) {
                switch try scan.step(timeout: Self.patience) {
                case .progress(let counts): progress.show(counts)
                case .working: break
                case .over: return wasCancelled
                }
            } catch {
                // The sink knows why it failed and says so when it is finished; the scan still goes on to its end.
                guard error.status == .output else { throw error }
            }
        }
    }
}
