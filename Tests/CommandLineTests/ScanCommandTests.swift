import Foundation
import Testing

struct ScanCommandTests {
    @Test func findingsAreTheExitStatus() throws {
        let folder = try TemporaryFolder.withMarkers(3)
        let run = try mcpSentinel(["scan", "tree"] + marker, in: folder.url)
        #expect(run.status == 1, "\(run.errorText)")
        #expect(run.outputText.components(separatedBy: "TEST-MARKER").count > 3)
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: [
        (["--fail-on", "medium"], 0), (["--fail-on", "low"], 1), (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--severity", "high"], 0),
    ])
    func failOn(arguments: [String], status: Int) throws {
        let folder = try TemporaryFolder.withMarkers(1)
        #expect(try mcpSentinel(["scan", "tree"] + marker + arguments, in: folder.url).status == Int32(status))
    }

    @Test(arguments: [
        (["tree"], [], 1), (["tree", "absent"], [], 1), (["tree", "absent"], ["--fail-on", "never"], 3),
        (["absent"], [], 3), (["absent"], ["--no-fail-on-incomplete"], 0),
    ])
    func incompleteScans(paths: [String], arguments: [String], status: Int) throws {
        let folder = try TemporaryFolder.withMarkers(1)
        #expect(try mcpSentinel(["scan"] + paths + marker + arguments, in: folder.url).status == Int32(status))
    }

    @Test(arguments: [
        ["scan", "--no-such-flag"], ["scan", "--severity", "huge"], ["scan", "--jobs", "many"], ["scan", "-q", "-v"],
        ["scan", "--format", "no-such-format"], ["scan", "--format", "json", "--format", "sarif"],
        ["scan", "--config", "a", "--no-config"], ["scan", "--config", "/nonexistent.yaml"], ["scan", "-", "-"],
        ["scan", "--set", "severity"], ["scan", "--set", "no_such=1"], ["scan", "--rules", "/nonexistent"],
        ["scan", "--fail-on", "grave"], ["scan", "--format", "json=/nonexistent/report.json"],
        ["rules", "show"], ["rules", "show", "no-such-rule"], ["rules", "test", "no-such-rule"], ["no-such-command"],
        ["config", "validate", "/nonexistent.yaml"],
    ])
    func wrongUsageIsTwoAndExplained(arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let run = try mcpSentinel(arguments, in: folder.url)
        #expect(run.status == 2)
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
    }

    @Test func aMessageNamesTheFlag() throws {
        #expect(try mcpSentinel(["scan", "--severity", "huge"]).errorText.contains("--severity: "))
    }

    @Test func standardInputIsOneFile() throws {
        let text = Data("a = 'fixture_marker_abcd'\n".utf8)
        let run = try mcpSentinel(
            ["scan", "-", "--stdin-filename", "a/b.py", "--format", "jsonl"] + marker, input: text)
        #expect(run.status == 1, "\(run.errorText)")
        #expect(run.outputText.contains("a/b.py"))
    }

    @Test func aNameThatIsNotUTF8IsScanned() throws {
        let folder = try TemporaryFolder()
        let options = marker.map { "'\($0)'" }.joined(separator: " ")
        let run = try shell(
            #"name=$(printf 'odd-\377.py'); echo fixture_marker_abcd > "$name"; "$program" scan "$name" \#(options)"#,
            in: folder.url)
        #expect(run.status == 1, "\(run.errorText)")
    }

    @Test func reportsAreFilesAndTextStays() throws {
        let folder = try TemporaryFolder.withMarkers(2)
        let run = try mcpSentinel(
            ["scan", "tree", "--format", "json=out.json", "--format", "sarif=out.sarif"] + marker, in: folder.url)
        #expect(run.status == 1, "\(run.errorText)")
        #expect(run.outputText.contains("TEST-MARKER"))
        #expect(try JSONSerialization.jsonObject(with: folder.read("out.json")) is [String: Any])
        #expect(try JSONSerialization.jsonObject(with: folder.read("out.sarif")) is [String: Any])
        #expect(try folder.names == ["out.json", "out.sarif", "tree"])
    }

    @Test func aReportReplacesTheOneBefore() throws {
        let folder = try TemporaryFolder.withMarkers(1)
        try folder.write("real.json", "before")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("real.json").path)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.json").path, withDestinationPath: "real.json")
        let run = try mcpSentinel(["scan", "tree", "--format", "json=link.json", "-q"] + marker, in: folder.url)
        #expect(run.status == 1, "\(run.errorText)")
        #expect(run.output.isEmpty)
        #expect(try JSONSerialization.jsonObject(with: folder.read("real.json")) is [String: Any])
        #expect(try folder.names == ["link.json", "real.json", "tree"])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("real.json").path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
    }

    @Test func aReportThatCannotBeWrittenIsAFailure() throws {
        let folder = try TemporaryFolder.withMarkers(1)
        let run = try mcpSentinel(["scan", "tree", "--format", "json=/dev/full"] + marker, in: folder.url)
        #expect(run.status == 4)
        #expect(run.errorText.contains("/dev/full"))
    }

    @Test func aFullStandardOutputIsAFailure() throws {
        let folder = try TemporaryFolder.withMarkers(1)
        let options = marker.map { "'\($0)'" }.joined(separator: " ")
        let run = try shell("\"$program\" scan tree \(options) > /dev/full", in: folder.url)
        #expect(run.status == 4)
        #expect(run.errorText.contains("standard output"))
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let folder = try TemporaryFolder.withMarkers(2000)
        let options = marker.map { "'\($0)'" }.joined(separator: " ")
        let run = try shell("\"$program\" scan tree --format jsonl \(options) | head -n 1", in: folder.url)
        #expect(run.errors.isEmpty, "\(run.errorText)")
        #expect(run.outputText.split(separator: "\n").count == 1)
    }

    @Test func standardOutputAndDashAreTheSame() throws {
        let folder = try TemporaryFolder.withMarkers(2)
        let common = ["scan", "tree", "--set", "omit_measurements=true"] + marker
        let one = try mcpSentinel(common + ["--format", "json"], in: folder.url)
        let two = try mcpSentinel(common + ["--format", "json=-"], in: folder.url)
        #expect(one.output == two.output)
        #expect(!one.output.isEmpty)
    }

    @Test func estimateScansNothing() throws {
        let folder = try TemporaryFolder.withMarkers(3)
        let run = try mcpSentinel(["scan", "tree", "--estimate"] + marker, in: folder.url)
        #expect(run.status == 0, "\(run.errorText)")
        #expect(run.outputText.hasPrefix("3 files, "))
        let json = try mcpSentinel(["scan", "tree", "--estimate", "--format", "json"] + marker, in: folder.url)
        let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
        #expect(object?["files"] as? Int == 3)
    }
}
