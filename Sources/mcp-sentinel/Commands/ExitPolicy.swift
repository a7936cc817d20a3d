import SentinelClient

/// Turns a scan's outcome into an exit status.
struct ExitPolicy {
    private let threshold: FailThreshold
    private let failsOnIncomplete: Bool

    /// Flags come before the environment.
    init(_ options: ExitOptions) throws {
        threshold = try options.failOn ?? Self.threshold() ?? .severity(.low)
        failsOnIncomplete = try options.failOnIncomplete ?? Self.failsOnIncomplete() ?? true
    }

    private static func threshold() throws(FileError) -> FailThreshold? {
        guard let value = Environment.value("FAIL_ON") else { return nil }
        if let threshold = FailThreshold(argument: value) { return threshold }
        throw FileError(
            "MCP_SENTINEL_FAIL_ON: '\(value)' is not one of \(FailThreshold.allValueStrings.joined(separator: ", "))")
    }

    private static func failsOnIncomplete() throws(FileError) -> Bool? {
        switch Environment.value("FAIL_ON_INCOMPLETE") {
        case nil: return nil
        case "true": return true
        case "false": return false
        case .some(let value): throw FileError("MCP_SENTINEL_FAIL_ON_INCOMPLETE: '\(value)' is not true or false")
        }
    }

    /// Says on standard error what the reports do not say, and ends with the status.
    func conclude(_ outcome: ScanOutcome, quiet: Bool) throws(ExitStatus) {
        for failure in outcome.failures { StandardError.say(failure.message) }
        let status = status(outcome)
        if !quiet, !outcome.wasAbandoned { explain(outcome) }
        if status != .clean { throw status }
    }

    private func status(_ outcome: ScanOutcome) -> ExitStatus {
        if outcome.wasCancelled { return .cancelled }
        if !outcome.failures.isEmpty { return .failure }
        if case .severity(let lowest) = threshold, outcome.summary.findings(atLeast: lowest) > 0 { return .findings }
        return failsOnIncomplete && !outcome.summary.isComplete ? .incomplete : .clean
    }

    private func explain(_ outcome: ScanOutcome) {
        if outcome.wasCancelled {
            StandardError.say("cancelled; the report covers what was scanned before")
        } else if !outcome.summary.isComplete, !outcome.printsText {
            StandardError.say("the scan is incomplete; the report's diagnostics tell what was missed")
        }
    }
}
