import SentinelModel

/// The counts at the end of `json`, `jsonl` and (as properties) `sarif`.
extension ByteSink {
    mutating func fields(of summary: Summary, omitMeasurements: Bool) {
        field("status", summary.status.name)
        field("complete", summary.isComplete)
        object("files") {
            $0.field("eligible", summary.filesEligible)
            $0.field("completed", summary.filesCompleted)
            $0.field("ignored", summary.filesIgnored)
            $0.field("binary", summary.filesBinary)
            $0.field("too_large", summary.filesTooLarge)
            $0.field("special", summary.filesSpecial)
        }
        field("folders", summary.folders)
        field("bytes", summary.bytes)
        object("findings") {
            $0.field("critical", summary.count(of: .critical))
            $0.field("high", summary.count(of: .high))
            $0.field("medium", summary.count(of: .medium))
            $0.field("low", summary.count(of: .low))
            $0.field("info", summary.count(of: .info))
            $0.field("suppressed", summary.findingsSuppressed)
        }
        object("diagnostics") {
            $0.field("total", summary.diagnostics)
            $0.field("incomplete", summary.incomplete)
        }
        if let measurements = summary.measurements, !omitMeasurements { self.measurements(measurements) }
    }

    private mutating func measurements(_ measurements: Measurements) {
        object("measurements") {
            $0.field("wall_time_us", measurements.wallTime)
            $0.field("peak_memory_bytes", measurements.peakMemory)
            $0.field("budget_waits", measurements.budgetWaits)
            $0.field("jobs", measurements.jobs)
            $0.array("plugins", of: measurements.plugins) { plugin, out in
                out.object {
                    $0.field("id", plugin.id)
                    $0.field("state", plugin.state)
                    $0.field("calls", plugin.calls)
                    $0.field("findings", plugin.findings)
                    $0.field("errors", plugin.errors)
                    $0.field("timeouts", plugin.timeouts)
                    $0.field("restarts", plugin.restarts)
                    $0.field("median_time_us", plugin.medianTime)
                    $0.field("p95_time_us", plugin.slowTime)
                    $0.field("last_failure", plugin.lastFailure)
                }
            }
        }
    }
}

extension Summary {
    /// Findings of one severity, suppressed ones not counted.
    func count(of severity: Severity) -> Int {
        let index = Int(severity.rawValue)
        return findings.indices.contains(index) ? findings[index] : 0
    }
}

extension Summary.Status {
    /// The name in JSON.
    var name: String {
        switch self {
        case .finished: "finished"
        case .stopped: "stopped"
        case .limited: "limited"
        case .running: "running"
        }
    }
}
