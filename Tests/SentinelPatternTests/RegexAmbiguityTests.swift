import SentinelPattern
import Testing

/// What a backtracking matcher takes long over. `Tests/Patterns` asks CPython whether it is so.
@Suite struct RegexAmbiguityTests {
    @Test(arguments: [
        #"^(\w+\s?)+$"#, "(a*)*b", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(?:a|ab|b)*c", "^(a?){30}a{30}$",
        "^(?:a??){24,}b", "^(?:a|ab|b){40}$", "^(?:(?:a?){30}b)+$", "(?:a*b*){20}c",
        #"^(?:\w+\.?)*@"#, "(.*)*x", #"(?:"(?:\\.|[^"])*"|[^"])*x"#, "(?:[a-z]{1,40}){1,40}!",
    ])
    func exponential(_ pattern: String) {
        #expect(RegexAmbiguity.exponential(pattern, .python)?.growth == .exponential)
        #expect(RegexAmbiguity.exponential(pattern, .javascript)?.growth == .exponential)
    }

    /// Loops within loops that read each text in one way, and those whose match cannot fail.
    @Test(arguments: [
        #"^(\w+\s)+$"#, #"(\w+)+"#, #"/\*(?:[^*]|\*+[^*/])*\*+/"#, #"^(?:/[^/]+)+$"#, #"^(\w+\s)*\w+$"#,
        #""(?:[^"\\]|\\.)*""#, #"(?:[a-z]+,)*[a-z]+"#, #"^(?:a+b)+$"#, #"(?:\d{1,3}\.){3}\d{1,3}"#, "(?:(a)|b)*c",
        #"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"#, "^({a}+)+}$", "^(a?){0,30}a{30}$", "^(?:ab?){30}c$", "^(?:(?:a|a){3}b){3}$",
        "^(?:[0-9a-f]{32},?)+$", "^(?:(?:[0-9a-f]{2}){20},?)+$", "^(?:(?:a|bc){30}a)+$",
    ])
    func notExponential(_ pattern: String) {
        #expect(RegexAmbiguity.exponential(pattern, .python) == nil)
        #expect(RegexAmbiguity.exponential(pattern, .javascript) == nil)
    }

    @Test(arguments: [
        (#"\s+$"#, true, 2), (#"^\s+$"#, false, 1), (#"\s*\n?\s*$"#, true, 3), ("^a*a*$", false, 2),
        ("^[a-z]+$", true, 1), ("^.*.*=.*x", false, 3), ("^.*=.*x", false, 2), ("^.*<.*>.*;.*x", false, 3),
        ("^.*the quick brown fox jumps over lazy dogs.*!", false, 2), ("^a*ba*c", false, 1),
        ("#[0-9a-f]{6}", true, 1), ("[0-9a-f]{32}$", true, 1), ("[0-9a-f]{64}[0-9a-f]*$", true, 2),
    ])
    func power(_ pattern: String, _ isSearch: Bool, _ power: Int) {
        let found = RegexAmbiguity.slowest(pattern, .python, isSearch: isSearch)
        #expect(found?.growth == (power == 1 ? nil : .polynomial(power)))
    }

    /// What is not known is not judged.
    @Test(arguments: [
        #"(a+)\1+$"#, "(?>a+)+b", "(a++)+b", "([а-я]|[一-龥])*x", "(", String(repeating: "(a+)+", count: 500),
    ])
    func isNotJudged(_ pattern: String) {
        #expect(RegexAmbiguity.exponential(pattern, .python) == nil)
    }

    /// The syntax of either language.
    @Test(arguments: [
        (#"^([\w-.]+)+$"#, RegexDialect.javascript), (#"^([^]+)+\/$"#, .javascript), (#"^(\u0061+)+$"#, .javascript),
        (#"\A(?P<name>a+)+\Z"#, .python), (#"^({a}+}*)+$"#, .python), (#"^([]a]+)+$"#, .python),
    ])
    func dialects(_ pattern: String, _ dialect: RegexDialect) {
        #expect(RegexAmbiguity.exponential(pattern, dialect) != nil)
    }
}
