extension StringDecoder {
    /// Content of a string of Python. `\N{...}` stays as it is.
    mutating func python(_ range: Range<Int>, _ flags: NodeFlags) {
        let (isRaw, isFormat, end) = (flags.contains(.isRaw), flags.contains(.isFormat), range.upperBound)
        var (at, plain) = (range.lowerBound, range.lowerBound)
        while at < end {
            let current = byte(at)
            let from = at
            switch current {
            case UInt8(ascii: "\\") where !isRaw:
                copy(plain..<at)
                at = pythonEscape(at, end, isBytes: flags.contains(.isBytes))
                plain = at
            case 0x0D:
                copy(plain..<at)
                at = lineEnd(at, end)
                put(byte: 0x0A, from..<at)
                plain = at
            case UInt8(ascii: "{"), UInt8(ascii: "}"):
                at += 1
                guard isFormat, at < end, byte(at) == current else { continue }
                copy(plain..<from)
                at += 1
                put(byte: current, from..<at)
                plain = at
            default: at += 1
            }
        }
        copy(plain..<end)
    }

    /// The escape at `start`; returns its end. What means nothing stays as it is.
    private mutating func pythonEscape(_ start: Int, _ end: Int, isBytes: Bool) -> Int {
        guard start + 1 < end else {
            copy(start..<end)
            return end
        }
        let letter = byte(start + 1)
        let length: Int
        switch letter {
        case 0x0A, 0x0D: return lineEnd(start + 1, end)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
            put(byte: letter, start..<start + 2)
            return start + 2
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let octal = number(start + 1, end, radix: 8, 1, 3) else { return start + 1 }
            put(octal.value, start..<octal.end, isBytes)
            return octal.end
        case UInt8(ascii: "x"): length = 2
        case UInt8(ascii: "u") where !isBytes: length = 4
        case UInt8(ascii: "U") where !isBytes: length = 8
        default:
            if let control = Self.control(letter) {
                put(byte: control, start..<start + 2)
                return start + 2
            }
            // Not the character behind it: that can be a brace, or the first of two.
            copy(start..<start + 1)
            return start + 1
        }
        guard let hex = number(start + 2, end, radix: 16, length, length) else {
            copy(start..<start + 2)
            return start + 2
        }
        put(hex.value, start..<hex.end, isBytes)
        return hex.end
    }

    private mutating func put(_ number: UInt32, _ range: Range<Int>, _ isBytes: Bool) {
        if isBytes {
            put(byte: UInt8(truncatingIfNeeded: number), range)
        } else {
            put(scalar: number, range)
        }
    }
}
