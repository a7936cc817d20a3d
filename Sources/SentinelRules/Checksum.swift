extension Checksum {
    /// True when the token's check digits are right. Tokens of the wrong shape are not.
    package func holds(for token: [UInt8]) -> Bool {
        switch self {
        case .github:
            // `ghp_` or `npm_`, 30 characters, and their CRC-32 in six digits of base 62.
            // Source: GitHub, "Behind GitHub's new authentication token formats" (2021).
            guard token.count >= 36 else { return false }
            let body = Array(token[(token.count - 36)..<(token.count - 6)])
            return Array(token.suffix(6)) == Self.base62(crc32(body), width: 6)
        }
    }

    /// `value` in base 62 with digits `0-9A-Za-z`, padded with `0` on the left.
    static func base62(_ value: UInt32, width: Int) -> [UInt8] {
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        var rest = value
        var out = [UInt8](repeating: digits[0], count: width)
        for index in stride(from: width - 1, through: 0, by: -1) {
            out[index] = digits[Int(rest % 62)]
            rest /= 62
        }
        return out
    }
}

/// CRC-32 as in IEEE 802.3 and zlib. Tokens are short, so it goes bit by bit.
func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 0 ? 0 : 0xEDB8_8320) }
    }
    return ~crc
}
