import Foundation
import SentinelEngine
import SentinelModel
import Testing

/// Everything that ends a scan, or the work on a file, before its time.
@Suite(.serialized) struct StopTests {
    /// Each place of it costs the slow rule thousands of steps.
    private static let slow = String(repeating: "slow_", count: 400_000)
    /// Five times as much: ten megabytes that no machine is done with in the seconds that a test waits.
    private static let slower = String(repeating: slow, count: 5)

    @Test func aSlowFileIsLeftAndTheScanGoesOn() throws {
        let files = [("a.txt", "fixture_aaaa"), ("b.txt", "fixture_bbbb " + Self.slow), ("c.txt", "fixture_cccc")]
        let outcome = try Fixture.scan(files, [("file_timeout", "1s")])
        #expect(outcome.findings.map(\.path.display) == ["a.txt", "b.txt", "c.txt"])
        #expect(outcome.diagnostics.map(\.code) == [.fileTimeout])
        let diagnostic = try #require(outcome.diagnostics.first)
        #expect(diagnostic.path?.display == "b.txt" && diagnostic.isIncomplete && diagnostic.severity == .high)
        #expect(
            outcome.summary.status == .finished && outcome.summary.filesCompleted == 2 && !outcome.summary.isComplete)
    }

    @Test(arguments: ["1", "2", "4"])
    func theScanEndsAfterItsTime(jobs: String) throws {
        let files = (0..<40).map { ("\($0).txt", "fixture_aaaa " + Self.slow) }
        var outcome = Outcome()
        let time = try ContinuousClock().measure {
            outcome = try Fixture.scan(files, [("timeout", "300ms"), ("file_timeout", "0"), ("jobs", jobs)])
        }
        #expect(outcome.diagnostics.map(\.code) == [.scanTimeout])
        #expect(outcome.summary.status == .limited && !outcome.summary.isComplete)
        #expect(time < .seconds(5))
    }

    private func slowScan(_ options: [(String, String)] = []) throws -> Scan {
        let scan = Scan(engine: try Fixture.engine(options + [("file_timeout", "0")]))
        for number in 0..<50 { scan.add(Array(("fixture_aaaa " + Self.slow).utf8), name: RawPath("\(number).txt")) }
        return scan
    }

    /// The promise is 100 ms; a busy machine gets five seconds. Unasked, the scan would go on for minutes.
    @Test(arguments: [0, 50, 300])
    func cancellingFromAnotherThreadEndsTheScanSoon(milliseconds: Int) throws {
        let scan = try slowScan()
        try #require(scan.start())
        let clock = ContinuousClock()
        nonisolated(unsafe) var asked = clock.now
        let thread = Thread {
            usleep(UInt32(milliseconds) * 1000)
            unsafe asked = clock.now
            scan.cancel()
        }
        thread.start()
        var outcome = Outcome()
        try scan.collect(into: &outcome)
        let ended = clock.now
        while !thread.isFinished { usleep(100) }
        #expect(unsafe ended - asked < .seconds(5))
        #expect(outcome.summary.status == .stopped && !outcome.summary.isComplete)
        #expect(outcome.diagnostics.map(\.code) == [.cancelled])
    }

    /// "What was found until then is reported."
    @Test(arguments: ["1", "2"])
    func whatWasFoundBeforeCancellingIsReported(jobs: String) throws {
        let scan = Scan(engine: try Fixture.engine([("file_timeout", "0"), ("max_file_size", "50MB"), ("jobs", jobs)]))
        for number in 0..<3 { scan.add(Array("fixture_aaaa".utf8), name: RawPath("\(number).txt")) }
        scan.add(Array(("fixture_bbbb " + Self.slower).utf8), name: RawPath("slow.txt"))
        try #require(scan.start())
        // Time enough to come to the finding of the last file, and far too little for the rest of it.
        usleep(1_000_000)
        scan.cancel()
        var outcome = Outcome()
        try scan.collect(into: &outcome)
        #expect(outcome.findings.map(\.path.display) == ["0.txt", "1.txt", "2.txt", "slow.txt"])
        #expect(outcome.events.count == 5 && outcome.diagnostics.map(\.code) == [.cancelled])
        #expect(outcome.summary.filesCompleted == 3 && outcome.summary.findingsTotal == 4)
    }

    @Test func whatWasFoundBeforeTheTimeoutIsReported() throws {
        let files =
            (0..<3).map { ("\($0).txt", "fixture_aaaa") } + [
                ("slow.txt", "fixture_bbbb " + Self.slower), ("z.txt", "fixture_cccc"),
            ]
        let options = [("timeout", "1s"), ("file_timeout", "0"), ("max_file_size", "50MB"), ("jobs", "1")]
        let outcome = try Fixture.scan(files, options)
        #expect(outcome.findings.map(\.path.display) == ["0.txt", "1.txt", "2.txt", "slow.txt"])
        #expect(outcome.diagnostics.map(\.code) == [.scanTimeout])
        #expect(outcome.summary.filesCompleted == 3)
    }

    @Test func cancellingBeforeTheStartWorksToo() throws {
        let scan = try slowScan()
        scan.cancel()
        try #require(scan.start())
        var outcome = Outcome()
        let time = try ContinuousClock().measure { try scan.collect(into: &outcome) }
        #expect(time < .seconds(5))
        #expect(outcome.summary.status == .stopped && outcome.diagnostics.last?.code == .cancelled)
        guard case .over = scan.next(waiting: 0) else { throw Stuck() }
    }

    @Test func cancellingAfterTheEndChangesNothing() throws {
        let scan = Scan(engine: try Fixture.engine())
        scan.add(Array("fixture_abcd".utf8), name: RawPath("a"))
        let outcome = try scan.run()
        scan.cancel()
        #expect(outcome.summary.status == .finished && scan.summary.status == .finished)
    }

    @Test(arguments: [0, 20, 200])
    func aScanThatNobodyPullsIsFreedSoon(milliseconds: Int) throws {
        var scan: Scan? = try slowScan()
        try #require(scan?.start() == true)
        usleep(UInt32(milliseconds) * 1000)
        let time = ContinuousClock().measure { scan = nil }
        #expect(time < .seconds(5))
    }

    @Test func waitingEndsInTime() throws {
        let scan = try slowScan([("jobs", "1")])
        try #require(scan.start())
        let time = ContinuousClock().measure {
            // The findings of the first file come only when it is done, which takes longer.
            while case .event = scan.next(waiting: 50) {}
        }
        #expect(time >= .milliseconds(50) && time < .seconds(5))
    }
}
