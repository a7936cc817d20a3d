import Testing

@testable import SentinelPackages

/// Semantic Versioning's own order (section 11), and npm's ranges as node-semver's documentation spells them out.
@Suite struct SemanticVersionTests {
    @Test func orderIsThatOfTheSpecification() throws {
        let ascending = [
            "0.0.1", "0.9.9", "1.0.0-0", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
            "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0", "2025.1.14",
        ].compactMap { SemanticVersion($0) }
        #expect(ascending.count == 17)
        for (index, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect((left < right) == (index < other), "\(left) \(right)")
            }
        }
        #expect(SemanticVersion("1.0.0+a") == SemanticVersion("v1.0.0+b"))
    }

    @Test(arguments: [
        "", "1", "1.2", "1.2.x", "1.2.3.4", "1.2.3-", "1.2.3-a..b", "a.b.c", "1.2.99999999999999999999", "latest",
    ])
    func whatIsNoVersion(text: String) { #expect(SemanticVersion(text) == nil) }

    /// Go's pseudo-versions are pre-releases; `+incompatible` is build metadata.
    @Test func goVersionsAreOrdered() throws {
        let pseudo = try #require(PackageVersion("v1.2.1-0.20240101000000-abcdef012345", of: .go))
        let release = try #require(PackageVersion("v1.2.1", of: .go))
        #expect(pseudo < release)
        #expect(PackageVersion("v2.0.0+incompatible", of: .go) == PackageVersion("v2.0.0", of: .go))
    }

    static let ranges: [(String, [String], [String])] = [
        ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0", "2.0.0-rc.1"]), ("^0.2.3", ["0.2.9"], ["0.3.0"]),
        ("^0.0.3", ["0.0.3"], ["0.0.4"]), ("^1.2.x", ["1.2.0", "1.9.9"], ["2.0.0"]), ("^0.0.x", ["0.0.9"], ["0.1.0"]),
        ("^0.0", ["0.0.9"], ["0.1.0"]), ("^0.x", ["0.9.0"], ["1.0.0"]), ("~1.2.3", ["1.2.9"], ["1.3.0"]),
        ("~1.2", ["1.2.0"], ["1.3.0"]), ("~1", ["1.9.0"], ["2.0.0"]), ("~0", ["0.9.0"], ["1.0.0"]),
        ("1.2.3 - 2.3.4", ["1.2.3", "2.3.4"], ["2.3.5"]), ("1.2 - 2.3", ["1.2.0", "2.3.9"], ["2.4.0"]),
        ("1.x", ["1.0.0", "1.9.9"], ["2.0.0"]), ("1.2.*", ["1.2.9"], ["1.3.0"]), ("*", ["0.0.1", "99.0.0"], []),
        ("", ["1.0.0"], []), (">=1.2.7 <1.3.0", ["1.2.7", "1.2.99"], ["1.2.6", "1.3.0"]),
        ("1.2.7 || >=1.2.9 <2.0.0", ["1.2.7", "1.4.6"], ["1.2.8", "2.0.0"]), (">1.2", ["1.3.0"], ["1.2.9"]),
        ("<=1.2", ["1.2.9"], ["1.3.0"]), ("<1.2", ["1.1.9"], ["1.2.0"]), ("= 1.2.3", ["1.2.3"], ["1.2.4"]),
        (">= 1.0.0", ["1.0.0"], ["0.9.9"]), ("v1.2.3", ["1.2.3"], ["1.2.4"]),
    ]

    @Test(arguments: ranges)
    func rangesHoldWhatTheyShould(range: String, inside: [String], outside: [String]) throws {
        let found = try #require(NpmRequirement.parse(range))
        for text in inside {
            let version = try #require(PackageVersion(text, of: .npm))
            #expect(found.intervals.contains { $0.contains(version) }, "\(range) \(text)")
        }
        for text in outside {
            let version = try #require(PackageVersion(text, of: .npm))
            #expect(!found.intervals.contains { $0.contains(version) }, "\(range) \(text)")
        }
    }

    @Test(arguments: ["latest", "beta", "git+https://a/b", "a/b", "^a", "1.2.3 - "])
    func whatIsNoRange(text: String) { #expect(NpmRequirement.parse(text) == nil) }

    @Test func cargoTakesABareVersionForACaret() throws {
        let found = try #require(CargoRequirement.parse("1.2, <1.5"))
        #expect(found.intervals[0].contains(.semantic(SemanticVersion(1, 4, 0))))
        #expect(!found.intervals[0].contains(.semantic(SemanticVersion(1, 5, 0))))
    }
}
