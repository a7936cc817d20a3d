import SentinelModel

enum TextStyle { case plain, colour }
final class TextWriter: ReportWriter {
    init(style: TextStyle, options: ReportOptions) {}
    func begin(_ run: RunInfo, to out: inout ByteSink) {}
    func finding(_ finding: Finding, to out: inout ByteSink) {}
    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink) {}
    func end(_ summary: Summary, to out: inout ByteSink) {}
}
