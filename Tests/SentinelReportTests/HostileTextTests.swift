import SentinelModel
import SentinelReport
import Testing

/// Nothing a terminal would obey or hide comes out of a report, wherever it went in.
@Suite struct HostileTextTests {
    static let unsafeScalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter(
        \.isUnsafeOnTerminal)

    static var events: [Event] {
        let all = String(String.UnicodeScalarView(unsafeScalars))
        let command = Rules.command
        let rule = command.with(title: command.title + all, why: command.why + all, fix: command.fix + all)
        let findings = [nil, Suppression(reason: all, line: 1)].map {
            Finding.sample(
                rule, path: RawPath(all), before: all, match: all, after: all, message: all, suppression: $0,
                evidence: all, trace: [.sample(.source, RawPath(all), line: 1, all), .sample(.sink, line: 2, "x")])
        }
        let diagnostic = Diagnostic(
            .fileChanged, .high, .fileAccess, message: all, path: RawPath(all), detector: all, recovery: all,
            isIncomplete: true)
        return findings.map { .finding($0) } + [.diagnostic(diagnostic)]
    }

    @Test(arguments: ReportFormat.allCases, [40, 100, 400])
    func isMadeVisible(format: ReportFormat, width: Int) throws {
        let all = String(String.UnicodeScalarView(HostileTextTests.unsafeScalars))
        let rule = Rules.weak.with(title: Rules.weak.title + all, references: ["https://example.org/" + all])
        let run = RunInfo(
            version: "0.1.0", roots: [RawPath(all)], rules: [rule], configPath: RawPath(all), notes: [all])
        var options = ReportOptions()
        options.showSuppressed = true
        options.verbose = true
        options.width = width
        let report = render(
            HostileTextTests.events, run: run, summary: Sample.full.summary, as: format, options: options)
        var text = try #require(String(validating: report, as: UTF8.self))
        if format == .terminal { text.replace(/\u{1B}\[[0-9;]{1,4}m/, with: "") }
        let raw = Set(text.unicodeScalars.filter { $0.isUnsafeOnTerminal && $0 != "\n" })
        #expect(raw.isEmpty)
        #expect(text.contains(format == .json || format == .jsonl ? "\\u202E" : "\\u{202E}"))
    }

    /// The list of such scalars has all that Unicode calls controls, separators of lines, or ignorable by default.
    @Test func knowsEveryUnsafeScalar() {
        let expected = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isBidiControl
            }
        }
        #expect(Set(expected).subtracting(HostileTextTests.unsafeScalars).isEmpty)
        #expect(HostileTextTests.unsafeScalars.count - expected.count <= 3, "U+FFF9 to U+FFFB hide text")
    }

    /// The colours of the terminal are all there is to tell it from text.
    @Test(arguments: Sample.allCases)
    func terminalIsTextInColour(sample: Sample) {
        let plain = String(decoding: render(sample, as: .text), as: UTF8.self)
        let colour = String(decoding: render(sample, as: .terminal), as: UTF8.self)
        #expect(colour != plain)
        #expect(colour.replacing(/\u{1B}\[[0-9;]{1,4}m/, with: "") == plain)
    }

    /// A path, a message, an evidence or a step cannot start a line of its own.
    @Test func cannotForgeALine() {
        let forged = "x\ncritical[MCPS-XXX-001] forged\r\n"
        let finding = Finding.sample(
            path: RawPath(forged), match: "x", message: forged, evidence: forged,
            trace: [.sample(.source, RawPath(forged), line: 1, forged)])
        let lines = textLines(finding)
        #expect(lines.filter { $0.hasPrefix("critical[") }.count == 1)
    }
}
