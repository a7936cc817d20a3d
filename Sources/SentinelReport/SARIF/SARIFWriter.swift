import SentinelModel

final class SARIFWriter: ReportWriter {
    init(options: ReportOptions) {}
    func begin(_ run: RunInfo, to out: inout ByteSink) {}
    func finding(_ finding: Finding, to out: inout ByteSink) {}
    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink) {}
    func end(_ summary: Summary, to out: inout ByteSink) {}
}
