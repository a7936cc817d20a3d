import SentinelModel

/// `jsonl`: one object a line, told apart by `type`, everything as it comes: nothing is held back and nothing left out.
final class JSONLinesWriter: ReportWriter {
    private let options: ReportOptions

    init(options: ReportOptions) { self.options = options }

    func begin(_ run: RunInfo, to out: inout ByteSink) {
        line("run", to: &out) {
            $0.toolFields(run)
            $0.runFields(run, omitMeasurements: options.omitMeasurements)
        }
    }

    func finding(_ finding: Finding, to out: inout ByteSink) {
        if finding.suppression != nil && !options.showSuppressed { return }
        line("finding", to: &out) { $0.fields(of: finding) }
    }

    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink) {
        line("diagnostic", to: &out) { $0.fields(of: diagnostic) }
    }

    func end(_ summary: Summary, to out: inout ByteSink) {
        line("summary", to: &out) { $0.fields(of: summary, omitMeasurements: options.omitMeasurements) }
    }

    private func line(_ type: String, to out: inout ByteSink, _ members: (inout ByteSink) -> Void) {
        out.object {
            $0.field("type", type)
            members(&$0)
        }
        out.append(UInt8(ascii: "\n"))
    }
}
