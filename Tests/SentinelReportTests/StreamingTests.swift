import Foundation
import SentinelModel
import SentinelReport
import Testing

struct DiagnosticCount {
    var low: Int
    var high: Int
}

/// Low ones first, as a scan might have them.
func manyDiagnostics(_ count: DiagnosticCount) -> [Event] {
    func one(_ severity: Severity, _ number: Int) -> Event {
        .diagnostic(
            Diagnostic(
                .fileUnreadable, severity, .fileAccess, message: "number \(number)", path: RawPath("f\(number)"),
                recovery: "Scan again.", isIncomplete: severity == .high))
    }
    return (0..<count.low).map { one(.low, $0) } + (0..<count.high).map { one(.high, $0) }
}

@Suite struct StreamingTests {
    /// All that a writer holds, spelled out: it grows with what is kept.
    private func state(of writer: any ReportWriter) -> Int {
        var text = ""
        dump(writer, to: &text)
        return text.utf8.count
    }

    /// A report of any length passes through a few kilobytes, and the writer keeps nothing of it but counts.
    @Test(arguments: ReportFormat.allCases)
    func memoryDoesNotGrowWithFindings(format: ReportFormat) {
        let writer = format.makeWriter()
        var sink = ByteSink()
        var total = 0
        var most = 0
        var early = 0
        let line = String(repeating: "日本", count: 100)
        writer.begin(Sample.full.run, to: &sink)
        for number in 1...5000 {
            writer.finding(.sample(line: number, before: line, match: line, isCut: true), to: &sink)
            total += sink.count
            most = max(most, sink.count)
            sink.removeAll()
            if number == 10 { early = state(of: writer) }
        }
        #expect(state(of: writer) < early + 50)
        writer.end(Sample.full.summary, to: &sink)
        #expect(total > 2_000_000)
        #expect(most < 16_384)
    }

    /// Formats that write diagnostics last keep a bounded number, say how many more there were, and prefer grave ones.
    @Test(arguments: [DiagnosticCount(low: 3, high: 4), .init(low: 20_000, high: 100), .init(low: 8000, high: 30_000)])
    func diagnosticsAreBounded(count: DiagnosticCount) throws {
        let events = manyDiagnostics(count)
        var summary = Summary()
        summary.diagnostics = events.count
        let data = Data(render(events, run: Sample.full.run, summary: summary, as: .json))
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let kept = try #require(report["diagnostics"] as? [[String: Any]])
        let omitted = try #require(report["diagnostics_omitted"] as? Int)
        #expect(kept.count + omitted == events.count)
        #expect(kept.count <= 10_000)
        #expect(kept.count { $0["severity"] as? String == "high" } == min(count.high, 10_000 - min(count.low, 5000)))
        #expect((omitted == 0) == (count.low <= 5000))

        let lines = render(events, run: Sample.full.run, summary: summary, as: .jsonl).count {
            $0 == UInt8(ascii: "\n")
        }
        #expect(lines == events.count + 2)
    }

    @Test(arguments: [(0, 12, 12), (5, 12, 5), (12, 12, 12), (20, 12, 12)])
    func sarifResultsAreBounded(limit: Int, findings: Int, results: Int) throws {
        var options = ReportOptions()
        options.sarifResultLimit = limit
        let events = (0..<findings).map { Event.finding(.sample(line: $0 + 1, match: "x")) }
        let data = Data(render(events, run: Sample.full.run, summary: Summary(), as: .sarif, options: options))
        let log = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect((run["results"] as? [Any])?.count == results)
        #expect(
            String(decoding: data, as: UTF8.self).contains("\(findings - results) more findings")
                == (results < findings))
    }
}
