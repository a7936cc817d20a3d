/// What names tell of secrets: `openai_api_key` is one, `max_tokens`, `token_url` and `masked_key` are none.
enum SecretName {
    /// True for a name of a variable, field, parameter or key that holds a secret and nothing else.
    static func isSecret(_ name: String) -> Bool {
        guard let words = meaningful(name), let last = words.last else { return false }
        if single.contains(last) { return true }
        return words.count > 1 && pairs.contains(words[words.count - 2] + " " + last)
    }

    /// True for an environment variable with a secret: there a token is never a piece of a text, and a key none of a table.
    static func isSecretVariable(_ name: String) -> Bool {
        guard let words = meaningful(name), let last = words.last else { return false }
        if isSecret(name) { return true }
        return words.count > 1 && ["token", "key", "pass", "pat", "credentials", "dsn", "auth"].contains(last)
            && !words.contains("public")
    }

    /// True for a header whose value lets in.
    static func isSecretHeader(_ name: String) -> Bool {
        ["authorization", "cookie", "set-cookie", "proxy-authorization", "x-api-key", "x-auth-token"]
            .contains(name.lowercased())
    }

    /// True where what stands before a value in a text says that it is a secret: `API key: `, `Authorization: Bearer `, `DB_PASSWORD=`.
    static func endsInLabel(_ text: String) -> Bool {
        var label = text.suffix(48)
        if label.lowercased().hasSuffix("bearer ") { return true }
        while let last = label.last, " \t'\"`*-".contains(last) { label = label.dropLast() }
        if label.lowercased().hasSuffix(" is") {
            label = label.dropLast(3)
        } else {
            guard let last = label.last, last == ":" || last == "=" else { return false }
            label = label.dropLast()
            if label.lowercased().hasSuffix(" is") { label = label.dropLast(3) }
        }
        while let last = label.last, " \t'\"`*".contains(last) { label = label.dropLast() }
        let line = label.split(whereSeparator: { "\n\r,;(|".contains($0) }).last ?? ""
        let words = self.words(String(line)).suffix(3)
        return isSecret(words.joined(separator: "_")) || isLabel(Array(words))
    }

    /// `Admin token`
    private static func isLabel(_ words: [String]) -> Bool {
        guard words.count > 1, words.last == "token" else { return false }
        return ["auth", "authentication", "access", "admin", "bearer", "refresh", "session", "api", "login", "jwt"]
            .contains(words[words.count - 2])
    }

    /// True for a name that may well hold what a label before it promises.
    static func mayHold(_ name: String) -> Bool {
        let words = self.words(name)
        guard !words.contains(where: harmless.contains) else { return false }
        return words.contains { word in
            ["key", "token", "pass", "pwd", "secret", "cred", "auth", "jwt", "bearer", "pin"].contains {
                word.hasPrefix($0) || word.hasSuffix($0)
            }
        }
    }

    // MARK: Words

    /// The words of a name that is not said to be something else.
    private static func meaningful(_ name: String) -> [String]? {
        guard (3...80).contains(name.utf8.count) else { return nil }
        var words = self.words(name)
        // `password2`, `api_key_1`
        while var last = words.popLast() {
            while let digit = last.utf8.last, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
                last.removeLast()
            }
            if last.isEmpty { continue }
            words.append(last)
            break
        }
        // `client_secret` is one, whatever a client is.
        let isPair = words.count > 1 && pairs.contains(words.suffix(2).joined(separator: " "))
        return words.dropLast(isPair ? 2 : 0).contains(where: harmless.contains) ? nil : words
    }

    /// `apiKey`, `api_key` and `API-Key` are `api`, `key`; of a long name those of its beginning.
    static func words(_ name: String) -> [String] {
        var found: [String] = []
        var word: [UInt8] = []
        var isAfterSmall = false
        for byte in name.utf8.prefix(80) {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            let isWord =
                isCapital || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            if !isWord || (isCapital && isAfterSmall), !word.isEmpty {
                found.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
            if isWord { word.append(isCapital ? byte | 0x20 : byte) }
            isAfterSmall = isWord && !isCapital
        }
        if !word.isEmpty { found.append(String(decoding: word, as: UTF8.self)) }
        return found
    }

    /// Words of names that are about a secret, and none.
    private static let harmless: Set<String> = [
        "has", "is", "no", "not", "use", "uses", "used", "show", "hide", "require", "required", "requires", "needs",
        "missing", "masked", "mask", "redacted", "redact", "hashed", "hash", "encrypted", "obfuscated", "safe",
        "sanitized", "prefix", "suffix", "hint", "length", "len", "count", "type", "name", "names", "id", "ids", "url",
        "uri", "path", "file", "field", "param", "header", "label", "valid", "invalid", "status", "expired", "expires",
        "expiry", "expiration", "policy", "public", "max", "min", "num", "total", "regex", "pattern", "prompt",
        "provider", "manager", "store", "service", "client", "set", "enabled", "configured", "source", "error", "arn",
        "version", "placeholder", "example", "format", "strength", "fingerprint", "preview", "last4", "limit",
        "endpoint", "env", "var", "kind", "scope", "scopes", "cls", "class", "func", "fn", "callback",
    ]

    private static let single: Set<String> = [
        "password", "passwd", "passphrase", "passcode", "secret", "apikey", "secretkey", "accesskey", "privatekey",
        "accesstoken", "authtoken", "refreshtoken", "apitoken", "authkey", "cvv", "cvc", "ssn",
    ]

    private static let pairs: Set<String> = [
        "api key", "secret key", "access key", "private key", "auth key", "encryption key", "signing key", "master key",
        "account key", "openai key", "anthropic key", "aws key", "stripe key", "github key", "google key",
        "access token", "auth token", "refresh token", "bearer token", "session token", "api token", "jwt token",
        "github token", "gitlab token", "slack token", "bot token", "admin token", "personal token", "user token",
        "oauth token", "client secret", "connection string", "seed phrase", "recovery phrase", "card number",
        "db pwd", "db pass", "database password", "authorization header",
    ]
}
