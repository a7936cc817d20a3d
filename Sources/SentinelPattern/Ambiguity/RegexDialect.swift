/// Languages whose matchers backtrack. Their syntax is brought into that of `RegexParser`; what has no counterpart there (references back, conditions)
/// is not judged.
package enum RegexDialect: Sendable {
    case python, javascript

    /// Nil for what is not understood.
    func parse(_ pattern: String) -> ParsedRegex? {
        let source = Array(pattern.utf8)
        guard source.count <= 2_000, let text = translated(source) else { return nil }
        return try? RegexParser.parse(text, unicode: true)
    }

    private func translated(_ source: [UInt8]) -> [UInt8]? {
        var out: [UInt8] = []
        var (at, isClass) = (0, false)
        while at < source.count {
            let byte = source[at]
            let next: UInt8 = at + 1 < source.count ? source[at + 1] : 0
            switch byte {
            case UInt8(ascii: "\\"):
                guard let (text, length) = escape(source[at...], isClass) else { return nil }
                out += text
                at += length
                continue
            case UInt8(ascii: "[") where isClass:
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "["):
                // `[]` and `[^]` of scripts.
                if self == .javascript, next == UInt8(ascii: "^"), at + 2 < source.count,
                    source[at + 2] == UInt8(ascii: "]")
                {
                    out += Array("[\\s\\S]".utf8)
                    at += 3
                    continue
                }
                if self == .javascript, next == UInt8(ascii: "]") { return nil }
                isClass = true
                out.append(byte)
                if next == UInt8(ascii: "^") {
                    out.append(next)
                    at += 1
                }
                if at + 1 < source.count, source[at + 1] == UInt8(ascii: "]") {
                    out += Array("\\]".utf8)
                    at += 1
                }
            case UInt8(ascii: "]") where isClass:
                isClass = false
                out.append(byte)
            // Only line feeds are left out by Python's.
            case UInt8(ascii: ".") where !isClass && self == .python: out += Array("[^\\n]".utf8)
            case UInt8(ascii: "-") where isClass:
                out += hyphen(source, at)
            case UInt8(ascii: "{") where !isClass && !Self.isQuantifier(source, at):
                out += Array("\\{".utf8)
            default: out.append(byte)
            }
            at += 1
        }
        return out
    }

    /// A hyphen beside a class, as in `[\w-.]`, means itself.
    private func hyphen(_ source: [UInt8], _ at: Int) -> [UInt8] {
        let letters = Array("wdsWDS".utf8)
        let isBehind = at >= 2 && source[at - 2] == UInt8(ascii: "\\") && letters.contains(source[at - 1])
        let isBefore = at + 2 < source.count && source[at + 1] == UInt8(ascii: "\\") && letters.contains(source[at + 2])
        return Array((isBehind || isBefore ? "\\-" : "-").utf8)
    }

    /// An escape in the syntax of the parser, and the length of what it was made of.
    private func escape(_ rest: ArraySlice<UInt8>, _ isClass: Bool) -> ([UInt8], Int)? {
        guard let byte = rest.dropFirst().first else { return nil }
        let start = rest.startIndex
        switch byte {
        case UInt8(ascii: "u"):
            let digits = rest[(start + 2)...].prefix(4)
            guard digits.count == 4, digits.allSatisfy({ $0.hexValue != nil }) else { return nil }
            return (Array("\\x{".utf8) + digits + Array("}".utf8), 6)
        case UInt8(ascii: "Z") where self == .python && !isClass: return (Array("$".utf8), 2)
        case UInt8(ascii: "A") where self == .python && !isClass: return (Array("^".utf8), 2)
        case UInt8(ascii: "v"): return (Array("\\x0B".utf8), 2)
        case UInt8(ascii: "0"): return (Array("\\x00".utf8), 2)
        case UInt8(ascii: "h"), UInt8(ascii: "R"), UInt8(ascii: "N"), UInt8(ascii: "p"), UInt8(ascii: "P"):
            return nil
        case 0x80...: return nil
        default: return ([UInt8(ascii: "\\"), byte], 2)
        }
    }

    /// True at a `{` that begins `{n}`, `{n,}` or `{n,m}`.
    private static func isQuantifier(_ source: [UInt8], _ at: Int) -> Bool {
        var (place, digits) = (at + 1, 0)
        while place < source.count, source[place].isASCIIDigit {
            place += 1
            digits += 1
        }
        guard digits > 0, place < source.count else { return false }
        if source[place] == UInt8(ascii: ",") {
            place += 1
            while place < source.count, source[place].isASCIIDigit { place += 1 }
        }
        return place < source.count && source[place] == UInt8(ascii: "}")
    }
}
