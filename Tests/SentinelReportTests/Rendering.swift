import SentinelModel
import SentinelReport

/// Renders a run as a caller would: the sink is drained after every call.
func render(_ sample: Sample, as format: ReportFormat, options: ReportOptions = ReportOptions()) -> [UInt8] {
    render(sample.events, run: sample.run, summary: sample.summary, as: format, options: options)
}

func render(
    _ events: [Event], run: RunInfo, summary: Summary, as format: ReportFormat, options: ReportOptions = ReportOptions()
) -> [UInt8] {
    let writer = format.makeWriter(options: options)
    var sink = ByteSink()
    var out: [UInt8] = []
    func drain() {
        out += sink.bytes
        sink.removeAll()
    }
    writer.begin(run, to: &sink)
    drain()
    for event in events {
        switch event {
        case .finding(let finding): writer.finding(finding, to: &sink)
        case .diagnostic(let diagnostic): writer.diagnostic(diagnostic, to: &sink)
        }
        drain()
    }
    writer.end(summary, to: &sink)
    drain()
    return out
}

/// The text report of one finding, as lines.
func textLines(_ finding: Finding, width: Int = 100) -> [String] {
    var options = ReportOptions()
    options.width = width
    let sink = rendered(finding, options: options)
    return String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
}

private func rendered(_ finding: Finding, options: ReportOptions) -> ByteSink {
    var sink = ByteSink()
    ReportFormat.text.makeWriter(options: options).finding(finding, to: &sink)
    return sink
}
