import Foundation
import SentinelClient
import SentinelModel
import Testing

/// The C functions from several threads at once.
@Suite(.serialized) struct ThreadTests {
    private static func engine() throws -> SentinelClient.Engine {
        var configuration = try SentinelClient.Configuration()
        try configuration.set("rules", to: Fixture.file)
        try configuration.set("rule", to: "TEST-*")
        try configuration.set("omit_measurements", to: "true")
        try configuration.set("jobs", to: "2")
        return try SentinelClient.Engine(configuration)
    }

    private static func report(_ engine: borrowing SentinelClient.Engine, _ path: String) throws -> [UInt8] {
        var scan = try engine.scan()
        try scan.add(SentinelClient.RawPath(path))
        return try scan.collect().render("json")
    }

    /// Runs `body` in as many threads and returns how often it said no or threw.
    private static func failures(threads count: Int, _ body: @escaping @Sendable (Int) throws -> Bool) -> Int {
        let failures = Failures()
        let threads = (0..<count).map { number in Thread { if (try? body(number)) != true { failures.add() } } }
        for thread in threads { thread.start() }
        while !threads.allSatisfy(\.isFinished) { usleep(1000) }
        return failures.count
    }

    @Test func enginesOfTheirOwn() throws {
        let path = try GeneratedTree.tree.get().full("f5")
        let expected = try Self.report(try Self.engine(), path)
        #expect(Self.failures(threads: 4) { _ in try Self.report(try Self.engine(), path) == expected } == 0)
        #expect(expected.count > 10_000)
    }

    @Test func oneEngineSharedAndReleasedByAll() throws {
        let path = try GeneratedTree.tree.get().full("f6")
        let shared = try Self.engine()
        let expected = try Self.report(shared, path)
        let copies = Copies((0..<6).map { _ in Copies.Box(shared.shared()) })
        #expect(Self.failures(threads: 6) { try Self.report(copies.boxes[$0].engine, path) == expected } == 0)
    }

    private final class Copies: Sendable {
        final class Box: Sendable {
            let engine: SentinelClient.Engine
            init(_ engine: consuming SentinelClient.Engine) { self.engine = engine }
        }

        let boxes: [Box]
        init(_ boxes: [Box]) { self.boxes = boxes }
    }

    @Test func scansAreCancelledAndFreedWhileOthersRun() throws {
        let path = try GeneratedTree.tree.get().path
        let engine = Copies.Box(try Self.engine())
        let expected = try Self.report(engine.engine, path)
        let failures = Self.failures(threads: 6) { number in
            guard number % 2 == 0 else { return try Self.report(engine.engine, path) == expected }
            for round in 0..<5 {
                var scan = try engine.engine.scan()
                try scan.add(SentinelClient.RawPath(path))
                try scan.start()
                for _ in 0..<(round * 40) { _ = try scan.next(timeout: 10) }
                if round % 2 == 0 { scan.cancel() }
            }
            return true
        }
        #expect(failures == 0)
    }
}
