import Foundation
import SentinelEngine
import SentinelModel
import Testing

/// Config rules in whole scans.
@Suite struct ConfigRuleScanTests {
    private static let rules = """
        id: TEST-ENV
        kind: config
        title: A token in a configuration
        severity: high
        confidence: high
        category: hardcoded-secret
        message: A token
        why: It is a test
        fix: Leave it
        documents: [json, yaml]
        select: ["servers.*.env.*_TOKEN"]
        secret: true
        paths: {exclude: ['skip/**']}
        examples:
          match: [{file: a.json, text: '{"servers": {"a": {"env": {"A_TOKEN": "⟦abcdefgh⟧"}}}}'}]
          pass: [{file: a.json, text: '{"servers": {}}'}]
        """

    private func scan(_ files: [String: String], _ options: [(String, String)] = []) throws -> Outcome {
        let tree = try Tree()
        for (name, text) in files { try tree.file(name, text) }
        let folder = try Tree()
        try folder.file("rules.yaml", Self.rules)
        return try Fixture.engine([("rules", folder.path + "/rules.yaml")] + options).scan([tree.path])
    }

    @Test func valuesAreFoundAndMasked() throws {
        let outcome = try scan([
            "a.json": #"{"servers": {"one": {"env": {"X_TOKEN": "topsecretvalue", "OTHER": "fixture_abcd"}}}}"#,
            "b.yaml": "servers:\n  two:\n    env:\n      Y_TOKEN: topsecretvalue # fixture_efgh\n",
            "skip/c.json": #"{"servers": {"one": {"env": {"X_TOKEN": "topsecretvalue"}}}}"#,
            "d.py": #"x = {"servers": {"one": {"env": {"X_TOKEN": "topsecretvalue"}}}}"#,
        ])
        let found = outcome.findings.filter { $0.rule.id == "TEST-ENV" }
        #expect(found.map(\.range.start.line) == [1, 4])
        #expect(found.map(\.evidence) == ["at servers.one.env.X_TOKEN", "at servers.two.env.Y_TOKEN"])
        // Neither it nor what pattern rules find beside it shows the value.
        #expect(outcome.findings.filter { $0.rule.id == "TEST-MARK" }.count == 2)
        for finding in outcome.findings where !finding.path.display.hasSuffix("py") {
            #expect(!finding.line.text.contains("topsecret") && !finding.match.text.contains("topsecret"))
        }
        #expect(outcome.summary.isComplete)
    }

    @Test(arguments: ["1", "3"])
    func aBrokenDocumentIsToldAndScanned(jobs: String) throws {
        let outcome = try scan(
            ["a.json": "{\"servers\": {\"a\": {\"env\": {\"A_TOKEN\": \"topsecret\"}}},\n \"fixture_abcd\" ]"],
            [("jobs", jobs)])
        #expect(outcome.findings.map(\.rule.id) == ["TEST-ENV", "TEST-MARK"])
        let told = try #require(outcome.diagnostics.first { $0.code == .documentInvalid })
        #expect(told.message.hasPrefix("Line 2, column "))
        #expect(outcome.summary.isComplete)
    }

    @Test func suppressionsHold() throws {
        let outcome = try scan([
            "b.yaml":
                "servers:\n  two:\n    env:\n      # mcp-sentinel:ignore[TEST-ENV] reason=test\n      Y_TOKEN: topsecret\n"
        ])
        #expect(outcome.findings.map { $0.suppression?.reason } == ["test"])
    }
}
