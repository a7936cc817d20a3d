import SentinelEngine
import Synchronization
import TestSupport

/// Thousands of small files and some larger than a worker takes along, findings in many of them. Made once.
enum GeneratedTree {
    static let tree = Result { try make() }

    private static func make() throws -> Tree {
        let tree = try Tree()
        var random = SeededRandom(99)
        for number in 0..<700 {
            let name =
                "f\(random.below(12))/\(random.pick(["a", "b.c", "B", "é"]))/\(random.pick(["x", "X-", "y."]))\(number).txt"
            try tree.file(name, content(lines: random.below(16), &random))
        }
        for number in 0..<9 {
            let filler = String(repeating: "nothing to see in this line\n", count: 40_000 + random.below(60_000))
            try tree.file(
                "f\(number)/large\(number).txt", content(lines: 20, &random) + filler + content(lines: 20, &random))
        }
        return tree
    }

    private static func content(lines: Int, _ random: inout SeededRandom) -> String {
        let texts = [
            "plain", "plain é", "", "x fixture_abcd y", "lowmark_efgh",
            "key = secret_\(random.below(1 << 40))abcd; fixture_aaaa",
            "fixture_abcd # mcp-sentinel:ignore[TEST-MARK] reason=known", "pass=abcdef; pass=ghi;",
        ]
        return (0..<lines).map { _ in random.pick(texts) }.joined(separator: "\n") + "\n"
    }

    private static let outcomes = Mutex<[String: Outcome]>([:])

    /// The outcome with one worker, made once for each set of options.
    static func first(_ options: [(String, String)]) throws -> Outcome {
        let key = String(describing: options)
        if let known = outcomes.withLock({ $0[key] }) { return known }
        let outcome = try scan(options + [("jobs", "1")])
        outcomes.withLock { $0[key] = outcome }
        return outcome
    }

    static func scan(_ options: [(String, String)]) throws -> Outcome {
        try Fixture.engine(options).scan([try tree.get().path])
    }

    /// One worker, default options.
    static let reference = Result { try scan([("jobs", "1")]) }
}
