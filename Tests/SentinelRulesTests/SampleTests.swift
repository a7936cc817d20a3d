import SentinelRules
import TestSupport
import Testing

@Suite struct SampleTests {
    private func expand(_ text: String, seed: String = "s") throws(SampleMistake) -> SampleText {
        try SampleText(text, seed: seed)
    }

    @Test(arguments: [
        ("a ⟦b⟧ c", "a b c", [2..<3]), ("⟦é⟧⟦x⟧", "éx", [0..<2, 2..<3]), ("⟦⟧", "", [0..<0]), ("none", "none", []),
        // A mark beside a zero width character is one `Character` with it.
        ("a⟦\u{200D}b\u{200D}⟧\u{200D}c", "a\u{200D}b\u{200D}\u{200D}c", [1..<8]),
        ("⟦\u{FE0F}⟧", "\u{FE0F}", [0..<3]), ("x\u{301}⟦\u{301}y⟧\u{301}", "x\u{301}\u{301}y\u{301}", [3..<6]),
        ("a\r⟦\n⟧", "a\r\n", [2..<3]), ("⟦🇩🇪⟧🇩", "🇩🇪🇩", [0..<8]),
    ])
    func marksBecomeSpans(text: String, plain: String, spans: [Range<Int>]) throws {
        let sample = try expand(text)
        #expect(sample.bytes == Array(plain.utf8))
        #expect(sample.spans == spans)
    }

    @Test(arguments: ["⟦a", "a⟧", "⟦a⟦b⟧⟧", "⟧⟦"])
    func unpairedMarksAreMistakes(text: String) { #expect(throws: SampleMistake.self) { try expand(text) } }

    @Test(arguments: [
        ("alnum", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), ("hex", "0123456789abcdef"),
        ("HEX", "0123456789ABCDEF"), ("digits", "0123456789"), ("lower", "abcdefghijklmnopqrstuvwxyz"),
        ("upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ("base32", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
        ("base64", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/"),
        ("base64url", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"),
    ])
    func templatesDrawFromTheirWholeAlphabet(name: String, alphabet: String) throws {
        let bytes = try expand("{{\(name):5000}}").bytes
        #expect(bytes.count == 5_000)
        #expect(Set(bytes) == Set(alphabet.utf8))
    }

    @Test(arguments: [
        "{{x}}", "{{ alnum:3 }}", "{{alnum:3}", "{alnum:3}", "${{ secrets.X }}", "{{", "{{}}", "{{alnumx:2}}",
    ])
    func otherBracesStay(text: String) throws { #expect(try expand(text).bytes == Array(text.utf8)) }

    @Test(arguments: [
        "{{hex:0}}", "{{hex:-1}}", "{{hex:x}}", "{{hex:100001}}", "{{hex:99999999999999999999}}", "{{hex:}}",
    ])
    func wrongCountsAreMistakes(text: String) { #expect(throws: SampleMistake.self) { try expand(text) } }

    @Test func uuidsHaveTheirShape() throws {
        let text = String(decoding: try expand("{{uuid}}").bytes, as: UTF8.self)
        #expect(text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) != nil, "\(text)")
    }

    @Test func theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws {
        #expect(try expand("⟦{{alnum:40}}⟧", seed: "A/match/0") == (try expand("⟦{{alnum:40}}⟧", seed: "A/match/0")))
        #expect(try expand("{{alnum:40}}", seed: "A/match/0") != (try expand("{{alnum:40}}", seed: "A/match/1")))
        #expect(try expand("{{alnum:20}}{{alnum:20}}") == (try expand("{{alnum:40}}")))
    }

    /// SplitMix64 and FNV-1a, computed by Python: samples stay what they are on every machine and in every version.
    @Test func expansionIsStable() throws {
        let script = """
            M = 2 ** 64 - 1
            s = 0xcbf29ce484222325
            for b in "TEST/match/0".encode(): s = ((s ^ b) * 0x100000001b3) & M
            def draw():
                global s
                s = (s + 0x9e3779b97f4a7c15) & M
                z = s
                z = ((z ^ (z >> 30)) * 0xbf58476d1ce4e5b9) & M
                z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & M
                return z ^ (z >> 31)
            print("".join("0123456789abcdef"[draw() % 16] for _ in range(64)))
            """
        let expected = try Python.lines(script, input: [])
        #expect([String(decoding: try expand("{{hex:64}}", seed: "TEST/match/0").bytes, as: UTF8.self)] == expected)
    }
}
