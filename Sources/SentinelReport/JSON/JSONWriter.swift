import SentinelModel

/// `json`: one document, each finding and diagnostic on a line of its own so that reports diff well.
final class JSONWriter: ReportWriter {
    private let options: ReportOptions
    private var diagnostics = DiagnosticTail()
    private var hasFindings = false

    init(options: ReportOptions) { self.options = options }

    func begin(_ run: RunInfo, to out: inout ByteSink) {
        out.append("{\n")
        out.toolFields(run)
        out.append(",\n")
        out.object("run") { $0.runFields(run, omitMeasurements: options.omitMeasurements) }
        out.append(",\n")
        out.append("\"findings\":[")
    }

    func finding(_ finding: Finding, to out: inout ByteSink) {
        if finding.suppression != nil && !options.showSuppressed { return }
        out.append(hasFindings ? ",\n" : "\n")
        hasFindings = true
        out.object { $0.fields(of: finding) }
    }

    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink) {
        var item = ByteSink()
        item.object { $0.fields(of: diagnostic) }
        diagnostics.add(item.bytes, isLow: diagnostic.severity <= .low)
    }

    func end(_ summary: Summary, to out: inout ByteSink) {
        out.append(hasFindings ? "\n],\n" : "],\n")
        out.append("\"diagnostics\":[")
        for (index, item) in diagnostics.items.enumerated() {
            out.append(index == 0 ? "\n" : ",\n")
            out.raw(item)
        }
        out.append(diagnostics.items.isEmpty ? "],\n" : "\n],\n")
        out.field("diagnostics_omitted", diagnostics.omitted)
        out.append(",\n")
        out.object("summary") { $0.fields(of: summary, omitMeasurements: options.omitMeasurements) }
        out.append("\n}\n")
    }
}
