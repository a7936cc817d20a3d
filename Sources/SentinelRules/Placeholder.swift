/// Tells texts that stand where a secret would stand from secrets: `YOUR_API_KEY`, `xxxxxxxx`, `${TOKEN}`, `EXAMPLE`.
package enum Placeholder {
    /// True when no service could have issued `secret`. Prefixes such as `ghp_` may be part of it.
    package static func isLikely(_ secret: [UInt8]) -> Bool {
        let folded = secret.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
        return hasTemplate(folded) || words.contains { contains(folded, $0) } || hasLongRun(folded)
            || hasLongSequence(folded) || repeatsItself(folded) || isMadeUpLogin(secret)
    }

    /// Lower-case words that stand in examples. Each is long enough not to turn up by chance in random text: five letters
    /// occur in 40 random characters of base 62, case folded, less than once in 100,000 tokens.
    private static let words = [
        "example", "placeholder", "changeme", "change_me", "your_", "your-", "yourtoken", "yourkey", "yourapikey",
        "xxxxx", "dummy", "sample", "redacted", "insert", "replace", "notreal", "not_real", "secret_here", "key_here",
        "token_here", "foobar", "password", "123456789", "abcdefgh", "00000000", "deadbeef", "fake_", "fake-",
        "test_key",
        "testtoken", "mytoken", "my_token", "my-token", "testtest", "fakekey", "faketoken", "fakesecret", "fakepass",
        "fakeapi", "_fake", "-fake", "mock_", "mock-", "mockkey", "mocktoken", "mocksecret", "notasecret",
    ].map { Array($0.utf8) }

    /// `user:password` of basic authentication: what is behind the colon is one.
    private static func isMadeUpLogin(_ secret: [UInt8]) -> Bool {
        guard (8...80).contains(secret.count), let text = decoded(secret),
            text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let colon = text.firstIndex(of: UInt8(ascii: ":"))
        else { return false }
        let password = text[(colon + 1)...].map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
        return words.contains { contains(password, $0) } || hasTemplate(password)
    }

    /// Base64 with the common alphabet; nil for what is none.
    private static func decoded(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, bits) = (UInt32(0), 0)
        for byte in text {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="): continue
            default: return nil
            }
            held = held << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
        }
        return bytes
    }

    private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { text[$0..<($0 + word.count)].elementsEqual(word) }
    }

    /// `${X}`, `{{x}}`, `<X>`, `%X%`, `...`: text that something else fills in.
    private static func hasTemplate(_ text: [UInt8]) -> Bool {
        let marks = ["${", "{{", "...", "***", "%("].map { Array($0.utf8) }
        let wraps = [(UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "%"), UInt8(ascii: "%"))]
        return marks.contains { contains(text, $0) }
            || wraps.contains { text.count > 2 && text.first == $0.0 && text.last == $0.1 }
    }

    /// One character six times in a row; in random base 62 that happens once in ten million tokens of 40.
    private static func hasLongRun(_ text: [UInt8]) -> Bool { longest(text) { $0 == $1 } >= 6 }

    /// Seven characters each one more than the one before (`abcdefg`, `2345678`).
    private static func hasLongSequence(_ text: [UInt8]) -> Bool { longest(text) { $1 == $0 &+ 1 } >= 7 }

    private static func longest(_ text: [UInt8], where follows: (UInt8, UInt8) -> Bool) -> Int {
        var best = 1
        var run = 1
        for (a, b) in zip(text, text.dropFirst()) {
            run = follows(a, b) ? run + 1 : 1
            best = max(best, run)
        }
        return best
    }

    /// The last 16 characters hold at most three different ones.
    private static func repeatsItself(_ text: [UInt8]) -> Bool {
        text.count >= 16 && Set(text.suffix(16)).count <= 3
    }
}
