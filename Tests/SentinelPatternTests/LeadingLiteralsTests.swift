import Testing

@testable import SentinelPattern

/// What is shown of a secret: never more than the pattern itself says.
@Suite struct LeadingLiteralsTests {
    private static let body = String(repeating: "q7", count: 20)

    @Test(arguments: [
        ("gh[pousr]_[A-Za-z0-9]{36}", "ghs_", 4),
        ("AKIA[0-9A-Z]{16}", "AKIA", 4),
        // One hexadecimal digit of sixteen is a part of the secret.
        ("[a-f0-9]{32}", "a", 0),
        ("tok[a-f0-9]{32}", "toka", 3),
        ("(?:sk_live|rk_test)_[a-z0-9]{20,60}", "rk_test_", 8),
        ("(?i)xoxb-[a-z0-9]{10,60}", "XoxB-", 5),
        ("xoxb-[a-z0-9]{10,60}", "XOXB-", 0),
        ("(?:abcd_[a-z]{20}|zz-(?:top|low)-[a-z0-9]{20,60})", "zz-low-", 7),
        ("\\b(?:pat-)?[a-z0-9]{20,60}", "pat-", 4),
        ("\\b(?:pat-)?[a-z0-9]{20,60}", "", 0),
        ("(?:ab-){1,3}[a-z0-9]{20,60}", "ab-ab-", 6),
        ("a{100}[a-z0-9]{20,60}", "a", 0),
        ("not ( a pattern", "not", 0),
    ])
    func areAsLongAsThePatternSpellsThem(pattern: String, start: String, length: Int) {
        let literals = LeadingLiterals(of: Array(pattern.utf8), unicode: false, group: nil)
        #expect(literals.longest(in: Array((start + Self.body).utf8), atMost: 30) == length)
    }

    @Test func aGroupBeginsWhereItBegins() throws {
        let pattern = Array("token=(?<secret>glpat-[a-z0-9]{20,60})".utf8)
        let text = Array(("glpat-" + Self.body).utf8)
        #expect(LeadingLiterals(of: pattern, unicode: false, group: 1).longest(in: text, atMost: 30) == 6)
        #expect(LeadingLiterals(of: pattern, unicode: false, group: nil).longest(in: text, atMost: 30) == 0)
        #expect(LeadingLiterals(of: pattern, unicode: false, group: 2).longest(in: text, atMost: 30) == 0)
        // Cut at a limit, it would say less than the pattern does.
        #expect(LeadingLiterals(of: pattern, unicode: false, group: 1).longest(in: text, atMost: 5) == 0)
    }
}
