/// The escapes of JSON, and those that JSON5 adds.
enum JSONText {
    /// What stands between the quotes, escapes resolved. Half a surrogate pair becomes U+FFFD.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var at = text.startIndex
        while at < text.endIndex {
            guard text[at] == UInt8(ascii: "\\"), at + 1 < text.endIndex else {
                out.append(text[at])
                at += 1
                continue
            }
            at += 2
            switch text[at - 1] {
            case UInt8(ascii: "b"): out.append(8)
            case UInt8(ascii: "f"): out.append(12)
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "r"): out.append(13)
            case UInt8(ascii: "t"): out.append(9)
            case UInt8(ascii: "v"): out.append(11)
            case UInt8(ascii: "0"): out.append(0)
            case UInt8(ascii: "u"): append(unit(in: text, &at), in: text, &at, to: &out)
            case UInt8(ascii: "x"):
                if let value = number(in: text, at, digits: 2) {
                    at += 2
                    append(Unicode.Scalar(UInt8(value)), to: &out)
                } else {
                    out.append(UInt8(ascii: "x"))
                }
            // A line that goes on in the next one.
            case 10: break
            case 13: if at < text.endIndex, text[at] == 10 { at += 1 }
            case let other: out.append(other)
            }
        }
        return out
    }

    /// The four digits behind `\u`; nil (and nothing taken) where they are not there.
    private static func unit(in text: ArraySlice<UInt8>, _ at: inout Int) -> UInt32? {
        guard let value = number(in: text, at, digits: 4) else { return nil }
        at += 4
        return value
    }

    private static func append(
        _ unit: UInt32?, in text: ArraySlice<UInt8>, _ at: inout Int, to out: inout [UInt8]
    ) {
        guard let unit else {
            out.append(UInt8(ascii: "u"))
            return
        }
        if unit & 0xFC00 == 0xD800, at + 1 < text.endIndex, text[at] == UInt8(ascii: "\\"),
            text[at + 1] == UInt8(ascii: "u"), let low = number(in: text, at + 2, digits: 4), low & 0xFC00 == 0xDC00
        {
            at += 6
            append(Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF), to: &out)
        } else {
            append(Unicode.Scalar(unit), to: &out)
        }
    }

    static func append(_ scalar: Unicode.Scalar?, to out: inout [UInt8]) {
        out += UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
    }

    /// Hexadecimal digits as a number; nil unless there are as many.
    static func number(in text: ArraySlice<UInt8>, _ at: Int, digits: Int) -> UInt32? {
        guard text.endIndex - at >= digits else { return nil }
        var value: UInt32 = 0
        for byte in text[at..<(at + digits)] {
            guard let digit = hexadecimal(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 55
        default: nil
        }
    }
}
