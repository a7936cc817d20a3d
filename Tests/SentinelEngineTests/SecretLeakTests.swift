import Foundation
import SentinelDetectors
import SentinelModel
import SentinelReport
import Testing

@testable import SentinelEngine
@testable import SentinelRules

/// Every secret of every secret rule's samples, and everything that leaves the engine about them.
@Suite struct SecretLeakTests {
    /// A sample with a secret in it, and the lines of the secret that could be recognised.
    struct Case {
        var rule: String
        var name: String
        var bytes: [UInt8]
        var secrets: [String]
    }

    /// Each sample twice: as it is, and with another finding at the end of its last line.
    static let cases = Result {
        var cases: [Case] = []
        let engine = try Fixture.engine([("rule", "*")])
        for rule in engine.rules where rule.descriptor.isSecret && rule.descriptor.origin == "built-in" {
            for (number, sample) in rule.examples.match.enumerated() {
                let text = try rule.expanded(sample, isMatch: true, number: number)
                let folder = "\(rule.descriptor.id)-\(number)"
                for (variant, suffix) in ["", " fixture_abcd"].enumerated() {
                    let bytes = text.bytes + Array(suffix.utf8)
                    let name = "\(folder)-\(variant)/\(rule.fileName(of: sample))"
                    // Where the addition keeps the rule from seeing the secret, nobody could mask it.
                    let found = try engine.scan(bytes, name: name).findings.filter { $0.rule.id == rule.descriptor.id }
                    guard found.map({ $0.range.start.offset..<$0.range.end.offset }) == text.spans else { continue }
                    let secrets = try ranges(of: rule.descriptor.id, in: bytes, engine).flatMap {
                        parts(of: Array(bytes[$0]))
                    }
                    cases.append(Case(rule: rule.descriptor.id, name: name, bytes: bytes, secrets: secrets))
                }
            }
        }
        return cases
    }

    /// What the rule itself calls the secret, which may be less or more than what it reports, without what may be shown.
    private static func ranges(of rule: String, in bytes: [UInt8], _ engine: Engine) throws -> [Range<Int>] {
        let session = try #require(engine.detector.makeSession())
        session.beginFile()
        return unsafe bytes.withUnsafeBufferPointer {
            unsafe session.matches(in: $0, reportable: 0..<bytes.count, offset: 0, types: .all, mayGoOn: { true })
        }.compactMap { $0.rule.id == rule ? $0.secret.map { $0.range.dropFirst($0.clear) } : nil }
    }

    /// The runs of letters and digits in a secret that are long enough to be told from other text. No format escapes them, and
    /// each alone would give a part of the secret away.
    private static func parts(of secret: [UInt8]) -> [String] {
        String(decoding: secret, as: UTF8.self).split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
            .filter { $0.utf8.count >= 10 }.map(String.init)
    }

    /// All texts that leave the engine for a scan of `cases`: every event in full, and every report.
    private static func outputs(_ options: [(String, String)]) throws -> [String: String] {
        let engine = try Fixture.engine([("rule", "*"), ("max_findings_per_file", "1000")] + options)
        let scan = Scan(engine: engine)
        for item in try cases.get() { scan.add(item.bytes, name: RawPath(item.name)) }
        let outcome = try scan.run()
        var outputs = ["getters": ""]
        for case .finding(let finding) in outcome.events {
            outputs["getters", default: ""] +=
                "\(finding.match) \(finding.line) \(finding.evidence) \(finding.message) \(finding.fingerprint)\n"
        }
        outputs["diagnostics"] = outcome.diagnostics.map { String(describing: $0) }.joined(separator: "\n")
        for format in ReportFormat.allCases {
            var reportOptions = ReportOptions()
            reportOptions.verbose = true
            reportOptions.showSuppressed = true
            reportOptions.width = 400
            let writer = format.makeWriter(options: reportOptions)
            var sink = ByteSink()
            writer.begin(scan.info, to: &sink)
            for event in outcome.events {
                switch event {
                case .finding(let finding): writer.finding(finding, to: &sink)
                case .diagnostic(let diagnostic): writer.diagnostic(diagnostic, to: &sink)
                }
            }
            writer.end(outcome.summary, to: &sink)
            outputs[format.rawValue] = String(decoding: sink.bytes, as: UTF8.self)
        }
        return outputs
    }

    private static let masked = Result { try outputs([]) }
    private static let shown = Result { try outputs([("show_secrets", "true")]) }

    @Test func thereIsSomethingToSearchFor() throws {
        let cases = try Self.cases.get()
        #expect(Set(cases.map(\.rule)).count > 80 && cases.count > 400)
        #expect(cases.count { !$0.secrets.isEmpty } > 350)
        #expect(cases.count { $0.name.contains("-1/") } > 150)
    }

    private static let names = ["getters", "diagnostics"] + ReportFormat.allCases.map(\.rawValue)

    @Test(arguments: names)
    func noOutputHoldsASecret(name: String) throws {
        let text = Data(try #require(try Self.masked.get()[name]).utf8)
        for item in try Self.cases.get() {
            for secret in item.secrets where Self.contains(text, secret) {
                Issue.record("\(name) shows a secret of \(item.rule): \(item.name)")
            }
        }
    }

    /// The search finds what is there: without masks, nearly every secret stands in every output.
    @Test(arguments: names.filter { $0 != "diagnostics" })
    func withoutMasksEveryOutputHoldsThem(name: String) throws {
        let text = Data(try #require(try Self.shown.get()[name]).utf8)
        let secrets = try Self.cases.get().flatMap(\.secrets).filter { $0.utf8.count < 60 }
        let found = secrets.count { Self.contains(text, $0) }
        #expect(found * 10 > secrets.count * 8, "\(found) of \(secrets.count)")
    }

    private static func contains(_ text: Data, _ secret: String) -> Bool { text.range(of: Data(secret.utf8)) != nil }
}
