import SentinelEngine
import SentinelModel
import Testing

/// Flow rules in whole scans.
@Suite struct FlowScanTests {
    private static let only = [("rule", "MCP-CMD-001"), ("jobs", "1")]
    private static let server =
        "from mcp.server.fastmcp import FastMCP\nfrom shell import run\nmcp = FastMCP('x')\n@mcp.tool()\ndef ping(host: str):\n    return run(host)\n"

    private func tree(_ shell: String, server: String = Self.server) throws -> Tree {
        let tree = try Tree()
        try tree.file("server.py", server)
        try tree.file("shell.py", shell)
        return tree
    }

    @Test func aFlowIsToldWhereItEndsWithItsWay() throws {
        let tree = try tree("import os\ndef run(command):\n    os.system('ping ' + command)\n")
        let found = try Fixture.engine(Self.only).scan([tree.path]).findings
        #expect(found.count == 1)
        let finding = try #require(found.first)
        #expect(finding.path.display.hasSuffix("shell.py") && finding.range.start.line == 3)
        #expect(finding.severity == .critical && finding.message.contains("`host` of tool `ping`"))
        let steps = finding.trace.map { "\($0.path.display.suffix(9)):\($0.range.start.line)" }
        #expect(steps.first == "server.py:5" && steps.last?.hasSuffix("shell.py:3") == true && steps.count == 3)
    }

    /// However the root was written, places are one and shown alike.
    @Test func waysAreShownAsFindingsAre() throws {
        let tree = try tree("import os\ndef run(command):\n    os.system(command)\n")
        let found = try Fixture.engine(Self.only).scan([tree.path + "//"]).findings
        #expect(found.count == 1)
        #expect(found.first.map { $0.trace.last?.path == $0.path } == true)
    }

    /// A guess is told at the end, unless a proven way leads to the same place, whichever file comes first.
    @Test(arguments: ["1", "3"])
    func aProvenWayReplacesAGuess(jobs: String) throws {
        let tree = try tree(
            "import os\ndef run(command):\n    os.system(command)\ndef stop(name):\n    os.system(name)\n")
        try tree.file("a.py", "import os\ndef first(command):\n    os.system(command)\n")
        let options = [("rule", "MCP-CMD-001"), ("jobs", jobs)]
        let found = try Fixture.engine(options).scan([tree.path]).findings
        let told = found.map { finding in
            let name = finding.path.display.split(separator: "/").last ?? ""
            return "\(name):\(finding.range.start.line) \(finding.severity.name)"
        }
        #expect(told == ["shell.py:3 critical", "a.py:3 medium", "shell.py:5 medium"])
    }

    @Test func commentsAndSecretsOfTheOtherFileCount() throws {
        let silenced = try tree(
            "import os\ndef run(command):\n    os.system(command)  # mcp-sentinel:ignore[MCP-CMD-001] reason=tests\n")
        let found = try Fixture.engine(Self.only).scan([silenced.path]).findings
        #expect(found.allSatisfy { $0.suppression?.reason == "tests" } && !found.isEmpty)
        let token = "ghp_" + String(repeating: "aB3dE6gH9", count: 4)
        let secret = try tree(
            "import os\ndef run(command):\n    os.system(command + 'https://u:\(token)@a.example/')\n")
        for finding in try Fixture.engine([("jobs", "1")]).scan([secret.path]).findings {
            #expect(!finding.line.text.contains(token) && !finding.match.text.contains(token))
        }
    }

    /// A file of Go that answers requests need not speak of MCP; what nobody asks of it from outside is not guessed at.
    @Test func requestsOfGoAreFollowed() throws {
        let tree = try Tree()
        try tree.file(
            "web.go",
            "package web\nimport (\"net/http\"; \"os/exec\")\nfunc run(w http.ResponseWriter, r *http.Request) {\n\texec.Command(\"sh\", \"-c\", r.FormValue(\"c\")).Run()\n}\nfunc other(c string) {\n\texec.Command(\"sh\", \"-c\", c).Run()\n}\n"
        )
        try tree.file(
            "other.go",
            "package web\nimport \"os/exec\"\nfunc more(c string) {\n\texec.Command(\"sh\", \"-c\", c).Run()\n}\n")
        let found = try Fixture.engine(Self.only).scan([tree.path]).findings
        #expect(found.map(\.range.start.line) == [4])
    }
}
