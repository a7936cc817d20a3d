import SentinelModel
import TestSupport
import Testing

@Suite struct ByteSearchTests {
    private static func text(_ random: inout SeededRandom, _ most: Int) -> [UInt8] {
        (0..<random.below(most)).map { _ in random.pick(Array("aab".utf8)) }
    }

    /// By definition: some place at which the bytes of the word stand.
    private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        word.isEmpty || text.indices.contains { text[$0...].starts(with: word) }
    }

    @Test(arguments: 0..<400)
    func agreesWithTheDefinition(seed: Int) {
        var random = SeededRandom(seed)
        // Long enough for the wide search, its tail, and words that reach from one into the other.
        let text = Self.text(&random, 200)
        let word = Self.text(&random, seed % 3 == 0 ? 40 : 8)
        let found = unsafe text.withUnsafeBufferPointer { unsafe $0.holds(word) }
        #expect(found == Self.holds(text, word))
        let from = random.below(text.count + 1)
        let place = unsafe text.withUnsafeBufferPointer { bytes in
            unsafe word.withUnsafeBufferPointer { unsafe bytes.firstIndex(of: $0, from: from) }
        }
        #expect(place == (from...text.count).first { text[$0...].starts(with: word) })
        // Every stretch of a text stands in it.
        guard !text.isEmpty else { return }
        let start = random.below(text.count)
        let stretch = Array(text[start..<start + random.below(text.count - start + 1)])
        #expect(unsafe text.withUnsafeBufferPointer { unsafe $0.holds(stretch) })
    }

    @Test(
        arguments: [0, 3, 30, 61, 64, 90, 200],
        [("mcp", true), ("MCP", true), ("mCp", true), ("mc", false), ("mdp", false), ("", false)])
    func wordsAreFoundInAnyCase(before: Int, word: (text: String, isThere: Bool)) {
        for after in [0, 1, 40] {
            let text = Array(
                (String(repeating: "m", count: before) + word.text + String(repeating: "p", count: after)).utf8)
            let isThere = unsafe text.withUnsafeBufferPointer { unsafe $0.holdsInAnyCase("mcp") }
            // `mc` and a `p` behind it are one.
            #expect(isThere == (word.isThere || word.text == "mc" && after > 0), "\(before) \(word) \(after)")
        }
    }

    /// Marks have no case, though they differ from other marks by the same bit.
    @Test func marksHaveNoCase() {
        for (text, word, isThere) in [("a `tool", "@tool", false), ("a @TOOL", "@tool", true)]
            as [(String, StaticString, Bool)]
        {
            for padding in ["", String(repeating: " ", count: 80)] {
                let bytes = Array((padding + text + padding).utf8)
                #expect(unsafe bytes.withUnsafeBufferPointer { unsafe $0.holdsInAnyCase(word) } == isThere, "\(text)")
            }
        }
    }

    @Test(arguments: 0..<200)
    func sketchesRuleNothingOutThatIsThere(seed: Int) {
        var random = SeededRandom(seed)
        let text = (0..<random.below(80)).map { _ in UInt8(random.below(256)) }
        let start = random.below(text.count + 1)
        let part = Array(text[start..<start + random.below(text.count - start + 1)])
        #expect(ByteSketch(text).mayHold(ByteSketch(part)))
        var both = ByteSketch(part)
        both.add(ByteSketch(Array(text.prefix(4))))
        #expect(ByteSketch(text).mayHold(both))
    }

    @Test func sketchesRuleMostOut() {
        let path = SmallPath(RawPath("src/Server/Tools/handler_test.go"))
        #expect(path.path == RawPath("src/server/tools/handler_test.go"))
        let absent = ["settings", ".claude", "mcp", "docker-compose", "package-lock"].map { ByteSketch(Array($0.utf8)) }
        #expect(absent.filter(path.mayHold).isEmpty)
    }

    /// Against the standard library's way of splitting.
    @Test func lastParts() {
        let texts = ["", ".", "..", "a", "a.b", "a.b.", ".a", "..é.", "é.日本.", "a..b", "self.client.run", "/a/b/"]
        for text in texts {
            for sign in ["." as Character, "/"] {
                let known = text.split(separator: sign).last.map(String.init) ?? ""
                #expect(text.lastPart(separatedBy: sign.asciiValue ?? 0) == known, "\(text) by \(sign)")
            }
        }
    }

    /// Against the standard library's own search, which asks for more than bytes only where texts hold combining marks.
    @Test func partsOfTexts() {
        let texts = ["", "a", "ab", "token", "a token of a name longer than a small string holds", "äöü", "日本語"]
        for text in texts {
            for part in texts {
                #expect(text.hasPart(part) == (part.isEmpty || text.contains(part)), "\(part) in \(text)")
            }
        }
    }

    @Test(arguments: 0..<300)
    func namesAreThoseBetweenOtherBytes(seed: Int) {
        var random = SeededRandom(seed)
        let alphabet = Array("aZ09_$é \n.(@[`{/:".utf8)
        // Of few kinds, so that names of more than a block occur.
        let letters = (0..<2 + random.below(6)).map { _ in random.pick(alphabet) }
        let text = (0..<random.below(400)).map { _ in random.chance(60) ? letters[0] : random.pick(letters) }
        let lengths = (0..<256).map { _ in seed % 3 == 0 ? UInt64.max : UInt64(random.below(.max)) }
        var expected: [Range<Int>] = []
        var at = 0
        while at < text.count {
            let end = text[at...].firstIndex { !Self.isPart($0) } ?? text.count
            if end > at, lengths[Int(text[at])] >> UInt64(min(63, end - at)) & 1 != 0 { expected.append(at..<end) }
            at = end + 1
        }
        var found: [Range<Int>] = []
        unsafe text.withUnsafeBufferPointer { bytes in
            while let name = unsafe bytes.nextName(from: found.last?.upperBound ?? 0, lengths) { found.append(name) }
        }
        #expect(found == expected, "\(String(decoding: text, as: UTF8.self))")
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return byte >= 0x80 || character.isLetter || character.isNumber || "_$".contains(character)
    }
}
