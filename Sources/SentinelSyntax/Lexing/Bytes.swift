/// What lexers ask of single bytes. Bytes of UTF-8 beyond ASCII count as letters: identifiers of every script pass, and no language here
/// uses them otherwise outside of strings and comments.
enum Bytes {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80 }
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
    static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C }
    static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

extension UnsafePointer where Pointee == UInt8 {
    /// True if `word` stands at `offset`. Reads behind it no further than the padding reaches.
    @inline(__always)
    func has(_ word: StaticString, at offset: Int) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where unsafe self[offset + index] != word.utf8Start[index] {
            return false
        }
        return true
    }
}
