extension StringDecoder {
    /// Content of a string or template of JavaScript or TypeScript. Attributes of JSX are raw.
    mutating func script(_ range: Range<Int>, isRaw: Bool) {
        let end = range.upperBound
        var (at, plain) = (range.lowerBound, range.lowerBound)
        while at < end {
            let from = at
            switch byte(at) {
            case UInt8(ascii: "\\") where !isRaw:
                copy(plain..<at)
                at = scriptEscape(at, end)
                plain = at
            case 0x0D:
                copy(plain..<at)
                at = lineEnd(at, end)
                put(byte: 0x0A, from..<at)
                plain = at
            default: at += 1
            }
        }
        copy(plain..<end)
    }

    /// The escape at `start`; returns its end. Before anything that has no meaning a backslash is nothing.
    private mutating func scriptEscape(_ start: Int, _ end: Int) -> Int {
        let next = start + 1
        guard next < end else {
            copy(start..<end)
            return end
        }
        let letter = byte(next)
        switch letter {
        case 0x0A, 0x0D: return lineEnd(next, end)
        // U+2028 and U+2029 end lines too.
        case 0xE2 where next + 2 < end && byte(next + 1) == 0x80 && byte(next + 2) & 0xFE == 0xA8: return next + 3
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            // Three digits only where they stay below 256.
            let most = letter <= UInt8(ascii: "3") ? 3 : 2
            guard let octal = number(next, end, radix: 8, 1, most) else { return next }
            put(scalar: octal.value, start..<octal.end)
            return octal.end
        case UInt8(ascii: "x"):
            guard let hex = number(next + 1, end, radix: 16, 2, 2) else { return next }
            put(scalar: hex.value, start..<hex.end)
            return hex.end
        case UInt8(ascii: "u"):
            guard let unit = unit(start, end) else { return next }
            return surrogate(unit.value, start, unit.end, end)
        default:
            if letter != UInt8(ascii: "a"), let control = Self.control(letter) {
                put(byte: control, start..<next + 1)
            } else {
                // It may be a backslash, which then begins nothing.
                copy(next..<next + 1)
            }
            return next + 1
        }
    }

    /// `\uXXXX` or `\u{X...}`.
    private func unit(_ start: Int, _ end: Int) -> (value: UInt32, end: Int)? {
        guard start + 2 < end, byte(start) == UInt8(ascii: "\\"), byte(start + 1) == UInt8(ascii: "u") else {
            return nil
        }
        guard byte(start + 2) == UInt8(ascii: "{") else { return number(start + 2, end, radix: 16, 4, 4) }
        guard let hex = number(start + 3, end, radix: 16, 1, end), hex.end < end, byte(hex.end) == UInt8(ascii: "}")
        else { return nil }
        return (hex.value, hex.end + 1)
    }

    /// Puts a code unit, with the second half of its pair if that follows. Returns where what was read ends.
    private mutating func surrogate(_ first: UInt32, _ start: Int, _ next: Int, _ end: Int) -> Int {
        guard first & 0xFFFF_FC00 == 0xD800, let second = unit(next, end), second.value & 0xFFFF_FC00 == 0xDC00 else {
            put(scalar: first, start..<next)
            return next
        }
        put(scalar: 0x1_0000 + (first & 0x3FF) << 10 + second.value & 0x3FF, start..<second.end)
        return second.end
    }
}
