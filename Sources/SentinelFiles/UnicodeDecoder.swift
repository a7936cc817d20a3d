/// Turns UTF-16 and UTF-32 into UTF-8, piece by piece; a unit that is broken becomes U+FFFD.
struct UnicodeDecoder {
    let encoding: TextEncoding
    /// Broken units so far.
    private(set) var errors = 0

    init(_ encoding: TextEncoding) { self.encoding = encoding }

    /// Bytes of UTF-8 that `count` bytes can become at most.
    func capacity(for count: Int) -> Int { (count / encoding.unit + 1) * (encoding.unit == 2 ? 3 : 4) }

    /// Decodes whole characters from `input` to `output`, which must have room as `capacity` says. Returns how much was
    /// read (the rest is the start of a character) and written. At the end of a file the rest becomes U+FFFD.
    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, atEnd: Bool, to output: UnsafeMutablePointer<UInt8>
    ) -> (read: Int, written: Int) {
        var read = 0
        var written = 0
        while let (scalar, length) = unsafe next(input, at: read, atEnd: atEnd) {
            read += length
            written += unsafe Self.put(scalar, output + written)
        }
        if atEnd, read < input.count {
            errors += 1
            read = input.count
            written += unsafe Self.put(0xFFFD, output + written)
        }
        return (read, written)
    }

    private mutating func next(_ input: UnsafeBufferPointer<UInt8>, at index: Int, atEnd: Bool) -> (UInt32, Int)? {
        switch encoding {
        case .bytes:
            return nil
        case .utf32(let isBigEndian):
            guard index + 4 <= input.count else { return nil }
            let high = unsafe Self.pair(input, index + (isBigEndian ? 0 : 2), isBigEndian)
            let scalar = unsafe high << 16 | Self.pair(input, index + (isBigEndian ? 2 : 0), isBigEndian)
            return (checked(scalar), 4)
        case .utf16(let isBigEndian):
            guard index + 2 <= input.count else { return nil }
            let unit = unsafe Self.pair(input, index, isBigEndian)
            guard unit >= 0xD800, unit < 0xDC00 else { return (checked(unit), 2) }
            guard index + 4 <= input.count else {
                // A high surrogate may find its partner in the next piece.
                return atEnd ? (checked(unit), 2) : nil
            }
            let low = unsafe Self.pair(input, index + 2, isBigEndian)
            guard low >= 0xDC00, low < 0xE000 else { return (checked(unit), 2) }
            return (0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), 4)
        }
    }

    private static func pair(_ input: UnsafeBufferPointer<UInt8>, _ index: Int, _ isBigEndian: Bool) -> UInt32 {
        let first = unsafe UInt32(input[index])
        let second = unsafe UInt32(input[index + 1])
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    /// The scalar, or U+FFFD when it is none.
    private mutating func checked(_ scalar: UInt32) -> UInt32 {
        if scalar < 0xD800 || (scalar >= 0xE000 && scalar < 0x110000) { return scalar }
        errors += 1
        return 0xFFFD
    }

    private static func put(_ scalar: UInt32, _ output: UnsafeMutablePointer<UInt8>) -> Int {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
        switch scalar {
        case ..<0x80:
            unsafe output[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        case ..<0x800:
            unsafe output[0] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
            unsafe output[1] = tail(0)
            return 2
        case ..<0x10000:
            unsafe output[0] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
            unsafe output[1] = tail(6)
            unsafe output[2] = tail(0)
            return 3
        default:
            unsafe output[0] = 0xF0 | UInt8(truncatingIfNeeded: scalar >> 18)
            unsafe output[1] = tail(12)
            unsafe output[2] = tail(6)
            unsafe output[3] = tail(0)
            return 4
        }
    }
}
