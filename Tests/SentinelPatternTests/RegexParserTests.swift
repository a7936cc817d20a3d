import SentinelPattern
import TestSupport
import Testing

@Suite struct RegexParserTests {
    /// PCRE2 is the oracle: whatever the parser takes, PCRE2 compiles, and says nothing that contradicts the analysis.
    @Test(arguments: 0..<40)
    func acceptsNothingThatPCRE2Refuses(seed: Int) throws {
        var generator = RegexGenerator(random: SeededRandom(seed), unicode: seed % 4 == 0, plainAnchors: true)
        var accepted = 0
        for _ in 0..<100 {
            let text = generator.pattern()
            let options = PatternOptions(unicode: generator.unicode, role: .condition)
            guard let pattern = try? Pattern(text, options: options) else { continue }
            accepted += 1
            let oracle: (minLength: Int, maxLookbehind: Int, hasJIT: Bool)
            do { oracle = try pattern.inspect() } catch {
                Issue.record("PCRE2 refuses \(text): \(error)")
                continue
            }
            // PCRE2 counts what a lookahead needs beyond the match as well.
            if !text.contains("(?=") { #expect(oracle.minLength <= pattern.analysis.minLength, "\(text)") }
            let width = generator.unicode ? 4 : 1
            #expect(oracle.maxLookbehind * width <= pattern.analysis.maxLookbehind, "\(text)")
            if !generator.unicode, !text.contains("(?<") {
                #expect(oracle.maxLookbehind == pattern.analysis.maxLookbehind, "\(text)")
            }
        }
        #expect(accepted > 30)
    }

    @Test(arguments: [
        ("a(b", 1, "missing ')'"), ("ab)", 2, "unmatched"), ("a\\1", 1, "backreferences"),
        ("(a)\\g1", 3, "backreferences"),
        ("(?<n>a)\\k<n>", 7, "backreferences"), ("a(?R)", 1, "recursion"), ("a(?1)", 1, "recursion"),
        ("a(?&n)", 1, "recursion"),
        ("(?(1)a|b)", 0, "conditionals"), ("a(?C1)", 1, "callouts"), ("a\\Kb", 1, "\\K"), ("a\\Gb", 1, "\\G"),
        ("\\Aab", 0, "\\A"),
        ("ab\\z", 2, "\\z"), ("ab\\Z", 2, "\\Z"), ("(*UTF)a", 0, "verbs"), ("a\\C", 1, "\\C"), ("a\\X", 1, "\\X"),
        ("\\p{L}", 0, "unicode option"), ("*a", 0, "nothing before"), ("a**", 2, "two quantifiers"),
        ("a{2}{3}", 4, "two quantifiers"),
        ("a{3,2}", 1, "out of order"), ("a{70000}", 2, "too big"), ("a{,3}", 1, "looks like"),
        ("a{ 3}", 1, "looks like"),
        ("[a", 0, "missing ']'"), ("[b-a]", 1, "out of order"), ("[a-\\d]", 1, "range"), ("[\\d-a]", 3, "range"),
        ("[[:foo:]]", 1, "POSIX"), ("[[.a.]]", 1, "collating"), ("[é]", 1, "several bytes"), ("é+", 2, "several bytes"),
        ("\\b+a", 2, "assertion"), ("(?=a)*a", 5, "assertion"), ("(?<=a+)b", 0, "fixed length"),
        ("(?<=a(?:b|cd))e", 0, "fixed length"),
        ("(?-m)a", 3, "multiline"), ("(?J)a", 2, "unknown group or flag"), ("(?|a|b)", 0, "branch reset"),
        ("(?<1a>b)", 0, "name"),
        ("(?<n>a)(?<n>b)", 7, "one name"), ("\\x4", 0, "two hexadecimal"), ("\\x{100}", 0, "unicode option"),
        ("a\\", 1, "at the end"),
        ("\\y", 0, "no escape"), ("\\Qa\\E", 0, "\\Q"), ("(?:(?:a{500}b){500}c){500}", 26, "too large"),
    ])
    func refuses(_ text: String, at offset: Int, because reason: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(text, options: PatternOptions(role: .condition)) }
        #expect(error?.offset == offset)
        #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("a|b*", "empty"), ("(?=a)", "empty"), ("key.*", "no bound"), ("[a-z]{20}", "no literal"), ("ab", "no literal"),
        ("(?:token|ab)[a-z]{5}", "no literal"), (".{0,80}token", "no literal"), ("\\d{0,60000}", "empty"),
    ])
    func refusesAsDetection(_ text: String, because reason: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(text) }
        #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
    }

    @Test func namesGroups() throws {
        let pattern = try Pattern("(a)(?<key>token)(?P<value>[0-9])")
        #expect(pattern.groupNumber(named: "key") == 2)
        #expect(pattern.groupNumber(named: "value") == 3)
        #expect(pattern.groupNumber(named: "a") == nil)
        #expect(pattern.analysis.groupCount == 3)
    }

    /// Flags end with their group, but reach into its later branches.
    @Test(arguments: [
        ("a(?i)b|cd", "CD", true), ("a(?i)b|cd", "aB", true), ("a(?i)b|cd", "AB", false), ("(?:(?i)a)b", "Ab", true),
        ("(?:(?i)a)b", "AB", false), ("(?i:a(?-i)b)c", "Abc", true), ("(?i:a(?-i)b)c", "ABc", false),
        ("(?x) a b # c", "ab", true),
        ("(?x)a\\ b[ ]c", "a b c", true), ("a(?#note)b", "ab", true), ("(?s)a.b", "a\nb", true), ("a.b", "a\rb", false),
    ])
    func understandsFlags(_ text: String, _ subject: String, _ matches: Bool) throws {
        let pattern = try Pattern(text, options: PatternOptions(role: .condition))
        let parsed = try RegexParser.parse(Array(text.utf8), unicode: false)
        #expect(try search(pattern, subject) == (matches ? 0..<subject.utf8.count : nil))
        // The tree must say the same: everything sampled from it matches.
        var sampler = RegexSampler(random: SeededRandom(7))
        for _ in 0..<20 {
            let sample = sampler.sample(parsed.root)
            #expect(try search(pattern, sample) != nil, "\(sample)")
        }
    }
}
