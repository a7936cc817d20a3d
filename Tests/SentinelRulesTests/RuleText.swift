import SentinelRules

/// A rule file that is right, and can be spoilt.
enum RuleText {
    static let good = """
        id: TEST-RULE
        kind: pattern
        title: A test
        severity: high
        confidence: medium
        category: hardcoded-secret
        cwe: [798]
        owasp_mcp: [MCP01]
        applies_to: [python, json]
        pattern: 'fixture_[a-z]{4}'
        message: Found
        why: Because
        fix: Do
        examples:
          match:
            - 'x ⟦fixture_abcd⟧'
          pass:
            - 'nothing'
        """

    /// `good` with the line that starts with `key` replaced; `line` may hold several lines, or none.
    static func with(_ key: String, _ line: String?) -> String {
        good.split(separator: "\n").compactMap { old in old.hasPrefix(key + ":") ? line : String(old) }.joined(
            separator: "\n")
    }

    static func parse(_ text: String, isBuiltIn: Bool = false) throws(RuleError) -> [PatternRule] {
        try RuleParser(origin: "f.yaml", isBuiltIn: isBuiltIn).parse(Array(text.utf8), file: "f.yaml")
    }

    static func check(_ text: String) throws(RuleError) -> [PatternRule] {
        try RuleCheck.checked(try parse(text)) { _ in "f.yaml" }
    }
}
