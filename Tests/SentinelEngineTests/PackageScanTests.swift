import Foundation
import SentinelEngine
import SentinelModel
import Testing

/// Rules over packages in whole scans: what needs several files, or a user's advisories.
@Suite struct PackageScanTests {
    private func findings(_ files: [String: String], _ options: [(String, String)]) throws -> [String] {
        let tree = try Tree()
        for (name, text) in files { try tree.file(name, text) }
        return try Fixture.engine(options).scan([tree.path]).findings.map {
            "\($0.rule.id) \($0.path.display.dropFirst(tree.path.count + 1)):\($0.range.start.line)"
        }
    }

    /// The later of the places where clients look is told; equal definitions are not, whatever their environment.
    @Test func serversThatDifferBetweenClientsAreTold() throws {
        let found = try findings(
            [
                "p/.mcp.json": #"{"mcpServers": {"a": {"command": "a"}, "b": {"command": "b", "args": ["x"]}}}"#,
                "p/.cursor/mcp.json": """
                {"mcpServers": {
                "a": {"command": "a", "env": {"A": "1"}},
                "b": {"command": "b", "args": ["y"]}}}
                """,
                "q/.vscode/mcp.json": #"{"servers": {"b": {"command": "c"}}}"#,
            ], [("rule", "MCP-CFG-012")])
        #expect(found == ["MCP-CFG-012 p/.cursor/mcp.json:3"])
    }

    @Test func advisoriesOfTheUserAreUsed() throws {
        let work = try Tree()
        try work.file(
            "osv/MAL-1.json",
            """
            {"id": "MAL-1", "summary": "bad", "affected": [{"package": {"ecosystem": "npm", "name": "quite-harmless"},
              "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
            """)
        try work.file("osv/other.json", "not a record")
        let output = RawPath(work.full("new/folder/advisories"))
        #expect(try AdvisoryImport.run(from: RawPath(work.full("osv")), to: output) == 1)
        let files = ["package.json": "{\"dependencies\": {\n\"quite-harmless\": \"^1.0.0\"}}"]
        #expect(try findings(files, [("rule", "MCP-SC-006")]).isEmpty)
        let known = [("rule", "MCP-SC-006"), ("advisories", output.display)]
        #expect(try findings(files, known) == ["MCP-SC-006 package.json:2"])
        #expect(try AdvisoryImport.run(from: RawPath(work.full("osv")), to: output) == 1)
    }

    @Test func linesAndListsOfRecordsAreRead() throws {
        let record = { (id: String) in
            #"{"id": "\#(id)", "affected": [{"package": {"ecosystem": "PyPI", "name": "a"}, "versions": ["1.0"]}]}"#
        }
        let work = try Tree()
        try work.file("lines.jsonl", "\(record("A-1"))\n\(record("A-2"))\nbroken\n\(record("A-3"))\n")
        try work.file("list.json", "[\(record("A-1")), \(record("A-2"))]")
        try work.file("none.json", "{\"id\": \"A-1\"}")
        let output = RawPath(work.full("out"))
        #expect(try AdvisoryImport.run(from: RawPath(work.full("lines.jsonl")), to: output) == 3)
        #expect(try AdvisoryImport.run(from: RawPath(work.full("list.json")), to: output) == 2)
        #expect(throws: EngineMistake.self) {
            try AdvisoryImport.run(from: RawPath(work.full("none.json")), to: output)
        }
        #expect(throws: EngineMistake.self) { try AdvisoryImport.run(from: RawPath(work.full("no")), to: output) }
    }

    /// Broken and hostile files end nothing, and say what is wrong with them.
    @Test(arguments: ["package.json", "package-lock.json", "yarn.lock", "go.mod", "uv.lock", "Cargo.toml", "mcp.json"])
    func brokenFilesAreRead(name: String) throws {
        let texts = [
            "", "{", "[[package", "replace =>", "require (", "\"@\"@:\n  resolved \"\n", "{\"packages\": [1]}", "@@@",
        ]
        for text in texts { #expect(try findings([name: text], [("rule", "MCP-SC-003*")]).isEmpty) }
    }
}
