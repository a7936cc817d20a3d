import SentinelEngine
import SentinelModel
import Testing

/// `scan --explain`: what became of a line, and why.
@Suite struct ExplanationTests {
    private static let head =
        "import os, subprocess, shlex\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\ndef ping(host: str):\n"

    private func explained(
        _ text: String, line: Int, name: String = "server.py", _ options: [(String, String)] = []
    ) throws -> Explanation {
        let scan = Scan(engine: try Fixture.engine(options + [("rule", "*")]))
        scan.add(Array(text.utf8), name: RawPath(name))
        return scan.explanation(of: RawPath(name), line: line)
    }

    /// What is told of a rule.
    private func sights(_ explanation: Explanation, _ rule: String) -> [Explanation.Sight] {
        explanation.sights.filter { $0.rule == rule }
    }

    private func told(_ body: String, line: Int, _ options: [(String, String)] = []) throws -> Explanation.Sight {
        let found = sights(try explained(Self.head + body, line: line, options), "MCP-CMD-001")
        #expect(found.count == 1, "\(found)")
        return try #require(found.first)
    }

    @Test func whatIsReportedIsToldWithItsWay() throws {
        let sight = try told("    os.system('ping ' + host)\n", line: 6)
        #expect(sight.outcome == .reported && sight.trace.count >= 2)
        #expect(sight.reasons.first?.contains("`host` of tool `ping`") == true)
    }

    @Test func aConstantIsHarmless() throws {
        let sight = try told("    os.system('uptime')\n", line: 6)
        #expect(sight.outcome == .harmless && sight.subject == "os.system")
        #expect(sight.reasons == ["what is dangerous in it is constant"])
    }

    @Test func quotingIsNamedWithItsLine() throws {
        let sight = try told("    safe = shlex.quote(host)\n    os.system('ping ' + safe)\n", line: 7)
        #expect(sight.outcome == .harmless)
        #expect(sight.reasons.contains { $0.contains("`shlex.quote` (server.py:6)") }, "\(sight.reasons)")
        #expect(sight.trace.first?.range.start.line == 5)
    }

    @Test func aCheckIsNamedWithItsLine() throws {
        let sight = try told(
            "    if host not in ('a', 'b'):\n        raise ValueError(host)\n    os.system('ping ' + host)\n", line: 8)
        #expect(sight.outcome == .harmless)
        #expect(sight.reasons.contains { $0.contains("a comparison (server.py:6)") }, "\(sight.reasons)")
    }

    /// What was quoted says nothing of what was not.
    @Test func quotingIsNotNamedForWhatWasChecked() throws {
        let sight = try told(
            "    safe = shlex.quote(host)\n    if host not in ('a', 'b'):\n        raise ValueError(safe)\n    os.system('ping ' + host)\n",
            line: 9)
        #expect(sight.reasons.count == 1 && sight.reasons[0].contains("a comparison (server.py:7)"), "\(sight.reasons)")
    }

