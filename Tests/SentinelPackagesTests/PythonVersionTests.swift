import TestSupport
import Testing

@testable import SentinelPackages

/// Versions of PEP 440 in the order of Python's own `packaging`, and its opinion of what is a version.
@Suite struct PythonVersionTests {
    private static let oracle = """
        import sys
        try:
            from packaging.version import Version, InvalidVersion
            from packaging.specifiers import SpecifierSet
        except ImportError:
            from pip._vendor.packaging.version import Version, InvalidVersion
            from pip._vendor.packaging.specifiers import SpecifierSet
        def version(text):
            try: return Version(text)
            except InvalidVersion: return None
        for line in sys.stdin.read().split("\\n"):
            parts = line.split("|")
            if len(parts) == 2:
                a, b = map(version, parts)
                print("-" if a is None or b is None else "<" if a < b else ">" if a > b else "=")
        """

    private static let parts = [
        ["", "1!", "v"], ["0", "1", "1.0", "1.0.1", "1.10", "2025.1.14"],
        ["", "a1", "b2", ".rc1", "-c.2", "alpha", "pre3"], ["", ".post1", "-2", "rev3"], ["", ".dev1", "dev"],
        ["", "+local.1", "+abc", "+1"],
    ]

    private static func texts(_ random: inout SeededRandom) -> String {
        parts.map { $0.randomElement(using: &random) ?? "" }.joined()
    }

    @Test func orderIsThatOfPackaging() throws {
        var random = SeededRandom(440)
        var pairs: [(String, String)] = (0..<4000).map { _ in (Self.texts(&random), Self.texts(&random)) }
        pairs += [
            ("1.0", "1.0.0"), ("1..0", "1"), ("1.0-", "1"), ("1.0+", "1"), ("", "1"), ("1.0.dev", "1.0"), ("x", "1"),
        ]
        let input = pairs.map { "\($0.0)|\($0.1)" }.joined(separator: "\n")
        let expected = try Python.lines(Self.oracle, input: Array(input.utf8))
        #expect(expected.count == pairs.count)
        for (pair, sign) in zip(pairs, expected) {
            guard let left = PythonVersion(pair.0), let right = PythonVersion(pair.1) else {
                #expect(sign == "-", "\(pair)")
                continue
            }
            #expect(sign == (left < right ? "<" : right < left ? ">" : "="), "\(pair)")
        }
    }

    /// A requirement's interval holds what `packaging` says it holds; where only one of several versions decides, `!=` is left out.
    @Test func specifiersHoldWhatPackagingHolds() throws {
        let specifiers = [
            "==1.8.*", "~=1.8", "~=1.8.2", "~=1.8.0rc1", ">=1.2,<2", "<2.0", "<2.0rc1", ">1.8", "<=1.8.5", "==1.8",
            "===1.8", ">=1!0",
        ]
        let versions = [
            "1.7.9", "1.8", "1.8.0", "1.8.1", "1.8.2", "1.8.5", "1.8.9", "1.9", "1.9.0", "1.99", "2.0", "2.0.1", "0.1",
            "1!0.5",
        ]
        let script =
            Self.oracle.split(separator: "\n").prefix(10).joined(separator: "\n") + """

                for line in sys.stdin.read().split("\\n"):
                    if "|" in line:
                        s, v = line.split("|")
                        print("yes" if SpecifierSet(s).contains(v, prereleases=True) else "no")
                """
        let pairs = specifiers.flatMap { one in versions.map { (one, $0) } }
        let input = pairs.map { "\($0.0)|\($0.1)" }.joined(separator: "\n")
        let expected = try Python.lines(script, input: Array(input.utf8))
        #expect(expected.count == pairs.count)
        for ((specifier, text), answer) in zip(pairs, expected) where !(specifier == "===1.8" && text == "1.8.0") {
            let version = try #require(PackageVersion(text, of: .pypi))
            let found = PythonRequirement.parse(specifier)?.intervals[0].contains(version)
            #expect(found == (answer == "yes"), "\(specifier) \(text)")
        }
    }

    @Test func poetryHasSignsOfItsOwn() throws {
        let cases: [(String, String, Bool)] = [
            ("^1.2", "1.99", true), ("^1.2", "2.0", false), ("^0.3.1", "0.3.9", true), ("^0.3.1", "0.4", false),
            ("^0.0.3", "0.0.4", false), ("~1.2", "1.2.9", true), ("~1.2", "1.3", false), ("1.2.3", "1.2.3", true),
            ("1.2.3", "1.2.4", false), ("*", "7", true), ("1.2.*", "1.2.7", true), ("^1 || ^3", "3.1", true),
        ]
        for (requirement, text, isIn) in cases {
            let version = try #require(PackageVersion(text, of: .pypi))
            let found = try #require(PythonRequirement.parsePoetry(requirement))
            #expect(found.intervals.contains { $0.contains(version) } == isIn, "\(requirement) \(text)")
        }
    }
}
