import SentinelEngine
import SentinelModel
import Testing

/// One site is one finding, with all its reasons.
@Suite struct SiteTests {
    private func found(_ description: String) throws -> [String] {
        let text =
            "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\ndef two():\n    \"\"\"\(description)\"\"\"\n"
        let outcome = try Fixture.engine([("rule", "MCP-TP-006*"), ("rule", "MCP-TP-007*")]).scan(
            text, name: "server.py")
        return outcome.findings.map { "\($0.rule.id) \($0.severity.name)" }
    }

    @Test func theGraverStays() throws {
        let tags = String("read".unicodeScalars.map { Character(Unicode.Scalar(0xE0000 + $0.value) ?? "?") })
        #expect(try found("Adds.\(tags)") == ["MCP-TP-006 critical"])
    }

    @Test func ofEqualsTheOneThatKnowsTheText() throws {
        #expect(try found("Shows \u{202E}fdp.exe") == ["MCP-TP-007-METADATA high"])
    }

    private func findings(in code: String, _ rules: String...) throws -> [Finding] {
        try Fixture.engine(rules.map { ("rule", $0) }).scan(code, name: "server.py").findings
    }

    private static let password = """
        import hashlib
        def store_password(password):
            password_hash = hashlib.sha256(password.encode()).hexdigest()
            return password_hash

        """

    @Test func aRuleThatYieldsBecomesAReason() throws {
        let both = try findings(in: Self.password, "MCP-AUTH-010", "MCP-CRYPTO-00*")
        #expect(both.map(\.rule.id) == ["MCP-CRYPTO-003"])
        #expect(both[0].evidence.contains("MCP-AUTH-010 says: A password is hashed by what is made to be fast"))
        #expect(try findings(in: Self.password, "MCP-AUTH-010").map(\.rule.id) == ["MCP-AUTH-010"])
    }

    @Test func aFlowStandsForWhatLooksAtTheSame() throws {
        let code = """
            import os
            from mcp.server.fastmcp import FastMCP
            mcp = FastMCP('x')

            @mcp.tool()
            def show(name: str) -> str:
                return f"token: {os.environ['API_TOKEN']}"

            """
        #expect(try findings(in: code, "MCP-OUT-002").map(\.rule.id) == ["MCP-OUT-002"])
        let both = try findings(in: code, "MCP-OUT-002*")
        #expect(both.map(\.rule.id) == ["MCP-OUT-002-FLOW"])
        #expect(!both[0].trace.isEmpty && both[0].evidence.contains("MCP-OUT-002 says"))
    }

    /// What is wrong with a call in two ways has to be mended in two ways.
    @Test func differentProblemsOfOneCallAreTwo() throws {
        let code = """
            import requests
            from mcp.server.fastmcp import FastMCP
            mcp = FastMCP('x')

            @mcp.tool()
            def fetch(host: str) -> str:
                return requests.get(f"https://{host}/status", verify=False).text

            """
        #expect(
            Set(try findings(in: code, "MCP-SSRF-001", "MCP-NET-005*").map(\.rule.id))
                == ["MCP-SSRF-001", "MCP-NET-005-PYTHON"])
    }

    /// Users may name rules in any way: what begins alike need not be about the same.
    @Test func usersRulesHaveNoFamilies() throws {
        let folder = try Tree()
        let rules = ["MCP-MY-RULE-ONE", "MCP-MY-RULE-TWO"].map { id in
            """
            id: \(id)
            kind: pattern
            title: A test
            severity: high
            confidence: high
            category: other
            message: Found
            why: Because
            fix: Do
            pattern: 'marked_[a-z]{4}'
            examples: {match: ['⟦marked_abcd⟧'], pass: [nothing]}
            """
        }
        try folder.file("rules.yaml", rules.joined(separator: "\n---\n"))
        let found = try Fixture.engine([("rules", folder.path + "/rules.yaml"), ("rule", "MCP-MY-*")]).scan(
            "marked_wxyz\n", name: "a.txt")
        #expect(found.findings.count == 2)
    }

    @Test func differentPlacesAreTwo() throws {
        #expect(try found("Shows \u{202E}fdp.exe\n    and \u{202E}fdp.exe").count == 2)
    }
}
