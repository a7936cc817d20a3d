import Foundation
import SentinelClient
import Testing

private struct Shown: Decodable {
    enum Value: Decodable, Equatable {
        case one(String)
        case list([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .one(text)
            } else {
                self = .list(try container.decode([String].self))
            }
        }
    }
    var name: String
    var value: Value
    var origin: String
}

/// What `config show` tells of one option.
private func shown(
    _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], in folder: TemporaryFolder
) throws -> Shown {
    let run = try mcpSentinel(
        ["config", "show", "--format", "json"] + arguments, environment: environment, in: folder.url)
    try #require(run.status == 0, "\(run.errorText)")
    return try #require(try JSONDecoder().decode([Shown].self, from: run.output).first { $0.name == name })
}

struct ConfigurationTests {
    @Test func flagsBeforeEnvironmentBeforeFileBeforeDefaults() throws {
        let folder = try TemporaryFolder()
        #expect(try shown("severity", in: folder).origin == "default")
        try folder.write("mcp-sentinel.yaml", "severity: low\n")
        let file = try shown("severity", in: folder)
        #expect(file.value == .one("low"))
        #expect(file.origin.hasSuffix("mcp-sentinel.yaml"))
        let environment = ["MCP_SENTINEL_SEVERITY": "medium"]
        let variable = try shown("severity", environment: environment, in: folder)
        #expect(variable.value == .one("medium"))
        #expect(variable.origin == "MCP_SENTINEL_SEVERITY")
        let flag = try shown("severity", ["--set", "severity=high"], environment: environment, in: folder)
        #expect(flag.value == .one("high"))
        #expect(flag.origin == "--set")
    }

    @Test func listsOfAHigherPlaceReplaceAndSetAdds() throws {
        let folder = try TemporaryFolder()
        try folder.write("mcp-sentinel.yaml", "exclude: [a]\n")
        #expect(try shown("exclude", in: folder).value == .list(["a"]))
        let environment = ["MCP_SENTINEL_EXCLUDE": "b\nc"]
        #expect(try shown("exclude", environment: environment, in: folder).value == .list(["b", "c"]))
        #expect(try shown("exclude", ["--set", "exclude=d"], in: folder).value == .list(["a", "d"]))
        #expect(try shown("exclude", ["--set", "exclude="], in: folder).value == .list([]))
    }

    @Test func noConfigAndUntrustedDisregardTheFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("mcp-sentinel.yaml", "severity: high\n")
        #expect(try shown("severity", ["--no-config"], in: folder).origin == "default")
        #expect(try shown("severity", ["--untrusted"], in: folder).origin == "default")
        #expect(try shown("severity", environment: ["MCP_SENTINEL_UNTRUSTED": "true"], in: folder).origin == "default")
    }

    @Test func aNamedFileIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write("other.yaml", "severity: high\njobs: 3\n")
        #expect(try shown("jobs", ["--config", "other.yaml"], in: folder).value == .one("3"))
        #expect(try shown("jobs", environment: ["MCP_SENTINEL_CONFIG": "other.yaml"], in: folder).value == .one("3"))
    }

    @Test func validateTellsThePlace() throws {
        let folder = try TemporaryFolder()
        try folder.write("good.yaml", "severity: high\n")
        try folder.write("bad.yaml", "jobs: 1\nseverty: high\n")
        #expect(try mcpSentinel(["config", "validate", "good.yaml"], in: folder.url).status == 0)
        let run = try mcpSentinel(["config", "validate", "bad.yaml"], in: folder.url)
        #expect(run.status == 2)
        #expect(run.errorText.contains("bad.yaml:2:1: "))
    }

    @Test func schemaKnowsEveryOption() throws {
        let run = try mcpSentinel(["config", "schema"])
        let schema = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set(try EngineOption.all().map(\.name)))
    }

    @Test(arguments: [("medium", Int32(0)), ("low", 1), ("sometimes", 2)])
    func failOnFromTheEnvironment(value: String, status: Int32) throws {
        let folder = try TemporaryFolder.withMarkers(1)
        let run = try mcpSentinel(
            ["scan", "tree"] + marker, environment: ["MCP_SENTINEL_FAIL_ON": value], in: folder.url)
        #expect(run.status == status)
    }
}

struct RulesCommandTests {
    @Test func listIsATable() throws {
        let run = try mcpSentinel(["rules", "list"] + marker)
        #expect(run.outputText == "ID           SEVERITY  TITLE\nTEST-MARKER  low       A marker\n")
        #expect(run.status == 0)
    }

    @Test func listGoesBySeverity() throws {
        #expect(
            try mcpSentinel(["rules", "list", "--severity", "high", "--format", "json"] + marker).outputText == "[]\n")
    }

    @Test func showTellsWhatTheFileSays() throws {
        let run = try mcpSentinel(["rules", "show", "TEST-MARKER", "--no-config", "--rules", markerRule])
        #expect(run.status == 0, "\(run.errorText)")
        for part in ["TEST-MARKER  A marker", "low", "The tests count them.", "fixture_marker_[a-z]{4}"] {
            #expect(run.outputText.contains(part), "\(part)")
        }
        let json = try mcpSentinel(["rules", "show", "TEST-MARKER", "--rules", markerRule, "--format", "json"])
        let rule = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
        #expect((rule?["match"] as? [String])?.count == 3)
    }

    @Test func testRunsTheExamples() throws {
        let run = try mcpSentinel(["rules", "test", "TEST-MARKER", "--no-config", "--rules", markerRule])
        #expect(run.outputText == "1 rule tested, 0 failures\n")
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: markerRule, encoding: .utf8)
        try folder.write(
            "broken.yaml", text.replacingOccurrences(of: "- 'marker_abcd'", with: "- 'fixture_marker_abcd'"))
        let broken = try mcpSentinel(["rules", "test", "TEST-*", "--no-config", "--rules", "."], in: folder.url)
        #expect(broken.status == 1, "\(broken.errorText)")
        #expect(broken.outputText.contains("TEST-MARKER: "))
    }
}

struct VersionCommandTests {
    @Test func version() throws {
        let run = try mcpSentinel(["version"])
        #expect(run.outputText == "mcp-sentinel \(Library.version) (ABI \(Library.abiVersion))\n")
        #expect(try mcpSentinel(["--version"]).outputText == "\(Library.version)\n")
        let json = try mcpSentinel(["version", "--json"])
        let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
        #expect(object?["version"] as? String == Library.version)
        #expect(object?["formats"] as? [String] == Library.formats.map(\.name))
    }

    @Test(arguments: [[], ["scan"], ["rules"], ["rules", "list"], ["config"], ["config", "show"], ["version"]])
    func helpFitsTheTerminal(command: [String]) throws {
        let run = try mcpSentinel(command + ["--help"], environment: ["COLUMNS": "80"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        for line in run.outputText.split(separator: "\n") where !line.contains("[--") {
            #expect(line.count <= 80, "\(line)")
        }
    }
}
