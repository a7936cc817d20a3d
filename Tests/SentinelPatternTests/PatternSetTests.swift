import SentinelPattern
import Synchronization
import TestSupport
import Testing

@Suite struct PatternSetTests {
    /// Random patterns over texts made to match them: the screen, the leads and the order of attempts change nothing.
    @Test(arguments: 0..<60)
    func equalsTheNaiveEngineOnRandomTexts(seed: Int) throws {
        var generator = RegexGenerator(random: SeededRandom(seed &+ 5_000), unicode: seed % 4 == 0)
        var patterns: [Pattern] = []
        var roots: [RegexNode] = []
        for _ in 0..<4_000 where patterns.count < 12 {
            let source = generator.pattern()
            let options = PatternOptions(unicode: generator.unicode, maxLength: generator.random.chance(50) ? 25 : 120)
            guard let pattern = try? Pattern(source, options: options) else { continue }
            patterns.append(pattern)
            roots.append(try RegexParser.parse(pattern.source, unicode: generator.unicode).root)
        }
        let set = try PatternSet(patterns)
        let scratch = try MatchScratch()
        var sampler = RegexSampler(random: SeededRandom(seed))
        for pieces in [1, 3, 40, 400] {
            let text = sampler.text(roots, pieces: pieces)
            let expected = naive(patterns, in: text, scratch: scratch)
            let found = find(set, in: text, scratch: scratch)
            for number in patterns.indices where !expected.limited.contains(number) && !found.limited.contains(number) {
                let wanted = expected.matches.filter { $0.pattern == number }
                let got = found.matches.filter { $0.pattern == number }
                #expect(
                    got == wanted, "\(String(decoding: patterns[number].source, as: UTF8.self)) on \(text.count) bytes")
            }
        }
    }

    @Test(.enabled(if: !SourceFiles.all.isEmpty, "needs a Python with its standard library"))
    func equalsTheNaiveEngineOnRealFiles() throws {
        let patterns = try SecretPatterns.compiled()
        let set = try PatternSet(patterns)
        let scratch = try MatchScratch()
        var count = 0
        for file in SourceFiles.all {
            let expected = naive(patterns, in: file, scratch: scratch)
            let found = find(set, in: file, scratch: scratch)
            #expect(expected.limited.isEmpty && found.limited.isEmpty)
            #expect(found.matches == expected.matches)
            count += found.matches.count
        }
        #expect(count > 1_000)
    }

    @Test(arguments: SecretPatterns.sources)
    func generatedCodeAgreesWithTheInterpreter(_ source: String) throws {
        guard !SecretPatterns.unanchored.contains(source) else {
            #expect(throws: PatternError.self) { try Pattern(source) }
            return
        }
        let pattern = try Pattern(source)
        let set = try PatternSet([pattern])
        let (jit, interpreter) = (try MatchScratch(), try MatchScratch(interpretsOnly: true))
        #expect(try pattern.inspect().hasJIT)
        var sampler = RegexSampler(random: SeededRandom(source.utf8.count))
        let root = try RegexParser.parse(pattern.source, unicode: false).root
        let text = sampler.text([root], pieces: 200)
        let found = find(set, in: text, scratch: jit)
        #expect(!found.matches.isEmpty)
        #expect(found.matches == find(set, in: text, scratch: interpreter).matches)
        #expect(found.matches == naive([pattern], in: text, scratch: interpreter).matches)
    }

    /// Windows that overlap by what a match can depend on, searched one after the other, give what the whole gives.
    @Test(arguments: [300, 1_000, 7_000])
    func windowsChangeNothing(size: Int) throws {
        let patterns = try SecretPatterns.compiled().filter { $0.analysis.reach < 250 }
        let set = try PatternSet(patterns)
        let scratch = try MatchScratch()
        var sampler = RegexSampler(random: SeededRandom(size))
        let roots = try patterns.map { try RegexParser.parse($0.source, unicode: false).root }
        let text = sampler.text(roots, pieces: 600)
        let whole = find(set, in: text, scratch: scratch).matches
        var cut: [NaiveEngine.Match] = []
        var at = 0
        while at < text.count {
            let start = max(0, at - set.windowReach.before)
            let reportable = at..<min(at + size, text.count)
            let end = min(text.count, reportable.upperBound + set.windowReach.after)
            let request = PatternSet.Request(
                reportable: reportable.lowerBound - start..<reportable.upperBound - start,
                active: PatternMask(count: patterns.count, all: true), base: start, isContinuation: at > 0)
            let window = Array(text[start..<end])
            let ended = unsafe window.withUnsafeBufferPointer {
                unsafe set.find(
                    in: $0, request, scratch: scratch, poll: { false },
                    onMatch: { number, range in
                        cut.append(
                            NaiveEngine.Match(
                                pattern: number, range: range.lowerBound + start..<range.upperBound + start))
                        return true
                    }, onLimit: { _, _, _ in false })
            }
            #expect(ended == .finished)
            at = reportable.upperBound
        }
        #expect(!whole.isEmpty)
        #expect(cut.sorted { ($0.pattern, $0.range.lowerBound) < ($1.pattern, $1.range.lowerBound) } == whole)
    }

    @Test func onlyActivePatternsAndReportablePlacesCount() throws {
        let set = try PatternSet([try Pattern("token[0-9]"), try Pattern("token[0-9]{2}")])
        let text = Array("token12 token34 token56".utf8)
        var mask = PatternMask(count: 2)
        mask[1] = true
        var found: [Range<Int>] = []
        let request = PatternSet.Request(reportable: 1..<16, active: mask)
        let scratch = try MatchScratch()
        _ = unsafe text.withUnsafeBufferPointer {
            unsafe set.find(
                in: $0, request, scratch: scratch, poll: { false },
                onMatch: { number, range in
                    #expect(number == 1)
                    found.append(range)
                    return true
                }, onLimit: { _, _, _ in true })
        }
        #expect(found == [8..<15])
    }

    @Test func stopsWhenAsked() throws {
        let set = try PatternSet([try Pattern("token[0-9]")])
        let text = Array(String(repeating: "token1 ", count: 40_000).utf8)
        let request = PatternSet.Request(reportable: 0..<text.count, active: PatternMask(count: 1, all: true))
        func run(poll: () -> Bool, onMatch: () -> Bool) throws -> FindEnd {
            let scratch = try MatchScratch()
            return unsafe text.withUnsafeBufferPointer {
                unsafe set.find(
                    in: $0, request, scratch: scratch, poll: poll, onMatch: { _, _ in onMatch() },
                    onLimit: { _, _, _ in true })
            }
        }
        var matches = 0
        #expect(
            try run(
                poll: { false },
                onMatch: {
                    matches += 1; return matches < 3
                }) == .stopped)
        #expect(matches == 3)
        var polls = 0
        matches = 0
        #expect(
            try run(
                poll: {
                    polls += 1; return polls == 4
                },
                onMatch: {
                    matches += 1; return true
                }) == .cancelled)
        #expect((256...1_024).contains(matches))
    }

    /// Eight threads share a set that no one has compiled yet.
    @Test func isSharedByThreads() throws {
        let patterns = try SecretPatterns.compiled()
        let set = try PatternSet(patterns)
        var sampler = RegexSampler(random: SeededRandom(8))
        let text = sampler.text(try patterns.map { try RegexParser.parse($0.source, unicode: false).root }, pieces: 300)
        let results = Mutex<[[NaiveEngine.Match]]>([])
        inThreads(8) {
            guard let scratch = try? MatchScratch() else { return }
            let found = find(set, in: text, scratch: scratch).matches
            results.withLock { $0.append(found) }
        }
        let all = results.withLock { $0 }
        #expect(all.count == 8)
        #expect(all.allSatisfy { $0 == all[0] && !$0.isEmpty })
    }
}
