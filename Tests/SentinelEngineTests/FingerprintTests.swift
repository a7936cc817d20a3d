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
