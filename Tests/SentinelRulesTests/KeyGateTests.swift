import SentinelDocuments
import SentinelModel
import SentinelPattern
import TestSupport
import Testing

@testable import SentinelRules

/// What keeps documents from being read: nothing that is found in them read may be lost by it.
@Suite struct KeyGateTests {
    private static let pieces = [
        "image", "image", "a", "ax", ":", ": ", " ", "\n", "\n  ", "{", "}", "[", "]", ",", "? ", "- ", "&k ", "*k ",
        "*k : ", "\"", "'",
        "\"image\"", "'image'", "\"im\\u0061ge\"", " # c\n", "/* c */", "=", " = ", ".", "[image]", "1", "_", "!t ",
        "|\n", "--- ",
        "\u{FEFF}", "*k:", "*k", "&k", "\u{A0}", "\u{85}", "\u{2028}", "\\", "\\\\", "\"\\image\"", "\"im\\age\"",
        "\"im\\\nage\"",
        "'''image'''", "\"\"\"image\"\"\"", "{\"a\": 1", "\"image\": \"x\"", "image: x\n", "image = 1\n", "!!str ",
        "\r\n",
    ]

    private static func rules() throws -> ConfigRuleSet {
        let body = ConfigRuleTests.text("documents: [json, yaml, toml]\nselect: ['**.image', '**.im*ge', '**.a.image']")
        return ConfigRuleSet(try RuleText.check(body)) { _ in nil }
    }

    private static func compare(_ text: String, _ type: FileType, _ set: ConfigRuleSet) throws -> Int {
        let scratch = try MatchScratch()
        let path = RawPath("a.\(type)")
        let format = try #require(DocumentFormat(for: FileTypeSet(type), path: "a.\(type)"))
        return unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
            let gated = unsafe set.find(in: bytes, types: FileTypeSet(type), path: path, scratch: scratch)
            let all = unsafe set.find(
                in: DocumentReader.read(bytes, as: format), types: FileTypeSet(type), path: path, scratch: scratch)
            #expect((gated?.matches ?? []).map(\.range) == all.matches.map(\.range), "\(type): \(text)")
            return all.matches.count
        }
    }

    @Test(arguments: [FileType.json, .yaml, .toml])
    func nothingIsLostInDocumentsOfAnyKind(type: FileType) throws {
        let set = try Self.rules()
        var random = SeededRandom(7)
        var found = 0
        for _ in 0..<12_000 {
            let text = (0..<random.below(14) + 1).map { _ in random.pick(Self.pieces) }.joined()
            found += try Self.compare(text, type, set)
        }
        #expect(found > 100)
    }

    @Test(arguments: [
        "image: x", "image : x", "\"image\" : x", "'image': x", "{image: x}", "{a: 1, image: x}", "{image}",
        "{image, a}", "? image\n: x",
        "? image # why\n: x", "? image", "a: &k image\n*k : x", "- &k image\n- {*k : x}", "a:\n  image: x",
        "\u{FEFF}image: x", "!!str image: x",
        "? a\n? image\n: x", "a: &k image\n*k: x\n", "- &k image\n- {*k: x}\n", "- &k image\n- {*k:x}\n",
        "- &k image\n- ? *k # c\n  : x\n", "- &k image\n- {? *k }", "? image\u{85}: x", "? image\u{2028}: x",
        "{!!str image, a}",
        "{a: b, &x image}", "{ # c\n image, b}", "? |-\n  image\n? b\n", "? \"im\\\n  age\"\n: x", "\"im\\x61ge\": x",
    ])
    func keysOfYAMLAreSeenHoweverTheyAreWritten(text: String) throws {
        #expect(try Self.compare(text, .yaml, Self.rules()) > 0, "\(text)")
    }

    @Test(arguments: [
        (FileType.json, "{\"image\"\u{A0}: \"x\"}"), (.json, "{\"\\image\": \"x\"}"),
        (.json, "{\"a\":1\"image\":\"x\"}"),
        (.json, "{\"im\\age\": \"x\"}"), (.json, "{\"im\\\nage\": \"x\"}"), (.json, "{image /* c */ : \"x\"}"),
        (.toml, "\"\\image\" = \"x\""), (.toml, "'''image''' = \"x\""), (.toml, "[a.image]\nb = 1"),
        (.toml, "image.b = 1"),
    ])
    func keysOfOthersAreSeenHoweverTheyAreWritten(type: FileType, text: String) throws {
        #expect(try Self.compare(text, type, Self.rules()) > 0, "\(text)")
    }

    /// However far the brace is that a key without a value stands in.
    @Test func keysWithoutValuesAreSeenFarBehindTheirBrace() throws {
        let text = "{" + (0..<400).map { "a\($0): 1, " }.joined() + "!!str image, b}"
        #expect(try Self.compare(text, .yaml, Self.rules()) > 0)
    }

    @Test func whatIsNoKeyIsNotReadFor() throws {
        let body = ConfigRuleTests.text("documents: [json, yaml, toml]\nselect: ['**.image']")
        let set = ConfigRuleSet(try RuleText.check(body)) { _ in nil }
        let scratch = try MatchScratch()
        for text in ["a: the image of b", "a: docker_image: b", "a: images: b\n", "- 'image'\n- b"] {
            let answer = unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
                unsafe set.find(in: bytes, types: FileTypeSet(.yaml), path: RawPath("a.yaml"), scratch: scratch)
            }
            #expect(answer == nil, "\(text)")
        }
    }
}
