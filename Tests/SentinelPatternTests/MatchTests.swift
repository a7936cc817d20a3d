import SentinelPattern
import Testing

@Suite struct MatchTests {
    private func match(
        _ pattern: Pattern, _ text: String, at: Int = 0, end: Int? = nil, _ scratch: MatchScratch
    ) -> MatchOutcome {
        let text = Array(text.utf8)
        return unsafe text.withUnsafeBufferPointer {
            unsafe pattern.match(in: $0, at: at, end: end ?? $0.count, scratch: scratch)
        }
    }

    private func condition(_ text: String, unicode: Bool = false, maxLength: Int? = nil) throws -> Pattern {
        try Pattern(text, options: PatternOptions(unicode: unicode, maxLength: maxLength, role: .condition))
    }

    @Test(arguments: [false, true])
    func isAnchoredButSeesWhatLiesBefore(interpret: Bool) throws {
        let scratch = try MatchScratch(interpretsOnly: interpret)
        let pattern = try condition("(?<=a)b(?<rest>c)?")
        #expect(match(pattern, "xabc", at: 2, scratch) == .match(2..<4))
        #expect(scratch.group(0) == 2..<4)
        #expect(scratch.group(1) == 3..<4)
        #expect(match(pattern, "xabc", at: 1, scratch) == .noMatch)
        #expect(match(pattern, "xabc", at: 2, end: 3, scratch) == .match(2..<3))
        #expect(scratch.group(1) == nil)
        #expect(scratch.group(-1) == nil && scratch.group(1_000) == nil)
    }

    @Test(arguments: [(-1, 2), (3, 2), (0, 9)])
    func refusesRangesOutsideTheText(at: Int, end: Int) throws {
        #expect(match(try condition("a"), "aaa", at: at, end: end, try MatchScratch()) == .noMatch)
    }

    @Test func declaredLengthCutsAMatch() throws {
        let scratch = try MatchScratch()
        let pattern = try Pattern("key[a-z]+$", options: PatternOptions(maxLength: 6))
        #expect(pattern.analysis.cut == 6)
        #expect(match(pattern, "keyabc", scratch) == .match(0..<6))
        // The cut is not the end of a line.
        #expect(match(pattern, "keyabcd", scratch) == .noMatch)
    }

    @Test func lineEndsAreLFAndCRAndCRLF() throws {
        let pattern = try condition("^b$")
        for text in ["a\nb\nc", "a\rb\rc", "a\r\nb\r\nc"] { #expect(try search(pattern, text) != nil) }
        #expect(try search(condition("a.b"), "a\rb") == nil)
    }

    /// PCRE2's own search steps over CRLF as one; ours must not.
    @Test func searchTriesTheMiddleOfCRLF() throws {
        #expect(try search(condition("\\skey"), "\r\nkey") == 1..<5)
    }

    @Test func invalidUTF8MatchesNothingButStopsNothing() throws {
        let pattern = try condition("é.é", unicode: true)
        let text: [UInt8] = [0xC3, 0xA9, 0xFF, 0xC3, 0xA9, 0x20, 0xC3, 0xA9]
        #expect(try search(pattern, text) == 3..<8)
        #expect(try search(pattern, text, interpret: true) == 3..<8)
        let scratch = try MatchScratch(interpretsOnly: true)
        for at in text.indices {
            let outcome = unsafe text.withUnsafeBufferPointer {
                unsafe pattern.match(in: $0, at: at, end: $0.count, scratch: scratch)
            }
            #expect(outcome == (at == 3 ? .match(3..<8) : .noMatch))
        }
    }

    @Test(arguments: [false, true])
    func reportsTheMatchLimit(interpret: Bool) throws {
        let scratch = try MatchScratch(interpretsOnly: interpret)
        let pattern = try condition("(?:a+)+$")
        let text = String(repeating: "a", count: 40) + "!"
        #expect(match(pattern, text, scratch) == .limited(.match))
        // And is usable afterwards.
        #expect(match(pattern, "aaa", scratch) == .match(0..<3))
    }

    @Test func reportsDepthAndHeapLimits() throws {
        let pattern = try condition("(?:a|b)+$")
        let text = String(repeating: "a", count: 20_000) + "!"
        let deep = try MatchScratch(limits: MatchLimits(match: 10_000_000, depth: 100), interpretsOnly: true)
        #expect(match(pattern, text, deep) == .limited(.depth))
        let heap = try MatchScratch(
            limits: MatchLimits(match: 10_000_000, depth: 10_000_000, heapKiB: 64), interpretsOnly: true)
        #expect(match(pattern, text, heap) == .limited(.heap))
    }

    /// Generated code that runs out of its stack hands over to the interpreter. With a stack that suffices the answer
    /// is the same.
    @Test func aFullStackIsRetriedInTheInterpreter() throws {
        let pattern = try condition("(?:(a)|b)+c")
        let text = String(repeating: "ab", count: 4_000) + "c"
        let limits = MatchLimits(match: 10_000_000, depth: 10_000_000, heapKiB: 100_000)
        let small = try MatchScratch(limits: limits, jitStack: 32_768...32_768)
        let large = try MatchScratch(limits: limits, jitStack: 32_768...8_388_608)
        #expect(match(pattern, text, small) == .match(0..<8_001))
        #expect(small.interpreterRetries == 1)
        #expect(match(pattern, text, large) == .match(0..<8_001))
        #expect(large.interpreterRetries == 0)
    }

    /// The parser does not know property names; PCRE2 does.
    @Test func aPatternPCRE2RefusesFailsButDoesNotTrap() throws {
        let pattern = try condition("\\p{Nonsense}", unicode: true)
        #expect(throws: PatternError.self) { try pattern.compile() }
        guard case .failed(let failure) = match(pattern, "a", try MatchScratch()) else {
            Issue.record("a pattern that does not compile must fail")
            return
        }
        #expect(!failure.text.isEmpty)
    }
}
