package import SentinelModel

/// Forms that ask for what forms may not ask for, and addresses a user is sent to without TLS.
package struct ElicitedSecrets: ModelAnalyzer {
    package let name = "elicited-secrets"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.requests.filter { $0.kind == .elicitation }.flatMap { request -> [ModelPlace] in
            var found = request.fields.filter { Self.isSecret($0.name) }.map { field in
                ModelPlace(field.place, evidence: "the form has a field `\(field.name)`")
            }
            if let url = request.options["url"], Self.isCleartext(url) {
                found.append(
                    ModelPlace(
                        request.place, message: "Elicitation sends the user to an address without TLS",
                        evidence: "the address begins with `http:`"))
            }
            return found
        }
    }

    private static func isCleartext(_ url: String) -> Bool {
        guard url.lowercased().hasPrefix("http://") else { return false }
        let host = url.dropFirst(7).prefix { !"/:?#".contains($0) }
        return !["localhost", "127.0.0.1", "[", "::1"].contains { host.hasPrefix($0) } && !host.isEmpty
    }

    /// A name whose words are a secret's: `apiKey`, `card_number`, `pin`.
    private static func isSecret(_ name: String) -> Bool {
        let words = Words.of(name)
        let joined = words.joined(separator: " ")
        // How long, how many, whether: not the secret itself.
        if let last = words.last,
            ["length", "policy", "hint", "count", "limit", "name", "type", "id", "strength"].contains(last)
        {
            return false
        }
        if words.contains(where: single.contains) { return true }
        return pairs.contains { (" " + joined + " ").contains(" " + $0 + " ") }
    }

    private static let single: Set<String> = [
        "password", "passwd", "passphrase", "passcode", "secret", "apikey", "cvv", "cvc", "ssn", "mnemonic", "otp",
    ]
    private static let pairs = [
        "api key", "access token", "auth token", "bearer token", "refresh token", "private key", "secret key",
        "card number", "credit card", "security code", "seed phrase", "recovery phrase", "social security", "api token",
        "github token", "personal access token", "client secret",
    ]
}
