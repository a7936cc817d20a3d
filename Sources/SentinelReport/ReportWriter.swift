package import SentinelModel

/// Writes one report: `begin` once, `finding` and `diagnostic` in the order of the scan, `end` once.
///
/// A call appends to the sink and keeps nothing that grows with the number of findings. Use it from one thread at a
/// time. What is written up to `end` is no complete report in the formats `json` and `sarif`.
package protocol ReportWriter: AnyObject {
    /// Writes what comes before the first finding.
    func begin(_ run: RunInfo, to out: inout ByteSink)
    /// Writes a finding, or leaves it out as the options say.
    func finding(_ finding: Finding, to out: inout ByteSink)
    /// Writes a diagnostic, or keeps it for the end: within the bounds of `DiagnosticTail`, or as a count.
    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink)
    /// Writes what was kept, and the summary. A scan that was stopped ends its reports so too.
    func end(_ summary: Summary, to out: inout ByteSink)
}
