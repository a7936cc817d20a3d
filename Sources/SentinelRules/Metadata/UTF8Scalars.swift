/// Code points of bytes that ought to be UTF-8.
package enum UTF8Scalars {
    /// The code point at `at`, which must be inside, and its length; nil and 1 where the bytes are no UTF-8.
    package static func decode(_ text: UnsafeBufferPointer<UInt8>, at: Int) -> (scalar: UInt32?, length: Int) {
        let first = unsafe text[at]
        let length =
            switch first {
            case ..<0x80: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard length > 0, length <= text.count - at else { return (nil, 1) }
        if length == 1 { return (UInt32(first), 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in (at + 1)..<(at + length) {
            let byte = unsafe text[index]
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }

    /// All code points with their places; 0xFFFD for what is none.
    package static func all(of text: UnsafeBufferPointer<UInt8>) -> [(scalar: UInt32, range: Range<Int>)] {
        var found: [(scalar: UInt32, range: Range<Int>)] = []
        found.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            let (scalar, length) = unsafe decode(text, at: at)
            found.append((scalar ?? 0xFFFD, at..<(at + length)))
            at += length
        }
        return found
    }

    /// True for what no typeface draws and what is no space: joiners, fillers, tags, selectors, directional controls.
    package static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1D173...0x1D17A,
            0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}