    @Test func aConditionThatIsNotMetIsNamed() throws {
        let explanation = try explained(Self.head + "    subprocess.run(host, shell=False)\n", line: 6)
        let reasons = sights(explanation, "MCP-CMD-001").flatMap(\.reasons)
        #expect(
            reasons.contains { $0.contains("`shell`") }
                || sights(explanation, "MCP-CMD-001").contains { $0.outcome == .reported })
    }

    @Test func codeThatNothingReachesIsTold() throws {
        let explanation = try explained("import os\ndef never():\n    x = 1\nos.system(input())\n", line: 4)
        let sight = try #require(sights(explanation, "MCP-CMD-001").first)
        #expect(sight.outcome == .unreached)
        #expect(sight.reasons.first?.contains("outside of functions") == true)
    }

    @Test func functionsAndHandlersAreNamed() throws {
        let explanation = try explained(
            Self.head + "    def inner():\n        return 1\n    return inner()\n", line: 7)
        #expect(explanation.functions.map(\.name) == ["inner", "ping"])
        #expect(explanation.functions.map(\.line) == [6, 5])
        #expect(explanation.functions.last?.handles == "tool `ping`")
    }

    @Test func aFlowFromAnotherFileIsExplainedWhereItEnds() throws {
        let tree = try Tree()
        try tree.file(
            "server.py",
            "from mcp.server.fastmcp import FastMCP\nfrom shell import run\nmcp = FastMCP('x')\n@mcp.tool()\ndef ping(host: str):\n    return run(host)\n"
        )
        try tree.file("shell.py", "import os\ndef run(command):\n    os.system('ping ' + command)\n")
        let scan = Scan(engine: try Fixture.engine([("rule", "MCP-CMD-001")]))
        scan.add(RawPath(tree.path))
        let explanation = scan.explanation(of: RawPath(tree.full("shell.py")), line: 3)
        #expect(explanation.sights.map(\.outcome) == [.reported])
        #expect(explanation.sights.first?.trace.first?.path.display.hasSuffix("server.py") == true)
    }

    // MARK: Patterns

    @Test(arguments: [
        ("x = fixture_abcd\n", [], Explanation.Outcome.reported, ""),
        ("x = fixture_abcd  # mcp-sentinel:ignore[TEST-MARK] reason=a test\n", [], .suppressed, "a test"),
        ("x = lowmark_abcd\n", [("severity", "high")], .dropped, "severity high"),
    ])
    func patterns(text: String, options: [(String, String)], outcome: Explanation.Outcome, reason: String) throws {
        let explanation = try explained(text, line: 1, options)
        let sight = try #require(explanation.sights.first { $0.rule.hasPrefix("TEST-") })
        #expect(sight.outcome == outcome)
        #expect(reason.isEmpty || sight.reasons.contains { $0.contains(reason) }, "\(sight.reasons)")
    }

    @Test func aPlaceholderIsToldAsOne() throws {
        let explanation = try explained("AWS = 'AKIAIOSFODNN7EXAMPLE'\n", line: 1)
        let sight = try #require(explanation.sights.first { $0.rule == "MCP-SECRET-AWS-ACCESS-KEY-ID" })
        #expect(sight.outcome == .dropped && sight.reasons == ["it is a placeholder"])
    }

    @Test func aZoneIsNamed() throws {
        let explanation = try explained("x = 1  # requests.get(url, verify=False)\n", line: 1)
        let sight = try #require(explanation.sights.first { $0.rule == "MCP-NET-005-PYTHON" })
        #expect(sight.outcome == .dropped)
        #expect(sight.reasons.contains { $0.contains("comment") }, "\(sight.reasons)")
    }

    @Test func otherFileTypesAreTold() throws {
        let explanation = try explained("requests.get(url, verify=False)\n", line: 1, name: "notes.go")
        let sight = try #require(explanation.sights.first { $0.rule == "MCP-NET-005-PYTHON" })
        #expect(sight.outcome == .inapplicable && sight.reasons == ["the rule looks at other types of files"])
    }

    // MARK: Files

    @Test func aFileThatIsNotThereIsTold() throws {
        let scan = Scan(engine: try Fixture.engine())
        scan.add(Array("x\n".utf8), name: RawPath("a.py"))
        let explanation = scan.explanation(of: RawPath("b.py"), line: 1)
        #expect(!explanation.isScanned && explanation.notes.count == 1)
    }

    @Test func anIgnoredFileSaysWhy() throws {
        let tree = try Tree()
        try tree.file(".gitignore", "out/\n")
        try tree.file("out/a.py", "x = fixture_abcd\n")
        let scan = Scan(engine: try Fixture.engine())
        scan.add(RawPath(tree.path))
        let explanation = scan.explanation(of: RawPath(tree.full("out/a.py")), line: 1)
        #expect(!explanation.isScanned && !explanation.notes.isEmpty)
        #expect(explanation.notes != ["no file of that path is below what is scanned, or options leave it out"])
    }

    @Test(arguments: [("a\n", 2), ("a", 2), ("", 1)])
    func aLineBehindTheEnd(text: String, line: Int) throws {
        #expect(try !explained(text, line: line).notes.isEmpty)
    }

    /// Whatever stands there, secrets are not quoted.
    @Test func secretsAreNotQuoted() throws {
        let explanation = try explained("x = 'secret_abcdefgh'\n", line: 1)
        #expect(!explanation.sights.isEmpty)
        #expect(!explanation.sights.contains { "\($0)".contains("secret_abcdefgh") })
    }
}
