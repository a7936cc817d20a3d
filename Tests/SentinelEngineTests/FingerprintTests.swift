import SentinelEngine
import SentinelModel
import Testing

@Suite struct FingerprintTests {
    private func prints(_ text: String, name: String = "a.txt") throws -> [String] {
        try Fixture.engine().scan(text, name: name).findings.map(\.fingerprint)
    }

    @Test(arguments: [
        "\n\n\nx fixture_abcd y\n", "x fixture_abcd y", "other\nx fixture_abcd y\r\nother\r\n",
        "    x fixture_abcd y\n", "\tx  fixture_abcd\ty  \n",
    ])
    func movedAndIndentedLinesKeepTheirs(text: String) throws {
        #expect(try prints(text) == (try prints("x fixture_abcd y\n")))
    }

    @Test(arguments: ["z fixture_abcd y", "x fixture_abce y", "x fixture_abcd"])
    func otherContentHasAnother(text: String) throws { #expect(try prints(text) != (try prints("x fixture_abcd y"))) }

    @Test func otherFilesAndRulesHaveOthers() throws {
        #expect(try prints("fixture_abcd", name: "b.txt") != (try prints("fixture_abcd")))
        let both = try prints("fixture_abcd lowmark_abcd")
        #expect(both.count == 2 && Set(both).count == 2)
    }

    @Test func equalFindingsAreCounted() throws {
        let one = try prints("fixture_abcd\n")
        let three = try prints("fixture_abcd\nx\nfixture_abcd\n  fixture_abcd\n")
        #expect(Set(three).count == 3 && three.first == one.first)
        let onOneLine = try prints("fixture_abcd fixture_abcd")
        #expect(Set(onOneLine).count == 2)
    }

    /// Rules taking turns do not disturb each other's count.
    @Test func rulesAreCountedApart() throws {
        let mixed = try prints("fixture_abcd lowmark_abcd\nfixture_abcd lowmark_abcd\n")
        #expect(Set(mixed).count == 4)
        #expect(Array(mixed.prefix(2)) == (try prints("fixture_abcd lowmark_abcd")))
    }

    /// SHA-256 of `mcpSentinel/v1`, `TEST-MARK`, `a.txt`, `xfixture_abcdy` and `0` or `1`, a NUL between them; by Python.
    private static let known = [
        "e866ea686494bcda682ada524ef7c65a522f94ef9951d2d7fc0e451c9e5b4fca",
        "ed827ebe7791aee8286bb474235c7499837fe0aeb9fa21a734f16620d0f8e6dd",
    ]

    /// Known ones: baselines and reports of earlier versions must go on to fit.
    @Test func theyAreThoseOfEarlierVersions() throws {
        #expect(try prints("x fixture_abcd y\n\tx fixture_abcd y") == Self.known)
    }

    @Test func theRootsNameDoesNotCount() throws {
        let (a, b) = (try Tree(), try Tree())
        for tree in [a, b] { try tree.file("x/f.txt", "fixture_abcd") }
        let engine = try Fixture.engine()
        #expect(
            try engine.scan([a.path]).findings.map(\.fingerprint)
                == (try engine.scan([b.path]).findings.map(\.fingerprint)))
    }

    @Test func theirFormIsHexadecimal() throws {
        for text in try prints("fixture_abcd\nfixture_abcd") {
            #expect(text.utf8.count == 64 && text.allSatisfy { "0123456789abcdef".contains($0) })
        }
    }
}
