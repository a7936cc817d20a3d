/// Tells most texts that name no secret by three letters in a row, so that few are looked at word by word.
enum SecretWords {
    /// What private files, headers and names of secrets hold; of each the first three signs count.
    private static let words: [StaticString] = [
        "key", "tok", "pas", "pwd", "sec", "cre", "aut", "coo", "jwt", "bea", "pin", "cvv", "cvc", "ssn", "dsn", "pat",
        "phr", "con", "car", "ssh", "rsa", "ed2", "ecd", ".en", "net", "git", "gnu", "kub", "doc", "sha", "log", "wal",
        "gcl", "azu", "npm", "pyp", "aws",
    ]

    /// By three signs of five bits each: letters of either case, and whatever shares these bits.
    private static let grams: [UInt64] = {
        var grams = [UInt64](repeating: 0, count: 1 << 9)
        for word in words {
            let gram = word.withUTF8Buffer { unsafe $0.reduce(0) { ($0 << 5 | Int($1 & 31)) & 0x7fff } }
            grams[gram >> 6] |= 1 << UInt64(gram & 63)
        }
        return grams
    }()

    /// False only where none of the words stands in `bytes`.
    static func mayStand(in bytes: some Sequence<UInt8>) -> Bool {
        var gram = 0
        var count = 0
        for byte in bytes {
            gram = (gram << 5 | Int(byte & 31)) & 0x7fff
            count += 1
            if count >= 3, grams[gram >> 6] & 1 << UInt64(gram & 63) != 0 { return true }
        }
        return false
    }

    /// False only for a text whose end promises nothing, as `token: ` and `Bearer ` do.
    static func mayEndLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let last = bytes.last { !" \t'\"`*-".utf8.contains($0) }
        return last.map { ":=sSrR".utf8.contains($0) } ?? false
    }
}
