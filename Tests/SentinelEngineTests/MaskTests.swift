import SentinelEngine
import SentinelModel
import Testing

@Suite struct MaskTests {
    /// Everything that a getter could show of the findings.
    private func texts(_ outcome: Outcome) -> [String] {
        outcome.findings.flatMap {
            [$0.match.text, $0.line.text, $0.message, $0.evidence, $0.suppression?.reason ?? "", $0.fingerprint]
        }
            + outcome.diagnostics.map { String(describing: $0) }
    }

    @Test(arguments: [
        ("a secret_abcd b", "a ****** b"), ("a secret_abcdefghi b", "a secret_****** b"),
        ("pass=abcdefghijklmnop; x", "pass=******; x"),
        ("pass=short; x", "pass=******; x"), ("secret_abcd fixture_abcd secret_efgh", "****** fixture_abcd ******"),
        ("pass=secret;secret_abcd", "pass=******;******"),
    ])
    func linesAreMasked(text: String, line: String) throws {
        let outcome = try Fixture.engine().scan(text)
        #expect(!outcome.findings.isEmpty)
        #expect(outcome.findings.allSatisfy { $0.line.text == line }, "\(outcome.findings.map(\.line.text))")
    }

    @Test func showingSecretsIsAnOption() throws {
        let outcome = try Fixture.engine([("show_secrets", "true")]).scan("a secret_abcdefghijkl b")
        #expect(outcome.findings.map(\.match.text) == ["secret_abcdefghijkl"])
        #expect(outcome.findings.map(\.line.text) == ["a secret_abcdefghijkl b"])
    }

    /// A rule below the threshold still masks what it found.
    @Test(arguments: [("severity", "critical"), ("confidence", "high")])
    func thresholdsDoNotUnmask(name: String, value: String) throws {
        let outcome = try Fixture.engine([(name, value)]).scan("secret_abcdefgh fixture_abcd", name: "tests/a.txt")
        #expect(!texts(outcome).contains { $0.contains("abcdefgh") })
    }

    @Test(arguments: [1, 100, 395, 399, 400, 401, 800, 1_599, 1_600, 1_601, 5_000])
    func cutLinesAreMasked(distance: Int) throws {
        let filler = String(repeating: "x", count: distance)
        let secret = "secret_Q1W2E3R4T5Z6U7I8O9P0"
        let outcome = try Fixture.engine().scan("fixture_abcd;\(filler) \(secret) \(filler);fixture_efgh")
        #expect(outcome.findings.count == 3)
        #expect(!texts(outcome).contains { $0.contains("Q1W2E3") || $0.contains("O9P0") || $0.contains("W2E3R4") })
    }

    @Test func secretsOverSeveralLinesAreMasked() throws {
        let block =
            "BEGINKEY\n" + (0..<20).map { "line\($0)abcdefghijklmnop" }.joined(separator: "\n")
            + "\nENDKEY fixture_abcd"
        let outcome = try Fixture.engine().scan("fixture_aaaa " + block)
        #expect(outcome.findings.map(\.rule.id) == ["TEST-MARK", "TEST-BLOCK", "TEST-MARK"])
        #expect(!texts(outcome).contains { $0.contains("abcdefghijklmnop") })
        #expect(
            outcome.findings.last?.line.text == "******ENDKEY fixture_abcd"
                || outcome.findings.last?.line.text == "****** fixture_abcd")
    }

    /// Two alternatives of one rule are one finding, but both hide what they found.
    @Test func overlappingAlternativesHideBoth() throws {
        let outcome = try Fixture.engine().scan("overkey_abcdefgh987654321098 fixture_abcd")
        #expect(outcome.findings.map(\.rule.id) == ["TEST-OVERLAP", "TEST-MARK"])
        #expect(!texts(outcome).contains { $0.contains("987654321098") || $0.contains("654321") })
    }

    @Test func rulesThatAPathExcludesDoNotShowWhatOthersHide() throws {
        let outcome = try Fixture.engine().scan("secret_abcdefghijkl pathmark_abcd", name: "conf/a.txt")
        #expect(outcome.findings.map(\.rule.id) == ["TEST-SECRET", "TEST-PATHS"])
        #expect(!texts(outcome).contains { $0.contains("abcdefghijkl") })
    }

    /// Windows of a large file end every MiB: a secret to one side of the border, a finding to the other.
    @Test(arguments: [-60, -40, -30, -20, -13, -5, 0, 10])
    func secretsBesideAWindowsBorderAreMasked(shift: Int) throws {
        let secret = "secret_Q1W2E3R4T5Z6U7I8O9P0"
        let line = "fixture_abcd \(secret) fixture_efgh"
        let filler = String(repeating: "0123456789abcde\n", count: (1 << 20) / 16)
        let text =
            filler.dropLast(-shift < 0 ? 0 : -shift) + (shift > 0 ? String(repeating: " ", count: shift) : "") + line
            + "\n" + filler
        let outcome = try Fixture.engine([("max_file_size", "1MB")]).scan(String(text))
        #expect(outcome.findings.count == 3)
        #expect(!texts(outcome).contains { $0.contains("Q1W2E3") || $0.contains("O9P0") || $0.contains("R4T5") })
    }
}
