/// Bytes of a scanned file as text for people: valid UTF-8 sequences are decoded, every other byte is the character it
/// is in Windows-1252 (as browsers read it). Nothing is escaped.
package func decodeForDisplay(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if let text = unsafe String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    text.reserveCapacity(bytes.count + bytes.count / 4)
    var index = 0
    while index < bytes.count {
        let length = unsafe characterLength(bytes, at: index)
        let byte = unsafe bytes[index]
        if length > 1 {
            unsafe text += String(decoding: bytes[index..<index + length], as: UTF8.self)
        } else {
            text.unicodeScalars.append(byte < 0x80 ? Unicode.Scalar(byte) : windows1252(byte))
        }
        index += length
    }
    return text
}

/// The same for an array.
package func decodeForDisplay(_ bytes: [UInt8]) -> String {
    unsafe bytes.withUnsafeBufferPointer { unsafe decodeForDisplay($0) }
}

/// As in the WHATWG Encoding Standard, where the five bytes without a character are C1 controls.
private func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
    let upper: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}",
        "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}",
        "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]
    return upper[Int(byte) - 0x80]
}
