import SentinelModel
import TestSupport
import Testing

@testable import SentinelRules

@Suite struct ArchiveTests {
    /// Two rules that use every field.
    private static func rules() throws -> [PatternRule] {
        let full = RuleText.with(
            "message",
            """
            message: "Found é 🙂"
            paths: {include: ['*.py', 'é/**'], exclude: [b]}
            keywords: [fixture_]
            caseless: true
            unicode: true
            all: ['a+b', "c\\nd"]
            not: ['x']
            not_line: ['y', 'z']
            within: 3
            secret: true
            entropy: 3.25
            checksum: github
            placeholders: false
            max_length: 500
            zones: [code, docstring, key]
            references: ['https://a.example/']
            since: 0.1.0
            aliases: [OLD-1, OLD-2]
            """)
        let groups = RuleText.with("pattern", "any: ['fixture_(?<secret>[a-z]{4})', '(?<report>other_\\d{2,9})']")
            .replacing("TEST-RULE", with: "TEST-TWO").replacing("'nothing'", with: "{file: é.py, text: \"a\\u200bb\"}")
        return try RuleText.check(full) + RuleText.check(groups)
    }

    /// Rules have no `==`; their whole contents, as Swift prints them, have.
    private static func told(_ rules: [PatternRule]) -> [String] {
        rules.map { rule in
            var rule = rule
            // Unpacked, if they came from an archive.
            rule.examples = PatternRule.Examples(match: rule.examples.match, pass: rule.examples.pass)
            var text = ""
            dump(rule, to: &text)
            // Dictionaries have no order.
            return text.split(separator: "\n").sorted().joined(separator: "\n")
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        let rules = try Self.rules()
        let archive = RuleArchive.encode(rules)
        let read = try #require(RuleArchive.decode(archive))
        #expect(Self.told(read) == Self.told(rules))
        #expect(RuleArchive.encode(read) == archive)
        #expect(
            read[0].entropy == 3.25 && read[0].descriptor.aliases == ["OLD-1", "OLD-2"]
                && read[0].includedPaths == ["*.py", "é/**"])
        #expect(read[1].patterns.map { $0.analysis == nil } == [false, false])
    }

    @Test func noRulesAreAnArchiveToo() { #expect(RuleArchive.decode(RuleArchive.encode([]))?.count == 0) }

    @Test func everyTruncatedArchiveIsRefused() throws {
        let archive = RuleArchive.encode(try Self.rules())
        let accepted = archive.indices.filter { RuleArchive.decode(Array(archive[..<$0])) != nil }
        #expect(accepted.isEmpty)
        #expect(RuleArchive.decode(archive + [0]) == nil)
    }

    /// Not a promise about content, only that nothing falls over.
    @Test(arguments: 0..<100)
    func changedArchivesAreAnswered(seed: Int) throws {
        var random = SeededRandom(seed)
        var archive = RuleArchive.encode(try Self.rules())
        for _ in 0...random.below(5) { archive[random.below(archive.count)] = UInt8(random.below(256)) }
        if let rules = RuleArchive.decode(archive) { #expect(rules.count < archive.count) }
    }

    /// Each byte in turn becomes the greatest number there is, the least one, and one too long.
    @Test func hugeNumbersAreAnswered() throws {
        let archive = RuleArchive.encode(try Self.rules())
        let greatest = [UInt8](repeating: 127, count: 10)
        for index in archive.indices {
            for number in [[126] + greatest.dropLast() + [15], greatest + [15], greatest + [127, 1]] {
                _ = RuleArchive.decode(archive[..<index] + number + archive[(index + 1)...])
            }
        }
    }
}
