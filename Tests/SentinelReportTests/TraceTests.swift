import Foundation
import SentinelModel
import SentinelReport
import Testing

/// Traces, where the samples do not show them.
@Suite struct TraceTests {
    private static func steps(_ count: Int, path: String = "a.py") -> [TraceStep] {
        (1...count).map { number in
            let kind: TraceStep.Kind = number == 1 ? .source : number == count ? .sink : .step
            return .sample(kind, RawPath(path), line: number, "step \(number)")
        }
    }

    /// The lines of the trace, without what stands before them.
    private static func lines(_ trace: [TraceStep], width: Int = 100, verbose: Bool = false) -> [String] {
        var options = ReportOptions()
        options.width = width
        options.verbose = verbose
        var sink = ByteSink()
        ReportFormat.text.makeWriter(options: options).finding(.sample(line: 7, match: "x", trace: trace), to: &sink)
        let all = String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard let first = all.firstIndex(where: { $0.contains("= trace: ") }) else { return [] }
        let block = [all[first]] + all[(first + 1)...].prefix { $0.hasPrefix(String(repeating: " ", count: 11)) }
        return block.map { String($0.dropFirst("  = trace: ".count)) }
    }

    @Test func noTraceIsNoBlock() {
        #expect(TraceTests.lines([]) == [])
    }

    @Test func stepsStandInColumns() {
        let trace: [TraceStep] = [
            .sample(.source, RawPath("a.py"), line: 3, "parameter `x`"),
            .sample(.sink, RawPath("lib/日.py"), line: 10, "runs"),
        ]
        #expect(TraceTests.lines(trace) == ["a.py:3        parameter `x`", "lib/日.py:10  runs"])
    }

    /// Beginning and end are what matters most.
    @Test func longTracesAreShortened() {
        let lines = TraceTests.lines(TraceTests.steps(40))
        #expect(lines.count == 12)
        #expect(lines.first == "a.py:1   step 1" && lines.last == "a.py:40  step 40")
        #expect(lines[6] == "... 29 more steps; verbose output shows them")
        #expect(TraceTests.lines(TraceTests.steps(12)).count == 12)
        #expect(!TraceTests.lines(TraceTests.steps(12)).contains { $0.hasPrefix("...") })
        #expect(TraceTests.lines(TraceTests.steps(40), verbose: true).count == 40)
    }

    /// What does not fit beside a long path stands below it, in full.
    @Test(arguments: [40, 60, 100])
    func linesKeepTheWidth(width: Int) {
        let trace = [
            TraceStep.sample(
                .source, RawPath("server/some/folder.py"), line: 1, "word" + String(repeating: " word", count: 30))
        ]
        let lines = TraceTests.lines(trace, width: width)
        #expect(lines.first == "server/some/folder.py:1")
        #expect(lines.allSatisfy { $0.count + 11 <= width })
        #expect(lines.dropFirst().joined(separator: " ").split(separator: " ").count == 31)
    }

    /// Programs get every step, in order, with exact paths.
    @Test func structuredFormatsHaveAllSteps() throws {
        let trace = TraceTests.steps(30) + [.sample(.sink, RawPath([0x61, 0xFF]), line: 9, "end")]
        let finding = Finding.sample(match: "x", trace: trace)
        let json = try TraceTests.report(finding, as: .json)
        let findings = try #require(json["findings"] as? [[String: Any]])
        let steps = try #require(findings.first?["trace"] as? [[String: Any]])
        #expect(steps.compactMap { ($0["start"] as? [String: Int])?["line"] } == trace.map(\.range.start.line))
        #expect(steps.compactMap { $0["kind"] as? String } == trace.map(\.kind.name))
        #expect(steps.last?["path_uri"] as? String == "a%FF")

        let run = try #require((try TraceTests.report(finding, as: .sarif)["runs"] as? [[String: Any]])?.first)
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        let flows = try #require(result["codeFlows"] as? [[String: [[String: [[String: Any]]]]]])
        #expect(flows.count == 1 && flows.first?["threadFlows"]?.count == 1)
        #expect(flows.first?["threadFlows"]?.first?["locations"]?.count == trace.count)
        #expect((result["relatedLocations"] as? [Any])?.count == 1)
    }

    private static func report(_ finding: Finding, as format: ReportFormat) throws -> [String: Any] {
        let bytes = render([.finding(finding)], run: Sample.full.run, summary: Summary(), as: format)
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }
}
