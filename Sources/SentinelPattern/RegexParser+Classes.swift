extension RegexParser {
    private enum Member {
        case value(UInt32)
        case set(CharacterClass)
    }

    /// `[...]`.
    mutating func bracket() throws(PatternError) -> RegexNode {
        let start = at
        at += 1
        let negated = take("^")
        sawProperty = false
        var raw = CharacterClass()
        var sets = CharacterClass()
        var isFirst = true
        while true {
            guard let byte = peek else { throw PatternError("missing ']'", at: start) }
            if byte == UInt8(ascii: "]"), !isFirst { break }
            isFirst = false
            try member(into: &raw, sets: &sets)
        }
        at += 1
        var set = finished(raw)
        set.formUnion(sets)
        let whole = set.normalized(unicode: unicode)
        guard negated else { return .character(whole) }
        // The complement of a superset would be a subset; where the class is not exact, it may be any character.
        let isExact = !sawProperty && !(unicode && flags.caseless && !raw.normalized(unicode: true).wide.isEmpty)
        return .character((isExact ? whole : CharacterClass()).inverted(unicode: unicode))
    }

    /// One character, range, escape or POSIX class.
    private mutating func member(into raw: inout CharacterClass, sets: inout CharacterClass) throws(PatternError) {
        let start = at
        let first: UInt32
        switch try single() {
        case .set(let set):
            sets.formUnion(set)
            if peek == UInt8(ascii: "-"), peek(1) != UInt8(ascii: "]") {
                throw PatternError("a range cannot start with a class", at: at, detail: "put the hyphen last")
            }
            return
        case .value(let value): first = value
        }
        guard peek == UInt8(ascii: "-"), let after = peek(1), after != UInt8(ascii: "]") else {
            raw.insert(first...first)
            return
        }
        at += 1
        guard case .value(let last) = try single() else {
            throw PatternError("a range cannot end with a class", at: start, detail: "put the hyphen last")
        }
        guard first <= last else { throw PatternError("range out of order", at: start) }
        raw.insert(first...last)
    }

    private mutating func single() throws(PatternError) -> Member {
        guard let byte = peek else { throw PatternError("missing ']'", at: at) }
        if byte == UInt8(ascii: "\\") {
            switch try escaped(inClass: true) {
            case .value(let value): return .value(value)
            case .set(let set): return .set(set)
            case .node: throw PatternError("an assertion inside [...]", at: at)
            }
        }
        if byte == UInt8(ascii: "["), let next = peek(1),
            [UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "=")].contains(next)
        {
            return .set(try posixClass())
        }
        if !unicode, byte >= 0x80 {
            throw PatternError(
                "a character of several bytes inside [...]", at: at,
                detail: "set the unicode option, or write single bytes as \\xHH")
        }
        return .value(takeCharacter())
    }

    private mutating func posixClass() throws(PatternError) -> CharacterClass {
        let start = at
        guard take("[:") else {
            throw PatternError("collating elements are not supported", at: start, detail: "write \\[")
        }
        let negated = take("^")
        let nameAt = at
        while let byte = peek, byte.isASCIILetter { at += 1 }
        let name = String(decoding: text[nameAt..<at], as: UTF8.self)
        guard take(":]"), let set = CharacterClass.posix(name, caseless: flags.caseless) else {
            throw PatternError("not a POSIX class", at: start, detail: "write \\[ if the bracket is meant literally")
        }
        return negated ? set.inverted(unicode: unicode) : set
    }
}
