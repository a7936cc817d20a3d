package import SentinelModel

/// Writes one report: `begin` once, `finding` and `diagnostic` in the order of the scan, `end` once.
///
/// A call appends to the sink and keeps nothing that grows with the number of findings. Use it from one thread at a time.
package protocol ReportWriter: AnyObject {
    func begin(_ run: RunInfo, to out: inout ByteSink)
    func finding(_ finding: Finding, to out: inout ByteSink)
    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink)
    func end(_ summary: Summary, to out: inout ByteSink)
}
