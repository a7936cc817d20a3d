/// Base64 (RFC 4648) as it stands in source: white space, and the escapes `\n`, `\r` and `\t` of a string literal, are
/// passed over. Nil for anything else that is not base64.
package func decodedBase64(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    var isEscaped = false
    for byte in text {
        if isEscaped {
            guard [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(byte) else { return nil }
            isEscaped = false
            continue
        }
        switch byte {
        case 0x09...0x0D, 0x20: continue
        case UInt8(ascii: "\\"):
            isEscaped = true
            continue
        case UInt8(ascii: "="):
            padding += 1
            continue
        default: break
        }
        guard padding == 0, let digit = digit(byte) else { return nil }
        bits = bits << 6 | digit
        count += 1
        if count % 4 == 0 {
            bytes += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
            bits = 0
        }
    }
    switch count % 4 {
    case 2: bytes.append(UInt8(bits >> 4 & 0xFF))
    case 3: bytes += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]
    case 1: return nil
    default: break
    }
    return isEscaped || padding > 2 ? nil : bytes
}

private func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 97 + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48 + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
}
