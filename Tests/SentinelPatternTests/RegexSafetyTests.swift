import SentinelPattern
import Testing

@Suite struct RegexSafetyTests {
    @Test(arguments: [
        "(a+)+$", "(a|a)*b", #"(\w+\s?)*x"#, "([a-z]+)*!", #"x\s*[^;]*\s*;"#, "x*x*x*y", "k(.*)(.*)=", "key.*=.*;.*!",
        "(?:a{1,50}){1,50}b", "(?:[a-z]{1,20}){1,20}!", #"(?:\d+[,.]?)+;"#, "(?:a|ab|b)*c", "(?:x|y|xy)+z",
        #"^(?:\s|[^\S\n])+$"#, #""(?:[^"\\]|\\.|\w)*";"#, "[a-z]{0,300}[a-z]{0,300}[0-9]", "(?=(?:a+)+b)a",
        "(?<=k)(?:a+)+b",
        #"([\w.-]+)+@"#, #"(?i)secret.*[=:].*['"]"#,
    ])
    func refuses(_ source: String) throws {
        let pattern = try Pattern(source, options: PatternOptions(maxLength: 4_096, role: .condition))
        let error = #expect(throws: PatternError.self) { try RegexSafety.check(pattern) }
        #expect(error?.message == "matching cost grows faster than the text")
        #expect(error?.detail.contains("* n +") == true)
        #expect((error?.detail.count ?? 0) < 400)
    }

    @Test(
        arguments: SecretPatterns.sources + [
            #"(?i)api[_-]?key\s{0,5}[:=]\s{0,5}["'][A-Za-z0-9]{32}["']"#, #"\s{0,5}=\s{0,5}x"#, "(?:a++)++b",
            "(?>a+)+b", #""[^"]*""#,
            "k[^;]*;", #"(?:\w+\s)*+x"#, "[a-z]{0,50}token", "(?:foo|bar|baz){1,20};", #""(?:[^"\\]|\\.)*+""#,
            #"(?i)[\w.-]{0,50}?(?:adafruit)(?:[ \t\w.-]{0,20})[\s'"]{0,3}"#
                + #"(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}([a-z0-9_-]{32})(?:[\x60'"\s;]|\\[nr]|$)"#,
        ])
    func accepts(_ source: String) throws {
        let pattern = try Pattern(source, options: PatternOptions(maxLength: 8_192, role: .condition))
        #expect(throws: Never.self) { try RegexSafety.check(pattern) }
    }

    @Test func shortPatternsCannotGrow() throws {
        let pattern = try Pattern("(?:a+)+b", options: PatternOptions(maxLength: 12, role: .condition))
        #expect(throws: Never.self) { try RegexSafety.check(pattern) }
    }

    @Test func passesOnWhatPCRE2Says() throws {
        let pattern = try Pattern("\\p{Nonsense}", options: PatternOptions(unicode: true, role: .condition))
        let error = #expect(throws: PatternError.self) { try RegexSafety.check(pattern) }
        #expect(error?.detail == "PCRE2 refuses the pattern")
    }
}
