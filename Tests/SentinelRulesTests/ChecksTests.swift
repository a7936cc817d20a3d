import TestSupport
import Testing

@testable import SentinelRules

@Suite struct ChecksTests {
    private static func texts(_ count: Int) -> [[UInt8]] {
        var random = SeededRandom(11)
        return (0..<count).map { random.bytes($0 % 120) }
    }

    private static func input(_ texts: [[UInt8]]) -> [UInt8] {
        Array(texts.map { $0.map { String($0) }.joined(separator: ",") }.joined(separator: "\n").utf8)
    }

    private static let reading = """
        import sys, zlib, math
        from collections import Counter
        texts = [bytes(map(int, line.split(","))) if line else b"" for line in sys.stdin.read().split("\\n")]

        """

    @Test func crc32EqualsZlib() throws {
        let texts = Self.texts(300)
        let expected = try Python.lines(Self.reading + "for t in texts: print(zlib.crc32(t))", input: Self.input(texts))
        #expect(texts.map { String(crc32($0)) } == expected)
    }

    @Test func entropyEqualsPython() throws {
        let texts = Self.texts(300) + ["", "aaaa", "abab", "hello world", "0123456789abcdef"].map { Array($0.utf8) }
        let script =
            Self.reading + """
                for t in texts:
                    print("%.9f" % (sum(-c / len(t) * math.log2(c / len(t)) for c in Counter(t).values()) if t else 0))
                """
        let expected = try Python.lines(script, input: Self.input(texts)).compactMap(Double.init)
        try #require(expected.count == texts.count)
        for (text, value) in zip(texts, expected) { #expect(abs(shannonEntropy(text) - value) < 1e-8) }
    }

    @Test func base62EqualsPython() throws {
        let texts = Self.texts(200)
        let script =
            Self.reading + """
                D = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                for t in texts:
                    n, out = zlib.crc32(t), ""
                    while n: n, r = divmod(n, 62); out = D[r] + out
                    print(out.rjust(6, "0"))
                """
        let expected = try Python.lines(script, input: Self.input(texts))
        #expect(texts.map { String(decoding: Checksum.base62(crc32($0), width: 6), as: UTF8.self) } == expected)
    }

    @Test(arguments: ["ghp_{{crc62:30}}", "npm_{{crc62:30}}", "{{crc62:30}}"], 0..<20)
    func generatedTokensHold(template: String, seed: Int) throws {
        #expect(Checksum.github.holds(for: try SampleText(template, seed: "\(seed)").bytes))
    }

    @Test(arguments: 0..<36)
    func aChangedCharacterBreaksTheToken(index: Int) throws {
        var token = try SampleText("ghp_{{crc62:30}}", seed: "x").bytes
        token[4 + index] = token[4 + index] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
        #expect(!Checksum.github.holds(for: token))
    }

    @Test(arguments: ["", "ghp_", "0", String(repeating: "a", count: 35)])
    func shortTokensDoNotHold(text: String) { #expect(!Checksum.github.holds(for: Array(text.utf8))) }
}

@Suite struct PlaceholderTests {
    @Test(arguments: [
        "YOUR_API_KEY", "your-api-key-here", "sk-xxxxxxxxxxxxxxxxxxxx", "ghp_XXXXXXXXXXXXXXXXXXXX", "${TOKEN}",
        "{{token}}", "<token>",
        "%TOKEN%", "AKIAIOSFODNN7EXAMPLE", "changeme", "aaaaaaaaaaaaaaaa", "0000000000000000", "abababababababab",
        "1234567890", "redacted",
        "sk-...", "********", "ghp_abcdefghijklmnopqrstuvwxyz", "dummy_token_value", "my-token", "REPLACE_ME_NOW",
        "YWRtaW46cGFzc3dvcmQxMjM=", "FakeKey123", "sk-fake-0Zq81", "YTp5b3VyX3Rva2Vu",
    ])
    func placeholdersAreKnown(text: String) { #expect(Placeholder.isLikely(Array(text.utf8))) }

    @Test(arguments: [
        "", "a", "%", "<", "s3cr3tV4lue", "hunter2", "kP9vQx2LmZr8TtWc", "YWRtaW46a1A5dlF4MkxtWnI4",
        "correct horse battery",
    ])
    func secretsAreNot(text: String) { #expect(!Placeholder.isLikely(Array(text.utf8))) }

    /// A filter that drops real tokens is worse than none.
    @Test func realTokensAreKept() {
        var random = SeededRandom(4_711)
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        var dropped = 0
        for _ in 0..<100_000 {
            let token = (0..<(20 + random.below(21))).map { _ in random.pick(alphabet) }
            if Placeholder.isLikely(token) { dropped += 1 }
        }
        #expect(dropped < 100)
    }

    @Test func realHexadecimalTokensAreKept() {
        var random = SeededRandom(4_712)
        let alphabet = Array("0123456789abcdef".utf8)
        var dropped = 0
        for _ in 0..<100_000 {
            let token = (0..<32).map { _ in random.pick(alphabet) }
            if Placeholder.isLikely(token) { dropped += 1 }
        }
        #expect(dropped < 100)
    }
}
