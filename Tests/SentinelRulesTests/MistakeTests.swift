import SentinelRules
import Testing

/// A mistake in a rule file, where it stands, and words that its message must hold.
struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var column: Int
    var words: String

    init(_ key: String, _ replacement: String?, at line: Int, _ column: Int, _ words: String) {
        text = RuleText.with(key, replacement)
        self.line = line
        self.column = column
        self.words = words
    }

    init(text: String, at line: Int, _ column: Int, _ words: String) {
        self.text = text
        self.line = line
        self.column = column
        self.words = words
    }

    var testDescription: String { words }
}

@Suite struct MistakeTests {
    @Test func theRuleItselfIsRight() throws { #expect(try RuleText.check(RuleText.good).count == 1) }

    static let mistakes = [
        Mistake("title", "titel: A test", at: 3, 1, "unknown key `titel`. Did you mean `title`?"),
        Mistake(
            "title", "title: x\nzones: [code, coment]", at: 4, 15, "`coment` is not a zone. Did you mean `comment`?"),
        Mistake("title", "title: x\nzones: []", at: 4, 8, "`zones` is empty"),
        Mistake("title", "title: x\ntitle: y", at: 4, 1, "the key `title` stands twice"),
        Mistake("title", nil, at: 1, 1, "the key `title` is missing"),
        Mistake("title", "title: ''", at: 3, 8, "`title` is empty"),
        Mistake("title", "title: [a]", at: 3, 8, "`title` must be text, not a list"),
        Mistake("id", nil, at: 1, 1, "the key `id` is missing"),
        Mistake("id", "id: A B", at: 1, 5, "`id` may hold letters"),
        Mistake("id", "id: \(String(repeating: "A", count: 81))", at: 1, 5, "80 at most"),
        Mistake("kind", "kind: patern", at: 2, 7, "`patern` is not a kind. Did you mean `pattern`?"),
        Mistake("severity", "severity: hihg", at: 4, 11, "`hihg` is not a severity. Did you mean `high`?"),
        Mistake("severity", "severity: {a: b}", at: 4, 11, "`severity` must be text, not a mapping"),
        Mistake("confidence", "confidence: sure", at: 5, 13, "Known: low, medium, high"),
        Mistake("category", "category: hardcoded-secrets", at: 6, 11, "Did you mean `hardcoded-secret`?"),
        Mistake("cwe", "cwe: 798", at: 7, 6, "`cwe` must be a list"),
        Mistake("cwe", "cwe: [0]", at: 7, 7, "a CWE number must be a whole number from 1 to 9999"),
        Mistake("owasp_mcp", "owasp_mcp: [MCP01, MCP11]", at: 8, 20, "`MCP11` is not a owasp_mcp"),
        Mistake("applies_to", "applies_to: [python, jsn]", at: 9, 22, "Did you mean `json`?"),
        Mistake("applies_to", "applies_to: []", at: 9, 13, "`applies_to` is empty"),
        Mistake("pattern", nil, at: 1, 1, "either `pattern` or `any`"),
        Mistake("pattern", "pattern: 'abcdef'\nany: ['abcdef']", at: 10, 10, "either `pattern` or `any`"),
        Mistake("pattern", "any: []", at: 10, 6, "`any` is empty"),
        Mistake("pattern", "any: ['fixture_a', '']", at: 10, 20, "`any` is empty"),
        Mistake("pattern", "pattern: ''", at: 10, 10, "`pattern` is empty"),
        Mistake("pattern", "pattern: 'fixture_(a'", at: 10, 10, "TEST-RULE: at byte"),
        Mistake("pattern", "pattern: 'fixture_.*'", at: 10, 10, "TEST-RULE: at byte"),
        Mistake("pattern", "pattern: '[a-z]{2,9}'", at: 10, 10, "TEST-RULE: at byte"),
        Mistake("message", "message: x\nnot: ['(']", at: 12, 7, "TEST-RULE: at byte"),
        Mistake("message", "message: x\nall: x", at: 12, 6, "`all` must be a list"),
        Mistake("message", "message: x\nwithin: 1001", at: 12, 9, "`within` must be a whole number from 0 to 1000"),
        Mistake("message", "message: x\nsecret: yes", at: 12, 9, "`secret` must be true or false"),
        Mistake("message", "message: x\nentropy: 9", at: 12, 10, "`entropy` must be a number of bits"),
        Mistake("message", "message: x\nentropy: nan", at: 12, 10, "`entropy` must be a number of bits"),
        Mistake("message", "message: x\nchecksum: luhn", at: 12, 11, "`luhn` is not a checksum"),
        Mistake("message", "message: x\nmax_length: 0", at: 12, 13, "`max_length` must be a whole number"),
        Mistake("message", "message: x\npaths: {incldue: [a]}", at: 12, 9, "unknown key `incldue` in `paths`"),
        Mistake("message", "message: x\npaths: {include: a}", at: 12, 18, "`include` must be a list"),
        Mistake("message", "message: x\nkeywords: ['']", at: 12, 12, "empty"),
        Mistake("message", "message: x\naliases: ['A B']", at: 12, 11, "may hold letters"),
        Mistake(text: RuleText.good + "\nexample: x", at: 19, 1, "unknown key `example`. Did you mean `examples`?"),
        Mistake(
            text: RuleText.good.replacing("  match:", with: "  macth:"), at: 15, 3, "unknown key `macth` in `examples`"),
        Mistake(
            text: RuleText.good.replacing("'nothing'", with: "{fiel: a.py, text: x}"), at: 18, 8,
            "unknown key `fiel` in a sample"),
        Mistake(text: RuleText.good.replacing("'nothing'", with: "{file: a.py}"), at: 18, 7, "`text`"),
        Mistake(text: RuleText.good.replacing("⟦", with: ""), at: 16, 1, "⟧ without ⟦"),
        Mistake(text: RuleText.good.replacing("⟧", with: ""), at: 16, 1, "⟦ without ⟧"),
        Mistake(
            text: RuleText.good.replacing("⟦", with: "").replacing("⟧", with: ""), at: 16, 1, "a match sample marks"),
        Mistake(text: RuleText.good.replacing("nothing", with: "⟦fixture⟧"), at: 18, 1, "a pass sample has no marks"),
        Mistake(text: RuleText.good.replacing("nothing", with: "{{hex:0}}"), at: 18, 1, "{{hex}} has no valid count"),
        Mistake(text: RuleText.good.replacing("    - 'nothing'", with: "    []"), at: 15, 3, "at least 1 samples"),
        Mistake(text: "", at: 1, 1, "the file holds no rule"),
        Mistake(text: "# nothing\n", at: 1, 1, "the file holds no rule"),
        Mistake(text: "[a]\n", at: 1, 1, "a rule must be a mapping, not a list"),
        Mistake(text: "id: [\n", at: 2, 1, ""),
        Mistake(text: RuleText.good + "\n---\nid: [", at: 21, 1, ""),
    ]

    @Test(arguments: mistakes)
    func namesFileLineAndColumn(_ mistake: Mistake) {
        let error = #expect(throws: RuleError.self) { try RuleText.check(mistake.text) }
        #expect(error?.file == "f.yaml")
        #expect([error?.line, error?.column] == [mistake.line, mistake.column], "\(error?.description ?? "")")
        #expect(error?.message.contains(mistake.words) ?? false || mistake.words.isEmpty, "\(error?.description ?? "")")
    }

    @Test func builtInRulesNeedThreeSamplesAndAVersion() {
        #expect(throws: RuleError.self) { try RuleText.parse(RuleText.good, isBuiltIn: true) }
        #expect(throws: Never.self) { try RuleText.parse(RuleText.good) }
    }
}
