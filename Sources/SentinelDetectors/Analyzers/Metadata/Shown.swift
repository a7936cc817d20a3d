/// Characters as a message may show them.
enum Shown {
    /// Text of unknown origin in quotes: what is not printable ASCII becomes a dot, and it ends after 80 characters.
    static func quoted(_ bytes: some Collection<UInt8>) -> String {
        let shown = bytes.prefix(80).map { (0x20..<0x7F).contains($0) && $0 != 0x22 ? $0 : UInt8(ascii: ".") }
        return "\"" + String(decoding: shown, as: UTF8.self) + (bytes.count > 80 ? "...\"" : "\"")
    }

    /// `U+200B`.
    static func codePoint(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The first few different code points, for a message.
    static func codePoints(_ scalars: some Sequence<UInt32>) -> String {
        let different = Set(scalars).sorted()
        return different.prefix(4).map(codePoint).joined(separator: ", ") + (different.count > 4 ? ", ..." : "")
    }
}
