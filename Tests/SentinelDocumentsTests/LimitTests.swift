import SentinelDocuments
import TestSupport
import Testing

@Suite struct LimitTests {
    /// "Billion laughs": each level names the one before ten times.
    @Test(arguments: [6, 9, 30])
    func nestedAliasesAreBounded(levels: Int) {
        var text = "a0: &a0 [" + (0..<10).map { _ in "x" }.joined(separator: ", ") + "]\n"
        for level in 1...levels {
            text += "a\(level): &a\(level) [" + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
        }
        let error = #expect(throws: DocumentError.self) { try parse(text) }
        #expect(error?.message.contains("aliases counted in full") == true)
        // The sixth level is the first with more than a million.
        #expect(error?.place.line == 6)
    }

    @Test func aliasesCountInFull() throws {
        var limits = YAML.Limits()
        limits.nodes = 9
        // a, [, x, y, b, [, x, y and the mapping: nine.
        let text = Array("a: &n [x, y]\nb: *n\n".utf8)
        #expect(try YAML.parse(text, limits: limits).count == 1)
        limits.nodes = 8
        #expect(throws: DocumentError.self) { try YAML.parse(text, limits: limits) }
    }

    /// Whoever follows a tree goes as deep as aliases lead.
    @Test func aliasesNestAsDeepAsWhatTheyStandFor() throws {
        var limits = YAML.Limits()
        limits.depth = 4
        // The mapping, its list, and the two lists of `n`: four.
        let text = "a: &n [[x]]\nb: [*n]\n"
        #expect(try YAML.parse(Array(text.utf8), limits: limits).count == 1)
        limits.depth = 3
        let error = #expect(throws: DocumentError.self) { try YAML.parse(Array(text.utf8), limits: limits) }
        #expect(error?.message == "nested deeper than 3 levels")
        #expect(error?.place.line == 2)
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}")])
    func depthIsBounded(open: String, close: String) throws {
        let deepest = String(repeating: open, count: 100) + "x" + String(repeating: close, count: 100)
        #expect(try parse(deepest).count == 1)
        let error = #expect(throws: DocumentError.self) { try parse(open + deepest + close) }
        #expect(error?.message == "nested deeper than 100 levels")
        #expect(error?.place.column == open.count * 100 + 1)
    }

    @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[[", "&a [", "\"", "- - "])
    func aMillionOpeningsEndSoon(piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let time = ContinuousClock().measure { _ = try? parse(text) }
        #expect(time < .seconds(5))
    }

    @Test func sizeIsBounded() {
        var limits = YAML.Limits()
        limits.bytes = 10
        #expect(throws: DocumentError.self) { try YAML.parse(Array("a: 12345678".utf8), limits: limits) }
        #expect(throws: Never.self) { try YAML.parse(Array("a: 1234567".utf8), limits: limits) }
    }

    private static let sample = Array(
        """
        # é
        %é: &a
        "k\\u00e9y": [1, 'it''s', {x: *a, ? y : z}]
        text: |+2
            deep
          é
        ? [complex, key]
        : >-
          folded
        ---
        !!str tagged: "🙂 \\
          joined"
        ...
        """.utf8)

    /// A cut file is read or refused, and what is refused has a place inside it.
    @Test(arguments: 0...sample.count)
    func everyTruncationIsAnswered(length: Int) {
        let bytes = Array(Self.sample[..<length])
        do throws(DocumentError) {
            _ = try YAML.parse(bytes)
        } catch {
            #expect((0...length).contains(error.place.offset) && error.place.line >= 1 && error.place.column >= 1)
        }
    }

    @Test(arguments: 0..<300)
    func changedBytesAreAnswered(seed: Int) {
        var random = SeededRandom(seed)
        var bytes = Self.sample
        for _ in 0...random.below(6) {
            bytes[random.below(bytes.count)] = random.pick(Array("[]{}&*:-?|>'\"%@!\n \t#é".utf8) + [0, 255, 0x80])
        }
        do throws(DocumentError) {
            _ = try YAML.parse(bytes)
        } catch {
            #expect((0...bytes.count).contains(error.place.offset) && !error.message.isEmpty)
        }
    }
}
