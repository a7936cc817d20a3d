/// The output formats. The raw value is the name in options and in `mcps_format_at`.
package enum ReportFormat: String, CaseIterable, Sendable {
    case text
    case terminal
    case json
    case jsonl
    case sarif

    /// One line of description.
    package var summary: String {
        switch self {
        case .text: "For people: each finding with its source line, reason and fix, and a summary at the end."
        case .terminal: "The same as text, in colour."
        case .json: "One JSON document, version \(ByteSink.schemaVersion); its JSON Schema comes with the sources."
        case .jsonl: "One JSON object a line: run, findings and diagnostics as they come, summary last."
        case .sarif: "SARIF 2.1.0, for GitHub code scanning and other viewers."
        }
    }

    /// Makes a writer for one report. It is for one run and cannot be used again.
    package func makeWriter(options: ReportOptions = ReportOptions()) -> any ReportWriter {
        switch self {
        case .text: TextWriter(style: .plain, options: options)
        case .terminal: TextWriter(style: .colour, options: options)
        case .json: JSONWriter(options: options)
        case .jsonl: JSONLinesWriter(options: options)
        case .sarif: SARIFWriter(options: options)
        }
    }
}
