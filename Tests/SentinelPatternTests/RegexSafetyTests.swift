import SentinelPattern
import TestSupport
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

    /// What is worked out from the form alone is never less than what is measured.
    @Test(
        arguments: SecretPatterns.sources + [
            "ab{2,5}c[a-z]{1,9}d", "k[a-z]{0,20}[a-z]{0,20}!", "(?:a|ab|b){1,4}c", "(?:[a-z]{1,3}){1,3}!", "(a?){5}b",
            "(?=[a-z]{1,9}x)[a-z]{3,9}y", "(?:x{0,3}y{0,3}){0,2}z", "a{0,40}a{0,40}b", "(?>a{1,9})a{0,9}b",
            "x(?:[ab]?c?){4}y",
            #"(?:\R{0,9}a){0,4}b"#, "(?:(?:a|b)?(?:b|c)?){3}d", "[a-z]{0,30}?[a-z]{0,30}?[0-9]",
            "(?<!a)b{0,9}(?!c)b{0,9}d",
        ])
    func boundsHold(_ source: String) throws {
        let pattern = try Pattern(source, options: PatternOptions(maxLength: 4_096, role: .condition))
        let cost = try RegexSafety.highestCost(of: pattern)
        guard let bound = cost.bound else { return }
        // A measurement starts at 16 and is exact to a sixteenth.
        let measured = cost.measured ?? Int.max
        #expect(measured <= max(16, bound + bound / 16 + 1))
    }

    @Test(arguments: 0..<40)
    func boundsHoldForRandomPatterns(seed: Int) throws {
        var generator = RegexGenerator(random: SeededRandom(seed &+ 5_000))
        var compared = 0
        for _ in 0..<60 {
            guard
                let pattern = try? Pattern(
                    generator.pattern(), options: PatternOptions(maxLength: 4_096, role: .condition)),
                let cost = try? RegexSafety.highestCost(of: pattern), let bound = cost.bound
            else { continue }
            let most = max(16, bound + bound / 16 + 1)
            let measured = cost.measured ?? Int.max
            #expect(measured <= most, "\(String(decoding: pattern.source, as: UTF8.self))")
            compared += 1
        }
        #expect(compared > 0)
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
