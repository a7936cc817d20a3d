extension ScriptParser {
    /// The longest operator or bracket at `start`.
    mutating func punctuation(_ start: Int, _ first: UInt8) {
        let second = byte(start + 1)
        let isAssignment = second == UInt8(ascii: "=")
        switch first {
        case UInt8(ascii: "("): take(.parenOpen, 1)
        case UInt8(ascii: ")"): take(.parenClose, 1)
        case UInt8(ascii: "["): take(.bracketOpen, 1)
        case UInt8(ascii: "]"): take(.bracketClose, 1)
        case UInt8(ascii: "{"): take(.braceOpen, 1)
        case UInt8(ascii: "}"): take(.braceClose, 1)
        case UInt8(ascii: ","): take(.comma, 1)
        case UInt8(ascii: ";"): take(.semicolon, 1)
        case UInt8(ascii: ":"): take(.colon, 1)
        case UInt8(ascii: "`"): take(.template, 1)
        case UInt8(ascii: "@"): take(.decorator, 1)
        case UInt8(ascii: "~"): take(.tilde, 1)
        case UInt8(ascii: "/"): isAssignment ? take(.slashAssign, 2) : take(.slash, 1)
        case UInt8(ascii: "%"): isAssignment ? take(.percentAssign, 2) : take(.percent, 1)
        case UInt8(ascii: "^"): isAssignment ? take(.xorAssign, 2) : take(.xor, 1)
        case UInt8(ascii: "="): equals(second)
        case UInt8(ascii: "!"):
            isAssignment ? byte(start + 2) == second ? take(.notIdentical, 3) : take(.notEqual, 2) : take(.not, 1)
        case UInt8(ascii: "+"): doubled(first, .plus, .plusPlus, .plusAssign)
        case UInt8(ascii: "-"): doubled(first, .minus, .minusMinus, .minusAssign)
        case UInt8(ascii: "*"): tripled(first, .star, .power, .starAssign, .powerAssign)
        case UInt8(ascii: "&"): tripled(first, .and, .andAnd, .andAssign, .andAndAssign)
        case UInt8(ascii: "|"): tripled(first, .or, .orOr, .orAssign, .orOrAssign)
        case UInt8(ascii: "<"): tripled(first, .less, .shiftLeft, .lessOrEqual, .shiftLeftAssign)
        case UInt8(ascii: ">"): greater(second)
        case UInt8(ascii: "?"): question(second)
        default: take(.unknown, 1)
        }
    }

    @inline(__always)
    private mutating func take(_ kind: ScriptToken, _ length: Int) {
        token = kind
        tokenEnd = tokenStart + length
    }

    private mutating func equals(_ second: UInt8) {
        if second == UInt8(ascii: "=") {
            byte(tokenStart + 2) == UInt8(ascii: "=") ? take(.identical, 3) : take(.equal, 2)
        } else {
            second == UInt8(ascii: ">") ? take(.arrow, 2) : take(.assign, 1)
        }
    }

    /// `+`, `++`, `+=`.
    private mutating func doubled(_ first: UInt8, _ one: ScriptToken, _ two: ScriptToken, _ assign: ScriptToken) {
        let second = byte(tokenStart + 1)
        if second == first { take(two, 2) } else { second == UInt8(ascii: "=") ? take(assign, 2) : take(one, 1) }
    }

    /// `*`, `**`, `*=`, `**=`.
    private mutating func tripled(
        _ first: UInt8, _ one: ScriptToken, _ two: ScriptToken, _ assign: ScriptToken, _ assignTwo: ScriptToken
    ) {
        guard byte(tokenStart + 1) == first else { return doubled(first, one, two, assign) }
        byte(tokenStart + 2) == UInt8(ascii: "=") ? take(assignTwo, 3) : take(two, 2)
    }

    private mutating func greater(_ second: UInt8) {
        let mark = UInt8(ascii: ">")
        guard second == mark else { return second == UInt8(ascii: "=") ? take(.greaterOrEqual, 2) : take(.greater, 1) }
        guard byte(tokenStart + 2) == mark else {
            return byte(tokenStart + 2) == UInt8(ascii: "=") ? take(.shiftRightAssign, 3) : take(.shiftRight, 2)
        }
        byte(tokenStart + 3) == UInt8(ascii: "=") ? take(.shiftRightUnsignedAssign, 4) : take(.shiftRightUnsigned, 3)
    }

    private mutating func question(_ second: UInt8) {
        if second == UInt8(ascii: "?") {
            byte(tokenStart + 2) == UInt8(ascii: "=") ? take(.coalesceAssign, 3) : take(.coalesce, 2)
        } else if second == UInt8(ascii: "."), !Bytes.isDigit(byte(tokenStart + 2)) {
            take(.questionDot, 2)
        } else {
            take(.question, 1)
        }
    }

    /// Makes a token that begins with `>` that one character: it closes a list of types.
    mutating func splitGreater() -> Bool {
        guard byte(tokenStart) == UInt8(ascii: ">"), token != .end else { return false }
        take(.greater, 1)
        return true
    }
}
