import Foundation
import SentinelModel
import SentinelReport
import Testing

/// Reports against their schemas: ours for json and jsonl, the one of OASIS for SARIF.
@Suite struct ValidationTests {
    static let structured: [ReportFormat] = [.json, .jsonl, .sarif]
    /// SHA-256 of sarif-schema-2.1.0.json, errata 01, as it stands in oasis-tcs/sarif-spec.
    static let sarifDigest = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"

    static func validate(_ report: [UInt8], as format: ReportFormat) throws -> Python.Answer {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).\(format.rawValue)")
        try Data(report).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let own = "Sources/SentinelReport/Schemas/mcp-sentinel-report-1.schema.json"
        let schema = format == .sarif ? sarifDigest : Python.package.appending(path: own).path()
        return try Python.run("validate.py", [format.rawValue, file.path(), schema])
    }

    @Test(arguments: Sample.allCases, structured)
    func isValid(sample: Sample, format: ReportFormat) throws {
        var options = ReportOptions()
        options.showSuppressed = true
        options.informationURI = "https://example.org/mcp-sentinel"
        let answer = try ValidationTests.validate(render(sample, as: format, options: options), as: format)
        #expect(answer.status == 0, "\(answer.output)")
    }

    @Test(arguments: structured)
    func isValidWhenCutShort(format: ReportFormat) throws {
        var options = ReportOptions()
        options.sarifResultLimit = 2
        options.omitMeasurements = true
        var summary = Sample.full.summary
        summary.status = .stopped
        let events = Sample.full.events + manyDiagnostics(DiagnosticCount(low: 6000, high: 6000))
        let report = render(events, run: Sample.full.run, summary: summary, as: format, options: options)
        let answer = try ValidationTests.validate(report, as: format)
        #expect(answer.status == 0, "\(answer.output)")
    }

    /// The validation itself can fail: each of these spoils a good report.
    @Test(arguments: [
        (ReportFormat.json, "\"severity\":\"critical\"", "\"severity\":\"fatal\""),
        (.json, "\"complete\":false", "\"completed\":false"), (.json, "\"byte_column\":1}", "\"byte_column\":0}"),
        (.json, "\"kind\":\"sink\"", "\"kind\":\"end\""), (.json, "\"trace\":[]", "\"trace\":[{}]"),
        (.sarif, "\"importance\":\"essential\"", "\"importance\":\"great\""),
        (.jsonl, "\"type\":\"finding\"", "\"type\":\"diagnostic\""), (.jsonl, "\"fix\":", "\"fixes\":"),
        (.sarif, "\"level\":\"error\"", "\"level\":\"critical\""), (.sarif, "\"startLine\":42", "\"startLine\":0"),
        (.sarif, "\"uri\":\"server/tools.py\"", "\"uri\":\"server tools.py\""),
        (.sarif, "\"ruleIndex\":1", "\"ruleIndex\":2"),
        (.sarif, "\"id\":\"CWE-88\",\"helpUri\"", "\"id\":\"CWE-89\",\"helpUri\""),
    ])
    func refusesWhatIsWrong(format: ReportFormat, good: String, bad: String) throws {
        let report = String(decoding: render(.full, as: format), as: UTF8.self)
        try #require(report.contains(good))
        let answer = try ValidationTests.validate(Array(report.replacing(good, with: bad).utf8), as: format)
        #expect(
            answer.status == 1 && !answer.output.isEmpty && !answer.output.contains("Traceback"), "\(answer.output)")
    }

    /// GitHub's limits on a rule: 20 tags, descriptions of 1 to 1024 characters.
    @Test(arguments: ["", "x", String(repeating: "wörd ", count: 500)])
    func keepsGitHubsLimits(text: String) throws {
        let rule = Rules.command.with(
            title: text, why: text, fix: text, cwe: Array(1...40),
            references: ["not an address", "https://example.org/\u{E9}"])
        let run = RunInfo(version: "0.1.0", roots: [], rules: [rule], configPath: nil, notes: [])
        let events = [Event.finding(.sample(rule, match: "x", message: ""))]
        let report = render(events, run: run, summary: Summary(), as: .sarif)
        let answer = try ValidationTests.validate(report, as: .sarif)
        #expect(answer.status == 0, "\(answer.output)")
    }
}
