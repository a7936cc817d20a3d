import SentinelModel
import SentinelPattern
import Testing

@testable import SentinelRules

@Suite struct MetadataRuleTests {
    static func text(_ body: String) -> String {
        """
        id: TEST-METADATA
        kind: metadata
        title: A test
        severity: high
        confidence: medium
        category: tool-poisoning
        message: Found
        why: Because
        fix: Do
        \(body)
        examples:
          match: ['⟦x⟧', {target: name, text: '⟦y⟧'}]
          pass: [y]
        """
    }

    private func found(_ body: String, in text: String, _ target: MetadataTarget = .description) throws -> [String] {
        let archived = try #require(RuleArchive.decode(RuleArchive.encode(try RuleText.check(Self.text(body)))))
        #expect(archived[0].examples.match.map(\.target) == [nil, .name])
        let set = try MetadataRuleSet(archived, analyzers: [])
        let bytes = Array(text.utf8)
        let scratch = try MatchScratch()
        return unsafe bytes.withUnsafeBufferPointer { unsafe set.find(in: $0, target: target, scratch: scratch) }
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("Do not\n\t  TELL him", ["Do not\n\t  TELL"]), ("do n\u{200B}ot tell", ["do n\u{200B}ot tell"]),
        ("dо not tеll", ["dо not tеll"]), ("do\u{00A0}not tell\u{FEFF}", ["do\u{00A0}not tell"]),
        ("ｄｏ not tell", ["ｄｏ not tell"]),
        ("do not tell, do not tell; do not tell. do not tell", ["do not tell", "do not tell", "do not tell"]),
        ("do tell", []), ("", []),
    ])
    func matchesTheFoldedText(text: String, expected: [String]) throws {
        #expect(try found("pattern: 'do not tell'", in: text) == expected)
    }

    @Test func looksWhereItIsTold() throws {
        #expect(try found("pattern: fixture", in: "fixture", .name) == [])
        #expect(try found("pattern: fixture", in: "fixture", .instructions) == ["fixture"])
        #expect(try found("pattern: fixture\ntargets: [name]", in: "fixture", .name) == ["fixture"])
        #expect(try found("pattern: fixture\ncaseless: false", in: "Fixture") == [])
    }

    @Test func conditionsHoldForTheText() throws {
        #expect(try found("pattern: fixture\nall: ['a b']\nnot: [zzz]", in: "a  b fixture") == ["fixture"])
        #expect(try found("pattern: fixture\nall: ['a b']\nnot: [zzz]", in: "a b fixture zzz") == [])
        #expect(try found("any: ['fix(?<report>ture)', 'a fixture']", in: "a fixture") == ["a fixture"])
    }

    @Test(arguments: [
        ("pattern: ''", 10, "`pattern` is empty"), ("targets: [name]", 1, "either `pattern` or `any`"),
        ("pattern: abc\ntargets: [nam]", 11, "Did you mean `name`?"),
        ("pattern: abc\ntargets: []", 11, "`targets` is empty"),
        ("pattern: 'abc.*'", 10, "no bound"), ("pattern: abc\nselect: [a]", 11, "unknown key `select`"),
        ("pattern: '[a-z]'", 10, "no literal"),
        ("pattern: abc\nnot: ['(']", 11, "TEST-METADATA: at byte"),
    ])
    func mistakesHaveAPlace(body: String, line: Int, message: String) {
        let error = #expect(throws: RuleError.self) { try RuleText.check(Self.text(body)) }
        #expect(error?.line == line && error?.message.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func analyzersAreTheLibrarysOwn() {
        let rule = Self.text("analyzer: x").replacing("kind: metadata", with: "kind: analyzer")
        let error = #expect(throws: RuleError.self) { try RuleText.check(rule) }
        #expect(error?.message.contains("library's own") == true)
    }
}
