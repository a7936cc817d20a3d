extension StringDecoder {
    /// Content of a string of Go: between backquotes (raw) only carriage returns are dropped.
    mutating func go(_ range: Range<Int>, isRaw: Bool) {
        let end = range.upperBound
        var (at, plain) = (range.lowerBound, range.lowerBound)
        while at < end {
            switch byte(at) {
            case 0x0D where isRaw:
                copy(plain..<at)
                at += 1
                plain = at
            case UInt8(ascii: "\\") where !isRaw:
                copy(plain..<at)
                at = goEscape(at, end)
                plain = at
            default: at += 1
            }
        }
        copy(plain..<end)
    }

    /// The escape at `start`; returns its end. What is none stays as it is.
    private mutating func goEscape(_ start: Int, _ end: Int) -> Int {
        guard start + 1 < end else {
            copy(start..<end)
            return end
        }
        let letter = byte(start + 1)
        switch letter {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
            put(byte: letter, start..<start + 2)
            return start + 2
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            if let octal = number(start + 1, end, radix: 8, 3, 3) { return goByte(octal, start) }
        case UInt8(ascii: "x"):
            if let hex = number(start + 2, end, radix: 16, 2, 2) { return goByte(hex, start) }
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let length = letter == UInt8(ascii: "u") ? 4 : 8
            if let hex = number(start + 2, end, radix: 16, length, length) {
                put(scalar: hex.value, start..<hex.end)
                return hex.end
            }
        default:
            if let control = Self.control(letter) {
                put(byte: control, start..<start + 2)
                return start + 2
            }
        }
        copy(start..<start + 2)
        return start + 2
    }

    private mutating func goByte(_ number: (value: UInt32, end: Int), _ start: Int) -> Int {
        put(byte: UInt8(truncatingIfNeeded: number.value), start..<number.end)
        return number.end
    }
}
