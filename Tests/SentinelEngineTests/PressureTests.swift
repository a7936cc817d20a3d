import Foundation
import SentinelEngine
import SentinelModel
import Testing

/// Memory stays bounded, and nobody waits for ever.
@Suite(.serialized) struct PressureTests {
    /// 1,000 files of 100 findings each.
    private static let tree = Result {
        let tree = try Tree()
        let content = String(repeating: "fixture_abcd\n", count: 100)
        for number in 0..<1_000 { try tree.file("f\(number % 40)/\(number)", content) }
        return tree
    }

    @Test(arguments: ["1", "2"])
    func workStopsWhileNobodyTakesWhatWasFound(jobs: String) throws {
        let scan = Scan(engine: try Fixture.engine([("jobs", jobs), ("memory_limit", "4MB")]))
        scan.add(RawPath(try Self.tree.get().path))
        try #require(scan.start())
        var counts = [-1]
        // Until it has come to a stop, which takes a busy machine its time.
        while counts.count < 200, counts[counts.count - 1] < 2_500 || Set(counts.suffix(4)).count > 1 {
            usleep(150_000)
            counts.append(scan.summary.findingsTotal)
        }
        let waiting = try #require(counts.last)
        // 2,500 events, and the batch that each worker had in its hands.
        #expect(waiting >= 2_500 && waiting < 2_500 + 5_000 * 2)
        var outcome = Outcome()
        try scan.collect(into: &outcome)
        #expect(outcome.findings.count == 100_000)
        #expect(outcome.summary.isComplete)
    }

    @Test(arguments: ["1", "2", "8"], [0, 30])
    func filesLargerThanTheBudgetAreScanned(jobs: String, small: Int) throws {
        let tree = try Tree()
        let filler = String(repeating: "nothing to see in this line\n", count: 110_000)
        for number in 0..<4 {
            for other in 0..<small { try tree.file("f/\(number)-a\(other)", "fixture_abcd") }
            try tree.file("f/\(number)-large", "fixture_abcd\n" + filler + "fixture_efgh\n")
        }
        let outcome = try Fixture.engine([("jobs", jobs), ("memory_limit", "1MiB")]).scan([tree.path])
        #expect(outcome.findings.count == 8 + 4 * small)
        #expect(outcome.summary.isComplete)
    }

    @Test func theBudgetChangesNoEvent() throws {
        let outcome = try GeneratedTree.scan([("memory_limit", "1MiB"), ("jobs", "4")])
        #expect(outcome.lines == (try GeneratedTree.reference.get().lines))
    }

    @Test func manyScansShareAnEngine() throws {
        let engine = try Fixture.engine([("jobs", "2")])
        let path = try GeneratedTree.tree.get().full("f3")
        let expected = try engine.scan([path]).lines
        let failures = Failures()
        let threads = (0..<6).map { _ in
            Thread {
                for _ in 0..<3 where (try? engine.scan([path]).lines) != expected { failures.add() }
            }
        }
        for thread in threads { thread.start() }
        while !threads.allSatisfy(\.isFinished) { usleep(1000) }
        #expect(failures.count == 0)
    }
}

/// Counts from any thread.
final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0
    func add() { lock.withLock { value += 1 } }
    var count: Int { lock.withLock { value } }
}
