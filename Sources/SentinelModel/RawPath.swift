/// A path as the file system knows it: any bytes but NUL, `/` between components.
///
/// Kept as bytes because a file name need not be valid UTF-8, and the report must still name the file exactly.
package struct RawPath: Hashable, Comparable, Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
    package init(_ text: String) { self.bytes = Array(text.utf8) }

    package static func < (a: RawPath, b: RawPath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    /// For people: invalid UTF-8 becomes U+FFFD, and control characters (which a terminal would obey, a newline among
    /// them) become `\xNN`. Paths come from the scanned tree and are not trusted.
    package var display: String {
        var out = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.isUnsafeOnTerminal {
                out += scalar.escaped
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// The path as a relative URI reference: every byte but `/` and those RFC 3986 allows in a segment (`pchar`) percent-encoded.
    /// A colon is encoded too, since in a first segment it would end a scheme. Lossless.
    package var uri: String {
        var out = ""
        out.reserveCapacity(bytes.count + 8)
        for byte in bytes {
            if RawPath.uriBytes.contains(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%"
                out += hexDigits(byte)
            }
        }
        return out
    }

    private static let uriBytes = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=@/".utf8)

    /// With ASCII letters in lower case.
    package var small: RawPath {
        RawPath(bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 })
    }

    /// True when the bytes are valid UTF-8, so that text formats can carry them as they are.
    package var isValidUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }
}

/// Two upper-case hexadecimal digits.
package func hexDigits(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + text : text
}

extension Unicode.Scalar {
    /// Control characters, bidirectional controls, line and paragraph separators, and what is not seen
    /// (Default_Ignorable_Code_Point): what must never reach a terminal or a report's prose from scanned content.
    package var isUnsafeOnTerminal: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// `\xNN` or `\u{NNNN}`.
    package var escaped: String {
        value < 0x100 ? "\\x" + hexDigits(UInt8(value)) : "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    }
}
