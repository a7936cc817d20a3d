import SentinelEngine
import SentinelModel
import Testing

@Suite struct SuppressionTests {
    private func finding(_ text: String, _ options: [(String, String)] = []) throws -> Finding {
        let findings = try Fixture.engine(options).scan(text).findings
        try #require(findings.count == 1, "\(text)")
        return findings[0]
    }

    @Test(
        arguments: ["#", "//", "--", "/*", "<!--", ";", "%", "*", "'", "\"\"\"", "##", "  #"],
        ["\n", "\r\n", "\r"])
    func everyOpenerSuppressesOnBothLines(opener: String, end: String) throws {
        let comment = "\(opener) mcp-sentinel:ignore[TEST-MARK] reason=why not"
        let same = try finding("first\(end)fixture_abcd \(comment)\(end)last")
        #expect(same.suppression == Suppression(reason: "why not", line: 2))
        let above = try finding("first\(end)\(comment)\(end)fixture_abcd\(end)last")
        #expect(above.suppression == Suppression(reason: "why not", line: 2))
    }

    @Test(arguments: [
        "fixture_abcd # mcp-sentinel:ignore[TEST-LOW]", "fixture_abcd mcp-sentinel:ignore[TEST-MARK]",
        "fixture_abcd # mcp-sentinel:ignore", "fixture_abcd # mcp-sentinel:ignore[]",
        "fixture_abcd # mcp-sentinel:ignore[TEST-MARK",
        "# mcp-sentinel:ignore[TEST-MARK]\n\nfixture_abcd", "fixture_abcd\n# mcp-sentinel:ignore[TEST-MARK]",
        "fixture_abcd # mcp-sentinel:ignore [TEST-MARK]", "fixture_abcd # mcp-sentinel:ignore[TEST]",
        "fixture_abcd # mcp-sentinel:ignore[TEST-?]",
        "# mcp-sentinel:ignore[TEST-MARK]\r\n\r\nfixture_abcd", "fixture_abcd # ignore[TEST-MARK]",
        // Behind code a comment speaks for its own line only.
        "code # mcp-sentinel:ignore[TEST-MARK]\nfixture_abcd",
    ])
    func whatDoesNotSuppress(text: String) throws { #expect(try finding(text).suppression == nil) }

    @Test(arguments: [
        "a::b : c:d fixture_abcd # mcp-sentinel:mcp-sentinel:ignore[TEST-MARK]",
        "# mcp-sentinel:ignore mcp-sentinel:ignore[TEST-MARK] fixture_abcd",
        "fixture_abcd #mcp-sentinel:ignore[TEST-MARK]",
    ])
    func startsOfCommentsDoNotHideThem(text: String) throws { #expect(try finding(text).suppression != nil) }

    @Test(arguments: [
        ("TEST-MARK", ""), ("test-mark", ""), ("TEST-*", ""), ("*", ""), ("TEST-????", ""), ("OTHER, TEST-MARK ,X", ""),
        ("TEST-MARK] reason=a b", "a b"),
        ("TEST-MARK]reason= \"quoted\" ", "quoted"), ("TEST-MARK] reason=x */", "x"), ("TEST-MARK] reason=x -->", "x"),
        ("TEST-MARK] because", ""),
        ("TEST-MARK] reason=\(String(repeating: "é", count: 300))", String(repeating: "é", count: 200)),
    ])
    func rulesAndReasons(inside: String, reason: String) throws {
        let text = "# mcp-sentinel:ignore[" + (inside.contains("]") ? inside : inside + "]") + "\nfixture_abcd"
        #expect(try finding(text).suppression == Suppression(reason: reason, line: 1))
    }

    /// Where the language is known, what looks like a comment must be one.
    @Test(arguments: [
        ("a.py", "x = 1  # mcp-sentinel:ignore[TEST-MARK]\ny = 'fixture_abcd'", false),
        ("a.py", "# mcp-sentinel:ignore[TEST-MARK]\ny = 'fixture_abcd'", true),
        ("a.py", "y = 'fixture_abcd # mcp-sentinel:ignore[TEST-MARK]'", false),
        ("a.py", "\"\"\"\n# mcp-sentinel:ignore[TEST-MARK]\nfixture_abcd\n\"\"\"", false),
        ("a.js", "const y = `// mcp-sentinel:ignore[TEST-MARK]\nfixture_abcd`", false),
        ("a.js", "const y = `fixture_abcd` // mcp-sentinel:ignore[TEST-MARK]", true),
        ("a.go", "y := \"fixture_abcd\" /* mcp-sentinel:ignore[TEST-MARK] */", true),
        ("a.sh", "echo 'fixture_abcd # mcp-sentinel:ignore[TEST-MARK]'", false),
        ("a.unknown", "'fixture_abcd # mcp-sentinel:ignore[TEST-MARK]'", true),
    ])
    func stringsAreNoComments(name: String, text: String, isSuppressed: Bool) throws {
        let found = try #require(try Fixture.engine().scan(text, name: name).findings.first)
        #expect((found.suppression != nil) == isSuppressed)
    }

    @Test(arguments: ["OLD-LOW", "OLD-*", "TEST-LOW"])
    func retiredIdsStillSuppress(id: String) throws {
        #expect(try finding("lowmark_abcd # mcp-sentinel:ignore[\(id)]").suppression != nil)
    }

    @Test func untrustedTreesCannotSuppress() throws {
        let text = "fixture_abcd # mcp-sentinel:ignore[TEST-MARK]"
        #expect(try finding(text, [("untrusted", "true")]).suppression == nil)
        #expect(try finding(text).suppression != nil)
    }

    @Test func suppressedFindingsAreCountedApart() throws {
        let outcome = try Fixture.engine([("max_findings", "1")]).scan(
            "# mcp-sentinel:ignore[*]\nfixture_abcd\nfixture_efgh\nfixture_ijkl\n")
        #expect(outcome.findings.map { $0.suppression != nil } == [true, false])
        #expect(outcome.summary.findingsSuppressed == 1 && outcome.summary.findingsTotal == 1)
    }

    /// Control characters of the tree must not reach a terminal; nor may a secret by way of a reason.
    @Test func reasonsAreCleanedAndMasked() throws {
        let outcome = try Fixture.engine().scan(
            "k = secret_Abcdefgh12345678 # mcp-sentinel:ignore[TEST-*] reason=secret_Abcdefgh12345678 is old\n")
        #expect(outcome.findings.count == 2)
        for finding in outcome.findings {
            #expect(finding.suppression?.reason == "secret_****** is old")
        }
    }
}
