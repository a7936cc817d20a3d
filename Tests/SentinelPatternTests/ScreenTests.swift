import SentinelPattern
import TestSupport
import Testing

@Suite struct ScreenTests {
    private struct Hit: Hashable {
        var literal: Int
        var offset: Int
    }

    private func hits(_ screen: Screen, _ text: [UInt8]) -> [Hit] {
        var all: [Hit] = []
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe screen.forEachHit(in: bytes) { all.append(Hit(literal: $0, offset: $1)) }
        }
        return all
    }

    private func expected(_ literals: [Screen.Literal], _ text: [UInt8]) -> [Hit] {
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        let folded = text.map(lower)
        var all: [Hit] = []
        for offset in text.indices {
            for (index, literal) in literals.enumerated() where offset + literal.bytes.count <= text.count {
                let found =
                    literal.caseless
                    ? folded[offset..<offset + literal.bytes.count].elementsEqual(literal.bytes.map(lower))
                    : text[offset..<offset + literal.bytes.count].elementsEqual(literal.bytes)
                if found { all.append(Hit(literal: index, offset: offset)) }
            }
        }
        return all
    }

    /// Few letters make many hits and near misses; lengths from nothing to more than a block put literals on every
    /// border.
    @Test(arguments: 0..<48)
    func findsWhatANaiveSearchFinds(seed: Int) throws {
        var random = SeededRandom(seed)
        let alphabet: [UInt8] = seed % 2 == 0 ? Array("abAB".utf8) : Array("aA1Q-\r{[".utf8) + [0xE1, 0xC1, 0x00]
        let shortest = 3 + seed % 4
        func word(_ count: Int) -> [UInt8] { (0..<count).map { _ in random.pick(alphabet) } }
        let texts = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 24, 40, 300, 9_000].map(word)
        var literals: [Screen.Literal] = []
        for _ in 0..<(1 + random.below(30)) {
            literals.append(
                Screen.Literal(word(shortest + random.below(seed % 5 == 0 ? 12 : 4)), caseless: random.chance(50)))
        }
        literals.append(Screen.Literal(word(200), caseless: false))
        let screens = try Screen.Kernel.allCases.filter(\.isSupported).map { try Screen(literals, kernel: $0) }
        for text in texts {
            var text = text
            // The ends are where scanners go wrong.
            let literal = literals[0].bytes
            if text.count >= literal.count {
                text.replaceSubrange(0..<literal.count, with: literal)
                text.replaceSubrange(text.count - literal.count..<text.count, with: literal)
            }
            let expected = expected(literals, text)
            for screen in screens { #expect(hits(screen, text) == expected, "\(screen.kernel)") }
        }
    }

    @Test func findsLiteralsAcrossBlocks() throws {
        let literals = ["needle", "NEEDLES", "edl", "the longest literal of all of these"].map {
            Screen.Literal(Array($0.utf8), caseless: $0 != "NEEDLES")
        }
        let screen = try Screen(literals)
        for shift in 8_150..<8_230 {
            let text =
                [UInt8](repeating: 0x2E, count: shift) + Array("NEEDLES the longest literal of all of these".utf8)
            #expect(hits(screen, text) == expected(literals, text))
        }
    }

    /// More hits than the buffer holds: nested literals at every position.
    @Test func survivesATextMadeOfLiterals() throws {
        let literals = (3...20).map { Screen.Literal([UInt8](repeating: 0x61, count: $0), caseless: true) }
        let screen = try Screen(literals)
        let text = [UInt8](repeating: 0x61, count: 20_000)
        var count = 0
        var last = Hit(literal: 0, offset: 0)
        for hit in hits(screen, text) {
            #expect((last.offset, last.literal) <= (hit.offset, hit.literal))
            last = hit
            count += 1
        }
        #expect(count == literals.reduce(0) { $0 + text.count - $1.bytes.count + 1 })
    }

    @Test(arguments: [2, 256])
    func refusesLengthsItCannotTake(count: Int) {
        #expect(throws: PatternError.self) {
            try Screen([Screen.Literal([UInt8](repeating: 0x61, count: count), caseless: false)])
        }
    }

    @Test func isEmptyWithoutLiterals() throws { #expect(hits(try Screen([]), Array("text".utf8)).isEmpty) }
}
