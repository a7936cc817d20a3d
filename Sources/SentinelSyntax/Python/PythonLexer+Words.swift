extension PythonLexer {
    /// A name, a keyword, or a string with a prefix.
    mutating func word() {
        var at = position + 1
        while Bytes.isWord(byte(at)) { at += 1 }
        let length = at - position
        if length <= 2, byte(at) == UInt8(ascii: "\"") || byte(at) == UInt8(ascii: "'"),
            let flags = prefix(position, length)
        {
            return openString(prefix: length, flags)
        }
        kind = 2...8 ~= length ? keyword(length) : .name
        if kind.opensStatement, startsLine, brackets > 0 { return breakLine() }
        position = at
    }

    func prefix(_ start: Int, _ length: Int) -> NodeFlags? {
        var flags: NodeFlags = []
        for offset in start..<start + length {
            switch byte(offset) | 0x20 {
            case UInt8(ascii: "r"): flags.insert(.isRaw)
            case UInt8(ascii: "b"): flags.insert(.isBytes)
            case UInt8(ascii: "f"), UInt8(ascii: "t"): flags.insert(.isFormat)
            case UInt8(ascii: "u"): break
            default: return nil
            }
        }
        return flags
    }

    /// True if the word at `place` cannot stand within an expression.
    func opensStatement(_ place: Int) -> Bool {
        var length = 0
        while length <= 8, Bytes.isWord(byte(place + length)) { length += 1 }
        guard 2...8 ~= length else { return false }
        var other = self
        other.position = place
        return other.keyword(length).opensStatement
    }

    private func `is`(_ word: StaticString) -> Bool { unsafe source.has(word, at: position) }

    private mutating func keyword(_ length: Int) -> PythonToken {
        switch length {
        case 2:
            if self.is("if") { return .if }
            if self.is("in") { return between(.in, Precedence.comparison, .isIn) }
            if self.is("is") { return between(.is, Precedence.comparison, .identical) }
            if self.is("or") { return between(.or, Precedence.or, .or) }
            if self.is("as") { return .as }
        case 3:
            if self.is("def") { return .def }
            if self.is("for") { return .for }
            if self.is("not") { return between(.not, Precedence.comparison, .isNotIn) }
            if self.is("and") { return between(.and, Precedence.and, .and) }
            if self.is("try") { return .try }
            if self.is("del") { return .del }
        case 4:
            if self.is("None") || self.is("True") { return .constant }
            if self.is("else") { return .else }
            if self.is("elif") { return .elif }
            if self.is("from") { return .from }
            if self.is("with") { return .with }
            if self.is("pass") { return .pass }
        default: return longKeyword(length)
        }
        return .name
    }

    private func longKeyword(_ length: Int) -> PythonToken {
        switch length {
        case 5:
            if self.is("class") { return .class }
            if self.is("False") { return .constant }
            if self.is("raise") { return .raise }
            if self.is("while") { return .while }
            if self.is("break") { return .break }
            if self.is("yield") { return .yield }
            if self.is("await") { return .await }
            if self.is("async"), isAsyncWord { return .async }
        case 6:
            if self.is("return") { return .return }
            if self.is("import") { return .import }
            if self.is("except") { return .except }
            if self.is("assert") { return .assert }
            if self.is("lambda") { return .lambda }
            if self.is("global") { return .global }
        case 7: if self.is("finally") { return .finally }
        case 8:
            if self.is("continue") { return .continue }
            if self.is("nonlocal") { return .nonlocal }
        default: break
        }
        return .name
    }

    private mutating func between(_ kind: PythonToken, _ precedence: UInt8, _ operation: Operation) -> PythonToken {
        self.precedence = precedence
        self.operation = operation
        return kind
    }

    /// Before Python 3.7 `async` was a name; as a keyword it stands before three others.
    private var isAsyncWord: Bool {
        var at = position + 5
        while Bytes.isBlank(byte(at)) || byte(at) == UInt8(ascii: "\\") || Bytes.isLineEnd(byte(at)) { at += 1 }
        return unsafe source.has("def", at: at) || source.has("for", at: at) || source.has("with", at: at)
    }

    /// `10`, `1_000`, `0xFF`, `1.5e-3`, `2j`, and of Python 2 `0777` and `10L`.
    mutating func number() {
        kind = .number
        let second = byte(position + 1) | 0x20
        if byte(position) == UInt8(ascii: "0"),
            second == UInt8(ascii: "x") || second == UInt8(ascii: "o") || second == UInt8(ascii: "b")
        {
            position += 2
            let isHex = second == UInt8(ascii: "x")
            while byte(position) == UInt8(ascii: "_")
                || (isHex ? Bytes.isHex(byte(position)) : Bytes.isDigit(byte(position)))
            {
                position += 1
            }
        } else {
            digits()
            if byte(position) == UInt8(ascii: ".") {
                position += 1
                digits()
            }
            exponent()
        }
        let suffix = byte(position) | 0x20
        if suffix == UInt8(ascii: "j") || suffix == UInt8(ascii: "l") { position += 1 }
    }

    private mutating func digits() {
        while Bytes.isDigit(byte(position)) || byte(position) == UInt8(ascii: "_") { position += 1 }
    }

    private mutating func exponent() {
        guard byte(position) | 0x20 == UInt8(ascii: "e") else { return }
        let sign = byte(position + 1)
        let first = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? position + 2 : position + 1
        guard Bytes.isDigit(byte(first)) else { return }
        position = first
        digits()
    }
}
