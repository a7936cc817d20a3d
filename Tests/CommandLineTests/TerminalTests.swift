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
        ["scan"] + Array(repeating: "tree", count: 10_000) + marker
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalRemovesTheProgressAndReports(signal: Int32) throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder) + ["--format", "json=out.json"], output: false, in: folder.url)
        let isShown = run.waitFor(" files  ")
        #expect(isShown)
        run.send(signal)
        let (status, text) = run.finish()
        #expect(status == 130)
        let lines = text.split(separator: "\r")
        let isRemoved =
            lines.last?.hasPrefix("\(escape)Kmcp-sentinel: cancelled") == true || lines.dropLast().last == "\(escape)K"
        #expect(isRemoved, "\(lines.suffix(3))")
        #expect(lines.filter { $0.contains(" files  ") }.allSatisfy { $0.count - "\(escape)K".count < 100 })
        let report = try JSONSerialization.jsonObject(with: folder.read("out.json"))
        let isObject = report is [String: Any]
        #expect(isObject)
    }

    @Test(arguments: [["--no-progress"], ["-q"]])
    func progressCanBeSwitchedOff(arguments: [String]) throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder) + arguments, output: false, in: folder.url)
        let isCaught = run.waitUntilItCatches(SIGTERM)
        #expect(isCaught)
        // Time for a progress line to show, if there was one.
        Thread.sleep(forTimeInterval: 0.7)
        run.send(SIGTERM)
        let (status, text) = run.finish()
        #expect(status == 130)
        #expect(text.prefix(80).contains("cancelled") == (arguments == ["--no-progress"]))
        let hasProgress = text.contains(" files  ")
        #expect(!hasProgress)
    }

    @Test func theReportOfACancelledScanSaysSo() throws {
        let folder = try TemporaryFolder.withMarkers(200)
        let run = try TerminalRun(longScan(folder), in: folder.url)
        let isShown = run.waitFor(" files  ")
        #expect(isShown)
        run.send(SIGINT)
        let (status, text) = run.finish()
        #expect(status == 130)
        let isMarked = text.contains("STOPPED:")
        #expect(isMarked)
    }
}
