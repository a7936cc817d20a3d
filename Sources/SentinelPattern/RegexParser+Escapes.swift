extension RegexParser {
    /// What a backslash introduced.
    enum Escape {
        case value(UInt32)
        case set(CharacterClass)
        case node(RegexNode)
    }

    /// An escape outside brackets.
    mutating func escape() throws(PatternError) -> RegexNode {
        switch try escaped(inClass: false) {
        case .value(let value): return .character(literal(value))
        case .set(let set): return .character(set)
        case .node(let node): return node
        }
    }

    /// Reads an escape, the backslash included. A set is ready for use: shorthand classes do not change with case.
    mutating func escaped(inClass: Bool) throws(PatternError) -> Escape {
        let start = at
        at += 1
        guard let byte = peek else { throw PatternError("a backslash at the end", at: start) }
        if byte >= 0x80 { throw PatternError("a backslash before a character that is not ASCII", at: start) }
        at += 1
        if let value = Self.controls[byte] { return .value(value) }
        if let set = shorthand(byte) { return .set(set) }
        guard byte.isASCIILetter || byte.isASCIIDigit else { return .value(UInt32(byte)) }
        switch byte {
        case UInt8(ascii: "x"): return .value(try hex(from: start))
        case UInt8(ascii: "p"), UInt8(ascii: "P"): return .set(try property(from: start))
        case UInt8(ascii: "b") where inClass: return .value(0x08)
        case UInt8(ascii: "b"): return .node(.assertion(.wordBoundary))
        case UInt8(ascii: "B") where !inClass: return .node(.assertion(.notWordBoundary))
        case UInt8(ascii: "R") where !inClass: return .node(.newline)
        case UInt8(ascii: "N") where !inClass && peek != UInt8(ascii: "{"): return .set(dot(false))
        default: throw refusal(byte, at: start)
        }
    }

    private static let controls: [UInt8: UInt32] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "e"): 0x1B, UInt8(ascii: "a"): 0x07,
    ]

    private func shorthand(_ byte: UInt8) -> CharacterClass? {
        let set: CharacterClass
        switch byte | 0x20 {
        case UInt8(ascii: "d"): set = .digit
        case UInt8(ascii: "w"): set = .word
        case UInt8(ascii: "s"): set = .space
        case UInt8(ascii: "h"): set = .horizontal
        case UInt8(ascii: "v"): set = .vertical
        default: return nil
        }
        guard byte.isASCIILetter else { return nil }
        let normal = set.normalized(unicode: unicode)
        return byte & 0x20 == 0 ? normal.inverted(unicode: unicode) : normal
    }

    private func refusal(_ byte: UInt8, at start: Int) -> PatternError {
        let name = "\\" + String(Unicode.Scalar(byte))
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "g"), UInt8(ascii: "k"):
            return PatternError(
                "backreferences and octal escapes are not allowed", at: start, detail: "a byte is written \\xHH")
        case UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "G"):
            return PatternError(
                "\(name) is not allowed", at: start,
                detail: "files are read in windows; use ^ and $, which match at lines")
        case UInt8(ascii: "K"), UInt8(ascii: "C"), UInt8(ascii: "X"):
            return PatternError("\(name) is not allowed", at: start)
        case UInt8(ascii: "Q"), UInt8(ascii: "E"):
            return PatternError("\\Q...\\E is not allowed", at: start, detail: "escape each character")
        default:
            return PatternError("\(name) is no escape this scanner knows", at: start)
        }
    }

    /// After `\x`: two digits, or any number in braces.
    private mutating func hex(from start: Int) throws(PatternError) -> UInt32 {
        if take("{") {
            var value: UInt32 = 0
            var digits = 0
            while let digit = peek?.hexValue, digits < 8 {
                value = value << 4 | digit
                digits += 1
                at += 1
            }
            guard digits > 0, take("}") else { throw PatternError("\\x{ needs hexadecimal digits and }", at: start) }
            return try checked(value, at: start)
        }
        guard let high = peek?.hexValue, let low = peek(1)?.hexValue else {
            throw PatternError("\\x needs two hexadecimal digits", at: start)
        }
        at += 2
        return high << 4 | low
    }

    private func checked(_ value: UInt32, at start: Int) throws(PatternError) -> UInt32 {
        if !unicode, value > 0xFF {
            throw PatternError("a code point above 0xFF needs the unicode option", at: start)
        }
        if unicode, Unicode.Scalar(value) == nil { throw PatternError("not a Unicode code point", at: start) }
        return value
    }

    /// `\p{...}`: the name is left to PCRE2; here it may be any character.
    private mutating func property(from start: Int) throws(PatternError) -> CharacterClass {
        guard unicode else { throw PatternError("\\p needs the unicode option", at: start) }
        sawProperty = true
        if take("{") {
            var count = 0
            while let byte = peek, byte != UInt8(ascii: "}") {
                guard byte.isWord || byte == UInt8(ascii: "^") && count == 0 else { break }
                at += 1
                count += 1
            }
            guard count > 0, take("}") else { throw PatternError("\\p needs a property in braces", at: start) }
        } else if let byte = peek, byte.isASCIILetter {
            at += 1
        } else {
            throw PatternError("\\p needs a property in braces", at: start)
        }
        return CharacterClass(bytes: ByteSet(0...0x7F), wide: CharacterClass.allWide)
    }
}
