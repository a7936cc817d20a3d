import SentinelModel

/// `sarif`: SARIF 2.1.0 with errata 01, one run, results streamed.
///
/// Section numbers in this folder are those of the standard. What GitHub does is from its page "SARIF support for code
/// scanning" and from the sources of github/codeql-action (upload-lib.ts, fingerprints.ts; suppressions: issue 1230):
/// - It takes results with `suppressions` for open alerts, so suppressed findings are left out unless asked for.
/// - It refuses a whole run with more than 25,000 results, and one whose `executionSuccessful` is false. So results have
///   a limit, and a scan that ended by itself counts as executed; what it missed stands in its notifications and in
///   `invocations[0].properties.complete`.
/// - For the identity of an alert it knows one fingerprint, `primaryLocationLineHash`, a hash over the text that follows
///   the line's start, which its upload action computes from the file. It is not written here: a finding does not carry
///   that text, and the action warns about each value that differs from its own.
final class SARIFWriter: ReportWriter {
    private let options: ReportOptions
    private var ruleIndices: [String: Int] = [:]
    private var configurationNotes: [String] = []
    private var notifications = DiagnosticTail()
    private var results = 0
    private var resultsOmitted = 0

    init(options: ReportOptions) { self.options = options }

    func begin(_ run: RunInfo, to out: inout ByteSink) {
        configurationNotes =
            (run.configPath.map { ["configuration: " + $0.display] } ?? []) + run.notes
            + run.plugins.map { "plugin \($0.id) \($0.version) \($0.digest)" }
        ruleIndices = Dictionary(run.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let taxonomies = SARIFTaxonomies(of: run.rules)
        out.append("{\n")
        out.field(
            "$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
        out.append(",\n\"version\":\"2.1.0\",\n\"runs\":[{\n")
        out.object("tool") {
            $0.driver(run, taxonomies: taxonomies, informationURI: options.informationURI)
        }
        out.append(",\n")
        taxonomies.write(to: &out)
        out.append(",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[")
    }

    func finding(_ finding: Finding, to out: inout ByteSink) {
        if finding.suppression != nil && !options.showSuppressed { return }
        guard options.sarifResultLimit <= 0 || results < options.sarifResultLimit else {
            resultsOmitted += 1
            return
        }
        out.append(results == 0 ? "\n" : ",\n")
        results += 1
        out.object { $0.result(finding, ruleIndex: ruleIndices[finding.rule.id]) }
    }

    func diagnostic(_ diagnostic: Diagnostic, to out: inout ByteSink) {
        var item = ByteSink()
        item.object { $0.notification(diagnostic, ruleIndex: ruleIndices[diagnostic.detector]) }
        notifications.add(item.bytes, isLow: diagnostic.severity <= .low)
    }

    func end(_ summary: Summary, to out: inout ByteSink) {
        out.append("\n],\n\"invocations\":[{\n")
        out.field("executionSuccessful", summary.status == .finished || summary.status == .limited)
        out.append(",\n")
        out.array("toolConfigurationNotifications", of: configurationNotes) { note, out in
            out.object { $0.note("configuration", note, level: "note") }
        }
        out.append(",\n\"toolExecutionNotifications\":[")
        for (index, item) in notifications.items.enumerated() {
            out.append(index == 0 ? "\n" : ",\n")
            out.raw(item)
        }
        writeOmissions(to: &out)
        out.append("\n],\n")
        out.object("properties") { $0.fields(of: summary, omitMeasurements: options.omitMeasurements) }
        out.append("\n}]\n}]\n}\n")
    }

    /// One notification for results, and one for notifications, that had no room.
    private func writeOmissions(to out: inout ByteSink) {
        let results = "\(resultsOmitted) more findings are not in this file, which holds the first \(self.results)."
        let notifications = "\(notifications.omitted) more diagnostics are not in this file."
        let all = "The format jsonl carries all of both."
        for (count, text) in [(resultsOmitted, results), (self.notifications.omitted, notifications)] where count > 0 {
            out.object { $0.note("report-limit", text + " " + all, level: "error") }
        }
    }
}
