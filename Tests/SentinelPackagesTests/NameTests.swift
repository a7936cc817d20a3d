import Testing

@testable import SentinelPackages

@Suite struct NameTests {
    @Test(arguments: [
        ("lodash", "lodahs", true), ("lodash", "lodas", true), ("lodash", "lodashh", true), ("lodash", "1odash", true),
        ("lodash", "lodash", false), ("lodash", "ldoahs", false), ("ab", "ba", true), ("abc", "cab", false),
        ("", "a", true),
        ("aab", "aaab", true), ("abab", "abba", true), ("abcd", "badc", false),
    ])
    func distanceIsOne(left: String, right: String, isOne: Bool) {
        #expect(NameDistance.isOne(Array(left.utf8), Array(right.utf8)) == isOne)
        #expect(NameDistance.isOne(Array(right.utf8), Array(left.utf8)) == isOne)
    }

    @Test func lookalikesAreThoseOfOtherOwners() {
        let names = PopularNames([.npm: ["react", "preact", "@a/server", "axios"], .pypi: ["psycopg2"]])
        #expect(names.lookalike(of: "axois", in: .npm) == "axios")
        #expect(names.lookalike(of: "preact", in: .npm) == nil)
        #expect(names.lookalike(of: "@a/servers", in: .npm) == nil)
        #expect(names.lookalike(of: "@b/server", in: .npm) == "@a/server")
        #expect(names.lookalike(of: "psycopg3", in: .pypi) == nil)
        #expect(names.lookalike(of: "axois", in: .pypi) == nil)
    }

    @Test func namesOfPyPIHaveManySpellings() {
        #expect(Ecosystem.pypi.normalized("Foo._-Bar") == "foo-bar")
        #expect(Ecosystem.npm.normalized("@A/b_c") == "@a/b_c")
        #expect(Ecosystem.go.normalized("github.com/A/b") == "github.com/A/b")
    }
}
