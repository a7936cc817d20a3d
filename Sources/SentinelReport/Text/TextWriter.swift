import SentinelModel

/// `text` and `terminal`: for people, in the manner of compilers.
///
/// Why a rule matters is told with its first finding only; the fix with every one. Everything that comes from the
/// scanned tree goes through `safe` or `SourceLine`, so that a terminal never obeys it.
final class TextWriter: ReportWriter {
    /// Diagnostics of one code that are shown unless `verbose`; the rest are counted.
    static let shownPerCode = 10

    private let style: TextStyle
    private let options: ReportOptions
    private let width: Int
    private var explained: Set<String> = []
    private var tally = DiagnosticTally()

    init(style: TextStyle, options: ReportOptions) {
        self.style = style
        self.options = options
        width = min(max(options.width, 40), 400)
    }

    func begin(_ run: RunInfo, to out: inout ByteSink) {
        if let config = run.configPath { note("configuration: " + config.display, to: &out) }
        for note in run.notes { self.note(note.safe, to: &out) }
        if options.verbose { for plugin in run.plugins { self.note(plugin.line.safe, to: &out) } }
        if run.configPath != nil || !run.notes.isEmpty || options.verbose && !run.plugins.isEmpty { out.append("\n") }
    }

    func finding(_ finding: Finding, to out: inout ByteSink) {
        if finding.suppression != nil && !options.showSuppressed { return }
        let isFirst = explained.insert(finding.rule.id).inserted
        let block = TextFinding(
            finding, style: style, width: width, explains: isFirst || options.verbose, isWhole: options.verbose)
        block.write(to: &out)
    }

    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink) {
        let ordinal = tally.add(diagnostic)
        let isQuiet = diagnostic.severity <= .low && !diagnostic.isIncomplete
        guard options.verbose || (!isQuiet && ordinal <= TextWriter.shownPerCode) else {
            tally.hidden += 1
            return
        }
        let place = diagnostic.place
        let head = style.paint(diagnostic.severity.diagnosticName + ":", as: .severity(diagnostic.severity))
        let message = (place.isEmpty ? "" : place + ": ") + diagnostic.message.safe
        out.append(head + " " + message + style.paint(" [" + diagnostic.code.rawValue + "]", as: .faint) + "\n")
        paragraph(diagnostic.recovery.safe, to: &out)
        out.append("\n")
    }

    func end(_ summary: Summary, to out: inout ByteSink) {
        TextSummary(summary, tally: tally, style: style, width: width, options: options).write(to: &out)
    }

    private func note(_ text: String, to out: inout ByteSink) {
        out.append(style.paint("note:", as: .severity(.info)) + " " + text + "\n")
    }

    private func paragraph(_ text: String, to out: inout ByteSink) {
        for line in text.wrapped(to: width - 2) { out.append("  " + line + "\n") }
    }
}

extension Diagnostic {
    /// `path:line:column` as far as it is known.
    fileprivate var place: String {
        guard let path else { return "" }
        var out = path.display
        if line > 0 { out += ":\(line)" }
        if line > 0 && column > 0 { out += ":\(column)" }
        return out
    }
}

extension Severity {
    /// What a diagnostic of this severity is called, in words that no finding uses.
    fileprivate var diagnosticName: String {
        switch self {
        case .info, .low: "note"
        case .medium: "warning"
        case .high: "error"
        case .critical: "fatal"
        }
    }
}
