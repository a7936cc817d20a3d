import TestSupport
import Testing

@testable import SentinelRules

/// Values as they stand beside names of secrets.
@Suite struct SecretShapeTests {
    @Test func whatMachinesMakeIsRandom() {
        var random = SeededRandom(5)
        let alphabets = [
            "0123456789abcdef", "0123456789abcdefghijklmnopqrstuvwxyz",
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        ].map { Array($0.utf8) }
        for alphabet in alphabets {
            var found = 0
            for _ in 0..<500 {
                let token = (0..<32).map { _ in alphabet[random.below(alphabet.count)] }
                if SecretShape.random.holds(for: token) { found += 1 }
            }
            // One in twenty may look like words, or hold hardly a digit.
            #expect(found >= 470, "\(String(decoding: alphabet, as: UTF8.self)): \(found)")
        }
    }

    @Test(arguments: [
        "service-account-token-v2", "getUserTokenById2024", "config-v2-item-10-name",
        "arn:aws:secretsmanager:eu-west-1:a1",
        "_generated_3170ac3a.IApiKeyRef", "md5$seasalt$1e9bf2bf5606aa5c39852cc30f0f6f22", "abcdefghijklmnop",
        "1234567890123456", "short1a2b", "a text with 12 blanks",
    ])
    func whatIsWrittenIsNotRandom(value: String) {
        #expect(!SecretShape.random.holds(for: Array(value.utf8)), "\(value)")
    }

    @Test(arguments: ["Pr0d-S3cret!", "password123", "m@st3r-p@$$w0rd-2025", "init-secret-2024", "Tr@ining!2024"])
    func whatPeopleThinkUpIsAPassword(value: String) {
        #expect(SecretShape.password.holds(for: Array(value.utf8)), "\(value)")
    }

    @Test(arguments: [
        "password2", "Passwort", "form.password1", "_module_64b8a1c5.ISecret", "$2b$12$abcdefghijklmnopqrstuv",
        "anonymous@example2.com", "/run/secrets/db1", "--password1", "#input-1", "{{ vault_1 }}", "a1", "12345678",
        "https://a1.b/c",
    ])
    func whatIsSomethingElseIsNone(value: String) {
        #expect(!SecretShape.password.holds(for: Array(value.utf8)), "\(value)")
    }
}
