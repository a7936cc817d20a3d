import SentinelModel
import TestSupport
import Testing

@Suite struct SHA256Tests {
    /// Every length from 0 to 300 crosses each border of the padding several times.
    @Test func equalsPythonOnEveryShortLength() throws {
        var random = SeededRandom(1)
        let texts = (0...300).map { random.bytes($0) }
        let script = """
            import sys, hashlib
            data = sys.stdin.buffer.read()
            at = 0
            for n in range(301):
                print(hashlib.sha256(data[at:at + n]).hexdigest()); at += n
            """
        let expected = try Python.lines(script, input: texts.flatMap(\.self))
        let digests = texts.map { text in
            var hash = SHA256()
            hash.update(text.span)
            return hash.digest().hex
        }
        #expect(digests == expected)
    }

    @Test(arguments: [1, 63, 64, 65, 4_096, 1 << 20])
    func piecesOfAnyLengthGiveTheSame(piece: Int) throws {
        var random = SeededRandom(piece)
        let text = random.bytes(piece < 64 ? 1_000 : 1 << 20)
        let expected = try Python.lines(
            "import sys, hashlib; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())", input: text)
        var hash = SHA256()
        for start in stride(from: 0, to: text.count, by: piece) {
            hash.update(text[start..<min(start + piece, text.count)].span)
        }
        #expect([hash.digest().hex] == expected)
    }

    @Test func aDigestMayBeTakenInBetween() {
        var hash = SHA256()
        hash.update(Array("ab".utf8).span)
        let early = hash.digest().hex
        hash.update(Array("c".utf8).span)
        #expect(early == "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603")
        // FIPS 180-4's own example.
        #expect(hash.digest().hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: 0..<50)
    func bytesCanBeLeftOut(seed: Int) {
        var random = SeededRandom(seed)
        let (start, text) = (random.bytes(random.below(200)), random.bytes(random.below(300)))
        let floor = UInt8(random.below(256))
        var (some, filtered) = (SHA256(), SHA256())
        some.update(start.span)
        some.update(text.span, above: floor)
        filtered.update((start + text.filter { $0 > floor }).span)
        #expect(some.digest() == filtered.digest())
    }

    /// Many texts can go on from one beginning.
    @Test func aCopyGoesOnByItself() {
        var random = SeededRandom(2)
        let beginning = random.bytes(100)
        var common = SHA256()
        common.update(beginning.span)
        for length in 0..<130 {
            let rest = random.bytes(length)
            var (copy, whole) = (common, SHA256())
            copy.update(rest.span)
            whole.update((beginning + rest).span)
            #expect(copy.digest() == whole.digest())
        }
    }
}
