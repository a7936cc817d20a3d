import SentinelModel
import SentinelPattern
import SentinelRules
import TestSupport
import Testing

@testable import SentinelDetectors

/// The screen, the leads, the windows and the shared scratch change nothing: every built-in pattern over everything, one by
/// one, finds the same.
@Suite struct DifferentialTests {
    private static let detector = Result {
        let rules = try #require(BuiltInRules.load())
        return try PatternDetector(
            rules: rules, limits: DetectorLimits(match: 100_000, depth: 100_000, heapBytes: 20_000_000))
    }

    private static func naive(_ bytes: [UInt8], _ scratch: MatchScratch) throws -> (
        matches: [NaiveEngine.Match], limited: Set<Int>
    ) {
        let patterns = try detector.get().set.patterns
        return unsafe bytes.withUnsafeBufferPointer { unsafe NaiveEngine.find(patterns, in: $0, scratch: scratch) }
    }

    private static func found(_ bytes: [UInt8], _ scratch: MatchScratch) throws -> (
        matches: [NaiveEngine.Match], limited: Set<Int>
    ) {
        let set = try detector.get().set
        var matches: [NaiveEngine.Match] = []
        var limited: Set<Int> = []
        let request = PatternSet.Request(
            reportable: 0..<bytes.count, active: PatternMask(count: set.patterns.count, all: true))
        _ = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe set.find(
                in: buffer, request, scratch: scratch, poll: { false },
                onMatch: {
                    matches.append(NaiveEngine.Match(pattern: $0, range: $1))
                    return true
                },
                onLimit: { number, _, _ in
                    limited.insert(number)
                    return true
                })
        }
        return (matches.sorted { ($0.pattern, $0.range.lowerBound) < ($1.pattern, $1.range.lowerBound) }, limited)
    }

    private func compare(_ bytes: [UInt8], _ scratch: MatchScratch, _ name: String) throws -> Int {
        let expected = try Self.naive(bytes, scratch)
        let found = try Self.found(bytes, scratch)
        let limited = expected.limited.union(found.limited)
        let wanted = expected.matches.filter { !limited.contains($0.pattern) }
        #expect(found.matches.filter { !limited.contains($0.pattern) } == wanted, "\(name)")
        return wanted.count
    }

    /// Texts that hold every rule's samples, one after the other in an order of chance.
    private static func generated(_ seed: Int) -> [UInt8] {
        var random = SeededRandom(seed)
        var samples = self.samples
        samples.shuffle(using: &random)
        let separators: [[UInt8]] = [[10], [13, 10], [32], [], [34, 10, 10], Array("é\n".utf8), [0xFF, 10]]
        return samples.flatMap { $0 + random.pick(separators) }
    }

    private static let samples: [[UInt8]] = {
        var samples: [[UInt8]] = []
        for rule in BuiltInRules.load() ?? [] {
            for (number, sample) in (rule.examples.match + rule.examples.pass).enumerated() {
                let isMatch = number < rule.examples.match.count
                let index = isMatch ? number : number - rule.examples.match.count
                if let text = try? rule.expanded(sample, isMatch: isMatch, number: index) { samples.append(text.bytes) }
            }
        }
        return samples
    }()

    /// Real files with a few samples strewn in.
    @Test func realFilesGiveTheSame() throws {
        let scratch = try MatchScratch()
        var random = SeededRandom(5)
        try #require(SourceTree.files.count >= 100, "needs a Python with its standard library")
        var count = 0
        for (number, file) in SourceTree.files.enumerated() {
            var text = file
            for _ in 0..<4 {
                let at = random.below(text.count)
                text.insert(contentsOf: random.pick(Self.samples), at: at)
            }
            count += try compare(text, scratch, "file \(number)")
        }
        #expect(count > 200)
    }

    @Test(arguments: 0..<6)
    func generatedFilesGiveTheSame(seed: Int) throws {
        #expect(try compare(Self.generated(seed), try MatchScratch(), "seed \(seed)") > 500)
    }

    /// The whole text at once and in windows: the same findings, conditions and all.
    @Test(arguments: [30_000, 100_000], 0..<3)
    func windowsGiveTheSame(size: Int, seed: Int) throws {
        let detector = try Self.detector.get()
        let bytes = Self.generated(seed)
        let whole = try #require(detector.makeSession())
        whole.beginFile()
        let expected = unsafe bytes.withUnsafeBufferPointer {
            unsafe whole.matches(in: $0, reportable: 0..<bytes.count, offset: 0, types: .all, mayGoOn: { true })
        }.map { "\($0.rule.id) \($0.span)" }
        let session = try #require(detector.makeSession())
        session.beginFile()
        var found: [String] = []
        for at in stride(from: 0, to: bytes.count, by: size) {
            let end = min(at + size, bytes.count)
            let base = max(0, at - detector.reach)
            let window = Array(bytes[base..<min(bytes.count, end + detector.reach)])
            found += unsafe window.withUnsafeBufferPointer {
                unsafe session.matches(
                    in: $0, reportable: (at - base)..<(end - base), offset: base, types: .all, mayGoOn: { true })
            }.map { "\($0.rule.id) \($0.span.lowerBound + base..<$0.span.upperBound + base)" }
        }
        #expect(expected.count > 300)
        // The order within one place may differ where a report group starts before the match of another window.
        #expect(found.sorted() == expected.sorted())
    }
}
