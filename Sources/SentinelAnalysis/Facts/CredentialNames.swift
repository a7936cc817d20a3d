/// Names of credentials, of what else is secret, and of people.
enum CredentialNames {
    /// `apiKey`, `api_key` and `API_KEY` are `api`, `key`.
    static func words(of name: String) -> [String] { SecretName.words(name) }

    /// True for what a client shows to be let in.
    static func isCredential(_ name: String) -> Bool {
        let words = words(of: name)
        guard let last = words.last, words.allSatisfy({ !harmless.contains($0) }) else { return false }
        switch last {
        case "token", "jwt": return true
        case "password", "passwd", "passcode", "passphrase", "credential", "credentials", "pin", "otp": return true
        case "key":
            return words.dropLast().last.map { ["api", "access", "auth", "admin", "master"].contains($0) } ?? false
        case "secret": return true
        case "apikey", "authtoken", "accesstoken", "sessiontoken": return true
        default: return false
        }
    }

    /// True for what must not be shown: credentials, and their names as settings have them.
    static func isSecret(_ name: String) -> Bool {
        let words = words(of: name)
        guard let last = words.last, words.allSatisfy({ !harmless.contains($0) }) else { return false }
        switch last {
        case "token", "jwt", "password", "passwd", "passphrase", "apikey", "accesstoken", "authtoken": return true
        case "secret": return true
        case "key":
            return words.dropLast().last.map {
                [
                    "api", "access", "secret", "private", "admin", "master", "encryption", "signing", "openai", "aws",
                    "anthropic", "stripe", "auth", "ssh",
                ].contains($0)
            } ?? false
        default: return false
        }
    }

    /// True for names that say nothing but a kind of secret.
    static func isBare(_ name: String) -> Bool { words(of: name).count == 1 }

    /// True for who somebody is, as callers name it.
    static func isPerson(_ name: String) -> Bool { people.contains(words(of: name).joined()) }

    private static let people: Set<String> = [
        "userid", "username", "accountid", "customerid", "patientid", "employeeid", "ownerid", "tenantid", "memberid",
        "clientid", "studentid", "accountnumber", "useremail", "targetuser", "accountholder",
    ]
    /// Pages, parts of texts, and what is only about a secret.
    private static let harmless: Set<String> = [
        "max", "min", "next", "page", "count", "limit", "num", "total", "continuation", "sync", "cursor", "budget",
        "usage", "prompt", "completion", "input", "output", "per", "type", "length", "size", "start", "end", "prev",
        "previous", "pagination", "resume", "progress", "cancel", "cancellation", "has", "is", "public", "hash",
        "hashed", "id", "name", "csrf", "idempotency", "primary", "foreign", "cache", "sort", "partition", "stop",
        "special", "mask", "masked", "redacted", "valid", "estimated", "symbol", "native",
    ]
}
