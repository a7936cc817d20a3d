extension PythonSkimmer {
    /// A string whose first quote stands here.
    mutating func string() -> Bool {
        var first = at
        while at - first < 3, Bytes.isWord(byte(first - 1)) { first -= 1 }
        let prefix = first < at ? lexer.prefix(first, at - first) : NodeFlags()
        guard at - first < 3, let prefix else { return false }
        let quote = byte(at)
        let isTriple = byte(at + 1) == quote && byte(at + 2) == quote
        at += isTriple ? 3 : 1
        guard prefix.contains(.isFormat) else { return text(quote, isTriple) }
        return format(quote, isTriple, isRaw: prefix.contains(.isRaw))
    }

    private func closes(_ quote: UInt8, _ isTriple: Bool) -> Bool {
        byte(at) == quote && (!isTriple || byte(at + 1) == quote && byte(at + 2) == quote)
    }

    /// What is left of a string without interpolations.
    private mutating func text(_ quote: UInt8, _ isTriple: Bool) -> Bool {
        while at < count {
            let current = byte(at)
            if current == quote, closes(quote, isTriple) {
                at += isTriple ? 3 : 1
                return true
            }
            if current == UInt8(ascii: "\\") {
                at += byte(at + 1) == 0x0D && byte(at + 2) == 0x0A ? 3 : 2
                continue
            }
            if Bytes.isLineEnd(current), !isTriple { return false }
            at += 1
        }
        return false
    }

    /// What is left of a string with interpolations.
    private mutating func format(_ quote: UInt8, _ isTriple: Bool, isRaw: Bool) -> Bool {
        while at < count {
            if closes(quote, isTriple) {
                at += isTriple ? 3 : 1
                return true
            }
            switch byte(at) {
            case UInt8(ascii: "{"):
                at += 1
                if byte(at) == UInt8(ascii: "{") { break }
                guard interpolation(quote, isTriple) else { return false }
                continue
            case UInt8(ascii: "\\"): at = lexer.escapeEnd(at, isRaw)
            case 0x0A, 0x0D: if !isTriple { return false }
            default: break
            }
            at += 1
        }
        return false
    }

    /// An interpolation behind its first brace. False for what does more than most: there is no need to know all of it here.
    private mutating func interpolation(_ quote: UInt8, _ isTriple: Bool) -> Bool {
        let outer = depth
        depth = 0
        defer { depth = outer }
        while at < count {
            switch byte(at) {
            case UInt8(ascii: "}") where depth == 0:
                at += 1
                return true
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                guard open(byte(at)) else { return false }
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard close(byte(at)) else { return false }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let inner = byte(at)
                guard inner != quote || isTriple, !Bytes.isWord(byte(at - 1)), !closes(inner, true) else {
                    return false
                }
                at += 1
                guard text(inner, false) else { return false }
            case UInt8(ascii: ":") where depth == 0: return specification(quote)
            case UInt8(ascii: "#"), UInt8(ascii: "\\"), 0x0A, 0x0D: return false
            default: at += 1
            }
        }
        return false
    }

    /// How an interpolation is shown, from the colon before it: what is left of the interpolation.
    private mutating func specification(_ quote: UInt8) -> Bool {
        at += 1
        guard byte(at) != UInt8(ascii: "=") else { return false }
        while at < count {
            switch byte(at) {
            case UInt8(ascii: "}"):
                at += 1
                return true
            case quote, UInt8(ascii: "{"), UInt8(ascii: "\\"), 0x0A, 0x0D: return false
            default: at += 1
            }
        }
        return false
    }
}
