import SentinelEngine
import SentinelModel
import Testing

/// What rules over bytes and over texts both find is one finding.
@Suite struct TwinTests {
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

    @Test func differentPlacesAreTwo() throws {
        #expect(try found("Shows \u{202E}fdp.exe\n    and \u{202E}fdp.exe").count == 2)
    }
}
