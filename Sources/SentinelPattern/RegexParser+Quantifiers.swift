extension RegexParser {
    /// PCRE2's own bound.
    static let maxRepetition = 65_535

    /// True at a `{` that a reader, or another version of PCRE2, could take for a quantifier.
    var looksLikeQuantifier: Bool {
        var ahead = 1
        while peek(ahead) == 0x20 || peek(ahead) == 0x09 { ahead += 1 }
        return peek(ahead).map { $0.isASCIIDigit || $0 == UInt8(ascii: ",") } ?? false
    }

    /// Wraps an item in the quantifier that follows it, if one does. `start` is where the item began.
    mutating func quantified(_ item: RegexNode, from start: Int) throws(PatternError) -> RegexNode {
        let itemEnd = at
        try skipIgnored()
        let quantifierAt = at
        guard let (least, most) = try quantifier() else { return item }
        switch item {
        case .assertion, .look:
            throw PatternError("an assertion cannot be repeated", at: quantifierAt)
        default: break
        }
        if !unicode, itemEnd - start == 1, text[start] >= 0x80 {
            throw PatternError(
                "a quantifier after a character of several bytes", at: quantifierAt,
                detail: "put the character into (?:...) or set the unicode option")
        }
        let greed: RegexNode.Greed = take("+") ? .possessive : take("?") ? .lazy : .greedy
        let next = at
        try skipIgnored()
        if let byte = peek, [UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?")].contains(byte) {
            throw PatternError("two quantifiers in a row", at: at, detail: "put the first into (?:...)")
        }
        if peek == UInt8(ascii: "{"), looksLikeQuantifier {
            throw PatternError("two quantifiers in a row", at: at, detail: "put the first into (?:...)")
        }
        at = next
        return .repetition(item, min: least, max: most, greed)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard peek == UInt8(ascii: "{"), looksLikeQuantifier else { return nil }
        let start = at
        at += 1
        guard let least = try number() else {
            throw PatternError("'{' looks like a quantifier but is none", at: start, detail: "write {0,n} or \\{")
        }
        var most: Int? = least
        if take(",") { most = try number() }
        guard take("}") else {
            throw PatternError(
                "'{' looks like a quantifier but is none", at: start, detail: "write {n}, {n,}, {n,m} or \\{")
        }
        if let most, most < least { throw PatternError("numbers out of order in a quantifier", at: start) }
        return (least, most)
    }

    private mutating func number() throws(PatternError) -> Int? {
        let start = at
        var value = 0
        while let byte = peek, byte.isASCIIDigit {
            value = value * 10 + Int(byte - 0x30)
            if value > Self.maxRepetition {
                throw PatternError("number too big in a quantifier (65535 at most)", at: start)
            }
            at += 1
        }
        return at > start ? value : nil
    }
}
