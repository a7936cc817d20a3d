import SentinelModel
import SentinelReport
import Testing

@Suite struct OptionsTests {
    private func text(_ sample: Sample, _ format: ReportFormat, _ options: ReportOptions, _ summary: Summary? = nil)
        -> String
    {
        let report = render(
            sample.events, run: sample.run, summary: summary ?? sample.summary, as: format, options: options)
        return String(decoding: report, as: UTF8.self)
    }

    /// Without measurements two runs that differ in nothing else give the same bytes.
    @Test(arguments: ReportFormat.allCases)
    func omitsMeasurements(format: ReportFormat) {
        var other = Sample.full.summary
        other.measurements = Measurements(wallTime: 7, peakMemory: 1, budgetWaits: 99, jobs: 16)
        var options = ReportOptions()
        #expect(text(.full, format, options) != text(.full, format, options, other))
        options.omitMeasurements = true
        #expect(text(.full, format, options) == text(.full, format, options, other))
    }

    @Test(arguments: ReportFormat.allCases)
    func showsSuppressedFindingsWhenAsked(format: ReportFormat) {
        var options = ReportOptions()
        #expect(!text(.full, format, options).contains("only in the test server"))
        options.showSuppressed = true
        #expect(text(.full, format, options).contains("only in the test server"))
    }

    @Test(arguments: [ReportFormat.text, .terminal])
    func showsMinorDiagnosticsWhenAsked(format: ReportFormat) {
        var options = ReportOptions()
        #expect(!text(.full, format, options).contains("encoding-invalid"))
        options.verbose = true
        #expect(text(.full, format, options).contains("encoding-invalid"))
    }

    @Test(arguments: [40, 60, 80, 120])
    func keepsProseWithinTheWidth(width: Int) {
        var options = ReportOptions()
        options.width = width
        let lines = text(.full, .text, options).split(separator: "\n")
        let prose = lines.filter { $0.contains("| ") || $0.contains("= ") || $0.hasPrefix("          ") }
        #expect(prose.count > 20)
        #expect(prose.allSatisfy { $0.count <= width })
    }

    /// "No findings" is said only of a scan that saw everything.
    @Test(arguments: [
        (Summary.Status.finished, 5, 5, 0, "No findings."), (.finished, 5, 4, 0, "INCOMPLETE:"),
        (.finished, 5, 5, 1, "INCOMPLETE:"), (.limited, 5, 5, 0, "INCOMPLETE:"), (.stopped, 5, 5, 0, "STOPPED:"),
        (.running, 5, 5, 0, "INCOMPLETE:"), (.finished, 0, 0, 0, "NOTHING SCANNED:"),
    ])
    func givesAVerdict(status: Summary.Status, eligible: Int, completed: Int, incomplete: Int, verdict: String) {
        var summary = Summary()
        summary.status = status
        summary.filesEligible = eligible
        summary.filesCompleted = completed
        summary.incomplete = incomplete
        let lines = text(.clean, .text, ReportOptions(), summary)
        let verdicts = ["No findings.", "INCOMPLETE:", "STOPPED:", "NOTHING SCANNED:"].filter { lines.contains($0) }
        #expect(verdicts == [verdict])
    }

    /// Counts as they could be after damage elsewhere: nothing traps.
    @Test(arguments: ReportFormat.allCases)
    func survivesOddNumbers(format: ReportFormat) {
        var summary = Summary()
        summary.bytes = .max
        summary.filesEligible = .min
        summary.filesCompleted = .max
        summary.findings = []
        summary.measurements = Measurements(wallTime: .min, peakMemory: .max, budgetWaits: -1, jobs: 0)
        let nowhere = Position(offset: .min, line: 0, column: .min, byteColumn: 0)
        let beyond = Position(offset: .max, line: .min, column: 0, byteColumn: 0)
        let sample = Finding.sample(match: "x")
        let events: [Event] = [
            .finding(sample.at(SourceRange(start: nowhere, end: beyond), lineColumn: .min, lineWidth: .min)),
            .finding(sample.at(sample.range, lineColumn: .max, lineWidth: .max)),
        ]
        #expect(!render(events, run: Sample.full.run, summary: summary, as: format).isEmpty)
    }
}
