import SentinelModel

/// The end of a text report: a table of counts, and what they mean.
struct TextSummary {
    private let summary: Summary
    private let tally: DiagnosticTally
    private let style: TextStyle
    private let width: Int
    private let options: ReportOptions

    init(_ summary: Summary, tally: DiagnosticTally, style: TextStyle, width: Int, options: ReportOptions) {
        self.summary = summary
        self.tally = tally
        self.style = style
        self.width = width
        self.options = options
    }

    func write(to out: inout ByteSink) {
        out.append(style.paint("Summary", as: .title) + "\n")
        let rows = [findings, files, leftOut, diagnostics, plugins, time].compactMap { $0 }
        let labels = rows.map(\.label.count).max() ?? 0
        let values = rows.map(\.value.count).max() ?? 0
        for row in rows {
            let label = row.label.padded(to: labels) + "  " + row.value.rightAligned(to: values)
            out.append("  " + label + (row.details.isEmpty ? "" : "  " + row.details) + "\n")
        }
        out.append("\n")
        verdict(to: &out)
    }

    private struct Row {
        var label: String
        var value: String
        var details: String
    }

    private var findings: Row {
        let parts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = summary.count(of: severity)
            return count == 0 ? nil : style.paint("\(count) \(severity.name)", as: .severity(severity))
        }
        let suppressed = summary.findingsSuppressed > 0 ? "(\(summary.findingsSuppressed) more suppressed)" : ""
        let details = [parts.joined(separator: ", "), suppressed].filter { !$0.isEmpty }.joined(separator: " ")
        return Row(label: "findings", value: "\(summary.findingsTotal)", details: details)
    }

    private var files: Row {
        let size = Quantity.bytes(summary.bytes)
        let details = "of \(summary.filesEligible) scanned, \(size) in \(Quantity.count(summary.folders, "folder"))"
        return Row(label: "files", value: "\(summary.filesCompleted)", details: details)
    }

    private var leftOut: Row? {
        let reasons = [
            (summary.filesIgnored, "ignored"), (summary.filesBinary, "binary"), (summary.filesTooLarge, "too large"),
            (summary.filesSpecial, "special"),
        ]
        return row("left out", reasons)
    }

    private var diagnostics: Row? {
        let categories = DiagnosticCategory.allCases.map { (tally.byCategory[$0, default: 0], $0.name) }
        guard var row = row("diagnostics", categories) else { return nil }
        if tally.hidden > 0 { row.details += " (\(tally.hidden) not shown; verbose output shows them)" }
        return row
    }

    /// Only when one of them did not fare well.
    private var plugins: Row? {
        guard !options.omitMeasurements, let all = summary.measurements?.plugins else { return nil }
        let unwell = all.filter { !$0.isWell }.map { "\($0.id): \($0.troubles.joined(separator: ", "))" }
        if unwell.isEmpty { return nil }
        return Row(label: "plugins", value: "\(all.count)", details: unwell.joined(separator: "; "))
    }

    private var time: Row? {
        guard !options.omitMeasurements, let measured = summary.measurements else { return nil }
        let details = [
            Quantity.speed(bytes: summary.bytes, in: measured.wallTime),
            "peak memory " + Quantity.bytes(measured.peakMemory), Quantity.count(measured.jobs, "thread"),
        ]
        return Row(label: "time", value: Quantity.time(measured.wallTime), details: details.joined(separator: ", "))
    }

    /// A row of a total and its parts; nil when there is nothing to count.
    private func row(_ label: String, _ parts: [(count: Int, name: String)]) -> Row? {
        let present = parts.filter { $0.count > 0 }
        if present.isEmpty { return nil }
        let details = present.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        return Row(label: label, value: "\(present.reduce(0) { $0 + $1.count })", details: details)
    }
}

extension TextSummary {
    /// Says whether the result can be relied on. "No findings" is said only of a scan that saw everything.
    private func verdict(to out: inout ByteSink) {
        let missing = max(0, summary.filesEligible.subtractingReportingOverflow(summary.filesCompleted).partialValue)
        switch summary.status {
        case .stopped: bad("STOPPED", "the scan was cancelled before its end", to: &out)
        case .limited: bad("INCOMPLETE", "a limit ended the scan early", to: &out)
        case .running: bad("INCOMPLETE", "the scan has not ended", to: &out)
        case .finished where summary.isComplete: complete(to: &out)
        case .finished where missing > 0:
            let files = "\(missing) of \(Quantity.count(summary.filesEligible, "file"))"
            bad("INCOMPLETE", files + (missing == 1 ? " was" : " were") + " not scanned to the end", to: &out)
        case .finished:
            let places = Quantity.count(summary.incomplete, "place")
            bad("INCOMPLETE", "\(places) could not be scanned in full", to: &out)
        }
    }

    private func complete(to out: inout ByteSink) {
        if summary.filesEligible == 0 {
            paragraph("NOTHING SCANNED:", "no file was selected. Check the paths and the ignore rules.", .bad, to: &out)
        } else if summary.findingsTotal == 0 {
            paragraph("No findings.", "Every selected file was scanned to its end.", .good, to: &out)
        }
    }

    private func bad(_ word: String, _ reason: String, to out: inout ByteSink) {
        paragraph(word + ":", reason + "; there may be findings that are not listed here.", .bad, to: &out)
        for code in Diagnostic.Code.allCases {
            guard let gap = tally.gaps[code] else { continue }
            let retry = gap.retryMayHelp ? " Scanning again may help." : ""
            let lead = "  \(gap.count) x \(code.rawValue): "
            let lines = (gap.recovery.safe + retry).wrapped(to: width - lead.count)
            out.append(lead + (lines.first ?? "") + "\n")
            for line in lines.dropFirst() { out.append(.spaces(lead.count) + line + "\n") }
        }
    }

    private func paragraph(_ word: String, _ text: String, _ role: TextStyle.Role, to out: inout ByteSink) {
        for (index, line) in (word + " " + text).wrapped(to: width).enumerated() {
            let isHead = index == 0 && line.hasPrefix(word)
            out.append((isHead ? style.paint(word, as: role) + line.dropFirst(word.count) : line) + "\n")
        }
    }
}

extension PluginMeasurements {
    /// What did not go well, in words.
    fileprivate var troubles: [String] {
        let counts = [(errors, "error"), (timeouts, "timeout"), (restarts, "restart")]
        let told = counts.filter { $0.0 > 0 }.map { Quantity.count($0.0, $0.1) }
        return state == "closed" ? told : told + ["breaker \(state)"]
    }
}
