import Foundation
import Glibc
import Testing

private let escape = "\u{1B}["

struct TerminalTests {
    @Test(arguments: [
        ([], ["TERM": "xterm"], true), ([], ["TERM": "dumb"], false), ([], ["TERM": "xterm", "NO_COLOR": "1"], false),
        (["--color", "never"], ["TERM": "xterm"], false), (["--color", "always"], ["TERM": "dumb"], true),
        (["--color", "always"], ["TERM": "xterm", "NO_COLOR": "1"], true),
    ])
    func colourOnATerminal(arguments: [String], environment: [String: String], isColoured: Bool) throws {
        let folder = try TemporaryFolder.withMarkers(1)
        let run = try TerminalRun(
            ["scan", "tree", "--no-progress"] + marker + arguments, environment: environment, in: folder.url)
        let (status, text) = run.finish()
        #expect(status == 1)
        #expect(text.contains("TEST-MARKER"))
        #expect(text.contains(escape) == isColoured)
    }

    @Test(arguments: [([:], false), (["CLICOLOR_FORCE": "1"], true), (["CLICOLOR_FORCE": "0"], false)])
    func colourInAPipe(environment: [String: String], isColoured: Bool) throws {
        let folder = try TemporaryFolder.withMarkers(1)
        let run = try mcpSentinel(["scan", "tree"] + marker, environment: environment, in: folder.url)
        #expect(run.outputText.contains(escape) == isColoured)
    }

    /// Many roots make a scan that is surely not over when its progress shows.
    private func longScan(_ folder: TemporaryFolder) -> [String] {
        ["scan"] + Array(repeating: "tree", count: 400) + marker
    }

    @Test func progressIsShownAndRemoved() throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder), output: false, in: folder.url)
        #expect(run.waitFor(" files  "))
        let (status, text) = run.finish()
        #expect(status == 1)
        #expect(text.hasSuffix("\r\(escape)K"))
        for line in text.split(separator: "\r") where line.contains("files") {
            #expect(line.count - "\(escape)K".count < 100)
        }
    }

    @Test(arguments: [["--no-progress"], ["-q"]])
    func progressCanBeSwitchedOff(arguments: [String]) throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder) + arguments, output: false, in: folder.url)
        #expect(run.finish().text == "")
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalCancelsAndReports(signal: Int32) throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder) + ["--format", "json=out.json"], output: false, in: folder.url)
        #expect(run.waitFor(" files  "))
        run.send(signal)
        let (status, text) = run.finish()
        #expect(status == 130)
        #expect(text.contains("cancelled"))
        let report = try JSONSerialization.jsonObject(with: folder.read("out.json")) as? [String: Any]
        #expect(report != nil)
    }

    @Test func theReportOfACancelledScanSaysIncomplete() throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder), in: folder.url)
        #expect(run.waitFor(" files  "))
        run.send(SIGINT)
        let (status, text) = run.finish()
        #expect(status == 130)
        #expect(text.uppercased().contains("INCOMPLETE"))
    }
}
