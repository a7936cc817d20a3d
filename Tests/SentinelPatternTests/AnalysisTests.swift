import SentinelPattern
import TestSupport
import Testing

@Suite struct AnalysisTests {
    private static func literals(_ text: String, _ options: PatternOptions = PatternOptions()) throws -> [String] {
        try Pattern(text, options: options).analysis.anchors.map { String(decoding: $0.literal, as: UTF8.self) }
    }

    @Test(arguments: [
        ("gh[pousr]_[A-Za-z0-9]{36}", ["gho_", "ghp_", "ghr_", "ghs_", "ghu_"]),
        ("(?i)api[_-]?key=", ["api-key=", "api_key=", "apikey="]),
        ("(?:AKIA|ASIA)[A-Z]{16}", ["AKIA", "ASIA"]),
        ("[a-z]{3}xoxb-", ["xoxb-"]),
    ])
    func extracts(_ text: String, _ expected: [String]) throws { #expect(try Self.literals(text) == expected) }

    @Test func knowsLengthsAndLeads() throws {
        let analysis = try Pattern(#"(?<!\w\w)[a-z]{2,5}token\b(?=;{3})"#).analysis
        #expect(analysis.minLength == 7)
        #expect(analysis.maxLength == 10)
        #expect(analysis.reach == 13)
        #expect(analysis.maxLookbehind == 2)
        #expect(analysis.anchors == [Anchor(literal: Array("token".utf8), caseless: false, lead: 2...5)])
    }

    /// What the random patterns above cannot show: that the opening tells as much as can be told.
    @Test(arguments: [
        ("ab[c-e]{2,4}f", "a b [cde] [cde] [cdef]", "any", true),
        ("key(?:=|: )[0-2]", "k e y [:=] [ 012]", "any", true),
        (#"\bkey"#, "k e y", "not word", true),
        (#"\B=key"#, "= k e y", "not word", true),
        ("(?<![a-z])KEY", "K E Y", "not a-z", true),
        ("(?<=[=:])KEY", "K E Y", ":=", false),
        ("(?<=^|,)KEY", "K E Y", "line end or comma", true),
        ("(?:^|x)KEY", "[Kx] [EK] [EY]", "any", true),
        ("^KEY", "K E Y", "line end", true),
    ])
    func knowsHowMatchesBegin(_ source: String, _ row: String, _ before: String, _ fitsTextStart: Bool) throws {
        let opening = try Pattern(source).analysis.opening
        let text = opening.bytes.map { set in
            let members = String(decoding: set.members, as: UTF8.self)
            return members.count == 1 ? members : "[\(members)]"
        }
        #expect(text.joined(separator: " ") == row)
        let word = Set(
            (0...255).map(UInt8.init).filter { $0 == 0x5F || "\(Unicode.Scalar($0))".allSatisfy(\.isASCIIAlphanumeric) }
        )
        let expected: Set<UInt8> =
            switch before {
            case "any": Set(0...255)
            case "not word": Set(0...255).subtracting(word)
            case "not a-z": Set(0...255).subtracting(0x61...0x7A)
            case "line end": [0x0A, 0x0D]
            case "line end or comma": [0x0A, 0x0D, 0x2C]
            default: Set(before.utf8)
            }
        #expect(Set(opening.before.members) == expected)
        #expect(opening.fitsTextStart == fitsTextStart)
    }

    @Test func keywordsBecomeAnchorsWhereEveryMatchHasOne() throws {
        let keyed = PatternOptions(keywords: ["secret", "token"])
        let anchors = try Pattern("(?i)my_(?:secret|token)_[a-z]{4}", options: keyed).analysis.anchors
        #expect(Set(anchors.map { String(decoding: $0.literal, as: UTF8.self) }) == ["secret", "token"])
        #expect(anchors.allSatisfy { $0.lead == 3...3 && $0.caseless })
        // A keyword is looked for in the case the pattern has it in, if it has but one.
        let sensitive = try Pattern("my_(?:Secret|TOKEN)_[a-z]{4}", options: keyed).analysis.anchors
        #expect(Set(sensitive.map { String(decoding: $0.literal, as: UTF8.self) }) == ["Secret", "TOKEN"])
        #expect(sensitive.allSatisfy { !$0.caseless })
    }

    @Test(arguments: ["(?i)my_(?:secret|token|pin1)_[a-z]{4}", "(?:secret)?abcd", "[a-z]{6}_abcd", ".{0,90}secret"])
    func refusesKeywordsThatNeedNotBeThere(_ text: String) {
        #expect(throws: PatternError.self) {
            try Pattern(text, options: PatternOptions(keywords: ["secret", "token"]))
        }
    }

    /// Every match lies within the promised lengths and contains an anchor at an allowed lead, and its first byte is as
    /// promised.
    /// Copies of copies of a loop's body: each loop around another would multiply the work by the bytes that are looked at.
    @Test(.timeLimit(.minutes(1))) func nestedLoopsAreAnalysedInBoundedTime() throws {
        let nested = String(repeating: "(?:", count: 30) + "ab" + String(repeating: ")+", count: 30)
        let analysis = try Pattern("secret_\(nested)", options: PatternOptions(maxLength: 64)).analysis
        #expect(analysis.opening.bytes.count >= 9)
    }

    @Test(arguments: 0..<60)
    func promisesHoldForEveryMatch(seed: Int) throws {
        var generator = RegexGenerator(random: SeededRandom(seed &+ 1_000), unicode: seed % 3 == 0)
        var seen = 0
        for round in 0..<120 {
            let source = generator.pattern()
            let options = PatternOptions(unicode: generator.unicode, maxLength: 120)
            guard let pattern = try? Pattern(source, options: options) else { continue }
            let parsed = try RegexParser.parse(Array(source.utf8), unicode: generator.unicode)
            var sampler = RegexSampler(random: SeededRandom(seed &* 1_000 &+ round))
            let text = sampler.text([parsed.root], pieces: 12)
            let result = naive([pattern], in: text, scratch: try MatchScratch())
            for match in result.matches {
                seen += 1
                check(match.range, of: pattern, in: text, source)
            }
        }
        #expect(seen > 20)
    }

    /// What stands behind one literal is told from what stands behind others.
    @Test func literalsTellWhatFollowsThem() throws {
        let anchors = try Pattern("(?i:password|passwd)[^a-z][0-9]|token(?:_|-)x|secrets?").analysis.anchors
        let following = Dictionary(
            uniqueKeysWithValues: anchors.map { (String(decoding: $0.literal, as: UTF8.self), $0.following) })
        let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
        let mark = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z")).complement
        #expect(following["password"] == [mark, digits])
        #expect(following["passwd"] == [mark, digits])
        // What may end there says nothing.
        #expect(following["secret"] == [])
        // Of literals that may stand at several places, what follows at any of these.
        let far = try Pattern("[a-z]{0,3}_password=[0-9]x").analysis.anchors
        #expect(far.map(\.following) == [[digits]])
    }

    private func check(_ range: Range<Int>, of pattern: Pattern, in text: [UInt8], _ source: String) {
        let analysis = pattern.analysis
        #expect((analysis.minLength...analysis.maxLength).contains(range.count), "\(source)")
        let opening = analysis.opening
        #expect((1...analysis.minLength).contains(opening.bytes.count), "\(source)")
        for (offset, set) in opening.bytes.enumerated() {
            #expect(set.contains(text[range.lowerBound + offset]), "\(source) at \(offset)")
        }
        let fitsBefore =
            range.lowerBound == 0 ? opening.fitsTextStart : opening.before.contains(text[range.lowerBound - 1])
        #expect(fitsBefore, "\(source)")
        var isAnchored = false
        for anchor in analysis.anchors {
            for lead in anchor.lead where stands(anchor, at: range.lowerBound + lead, in: text) {
                isAnchored = true
                for (offset, set) in anchor.following.enumerated() {
                    let place = range.lowerBound + lead + anchor.literal.count + offset
                    #expect(place < range.upperBound && set.contains(text[place]), "\(source): \(anchor) at \(offset)")
                }
            }
        }
        #expect(isAnchored, "\(source) matched \(text[range]) without any of \(analysis.anchors)")
    }

    private func stands(_ anchor: Anchor, at start: Int, in text: [UInt8]) -> Bool {
        guard start + anchor.literal.count <= text.count else { return false }
        let piece = text[start..<start + anchor.literal.count]
        return anchor.caseless ? piece.map(lowercased) == anchor.literal : Array(piece) == anchor.literal
    }

    private func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension Character {
    fileprivate var isASCIIAlphanumeric: Bool { isASCII && (isLetter || isNumber) }
}
