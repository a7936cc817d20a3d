/// Cuts Go source into tokens, one at a time, and notes comments and strings as zones. A copy reads ahead: what is noted twice counts
/// once.
@safe
struct GoLexer {
    let source: UnsafePointer<UInt8>
    let count: Int
    let tree: SyntaxTree
    private(set) var token = GoToken.end
    private(set) var start = 0
    private(set) var end = 0
    /// The end of the token before, semicolons at the ends of lines aside.
    private(set) var previousEnd = 0
    /// Of operators and assignments.
    private(set) var operation = Operation.none
    /// How strongly a binary operator binds, from 1; 0 for anything else.
    private(set) var precedence: UInt8 = 0
    /// Of a string or rune.
    private(set) var isUnterminated = false

    init(_ source: UnsafePointer<UInt8>, _ tree: SyntaxTree) {
        unsafe self.source = source
        count = tree.count
        self.tree = tree
        if unsafe source.has("\u{FEFF}", at: 0) { end = 3 }
        next()
    }

    @inline(__always) func byte(_ offset: Int) -> UInt8 { unsafe source[offset] }

    mutating func next() {
        if end > start { previousEnd = end }
        precedence = 0
        guard !skipBlanks(wantsSemicolon: token.endsStatement) else {
            token = .semicolon
            return
        }
        let first = byte(start)
        if Bytes.isLetter(first) {
            var at = start &+ 1
            while Bytes.isWord(byte(at)) { at &+= 1 }
            end = at
            token = keyword(first) ?? .name
        } else if Bytes.isDigit(first) || first == UInt8(ascii: ".") && Bytes.isDigit(byte(start &+ 1)) {
            number()
        } else {
            symbol(first)
        }
    }

    /// Passes over blanks and comments, to `start`. True if a line ended where a semicolon is wanted.
    private mutating func skipBlanks(wantsSemicolon: Bool) -> Bool {
        var at = end
        while true {
            switch byte(at) {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at &+= 1
            case UInt8(ascii: "\n"):
                if wantsSemicolon { return stop(at) }
                at &+= 1
            case UInt8(ascii: "/"):
                let second = byte(at &+ 1)
                guard second == UInt8(ascii: "/") || second == UInt8(ascii: "*") else {
                    start = at
                    return false
                }
                let (commentEnd, hasLines) = second == UInt8(ascii: "/") ? (lineEnd(at), false) : blockComment(at)
                tree.note(.comment, at, commentEnd)
                at = commentEnd
                if hasLines && wantsSemicolon { return stop(at) }
            case 0 where at >= count:
                if wantsSemicolon { return stop(count) }
                start = count
                return false
            default:
                start = at
                return false
            }
        }
    }

    /// An empty token.
    private mutating func stop(_ at: Int) -> Bool {
        start = at
        end = at
        return true
    }

    private func lineEnd(_ at: Int) -> Int {
        var at = at
        while byte(at) != UInt8(ascii: "\n") && at < count { at &+= 1 }
        return at
    }

    private func blockComment(_ start: Int) -> (end: Int, hasLines: Bool) {
        var at = start &+ 2
        var hasLines = false
        while at < count {
            let here = byte(at)
            if here == UInt8(ascii: "*") && byte(at &+ 1) == UInt8(ascii: "/") { return (at &+ 2, hasLines) }
            if here == UInt8(ascii: "\n") { hasLines = true }
            at &+= 1
        }
        tree.isPartial = true
        return (count, hasLines)
    }
}

extension GoLexer {
    /// Digits, points, letters; a sign behind an exponent.
    fileprivate mutating func number() {
        token = .number
        let isHex = byte(start) == UInt8(ascii: "0") && byte(start &+ 1) | 0x20 == UInt8(ascii: "x")
        let exponent = isHex ? UInt8(ascii: "p") : UInt8(ascii: "e")
        var at = start &+ 1
        while true {
            let here = byte(at)
            if Bytes.isWord(here) || here == UInt8(ascii: ".") {
                at &+= 1
            } else if here == UInt8(ascii: "+") || here == UInt8(ascii: "-"), byte(at &- 1) | 0x20 == exponent {
                at &+= 1
            } else {
                break
            }
        }
        end = at
    }

    /// A string or rune that ends with `quote`, or with the line.
    private mutating func quoted(_ quote: UInt8, _ kind: GoToken) {
        token = kind
        var at = start &+ 1
        while true {
            let here = byte(at)
            if here == quote { return close(at, 1) }
            if here == UInt8(ascii: "\n") || at >= count { return close(at, 0) }
            at &+= here == UInt8(ascii: "\\") && byte(at &+ 1) != UInt8(ascii: "\n") ? 2 : 1
        }
    }

    private mutating func raw() {
        token = .rawString
        var at = start &+ 1
        while byte(at) != UInt8(ascii: "`") {
            if at >= count { return close(at, 0) }
            at &+= 1
        }
        close(at, 1)
    }

    private mutating func close(_ at: Int, _ quotes: Int) {
        let at = min(at, count)
        tree.note(.string, start &+ 1, at)
        isUnterminated = quotes == 0
        if isUnterminated { tree.isPartial = true }
        end = min(at &+ quotes, count)
    }

    private mutating func take(_ kind: GoToken, _ length: Int, _ meaning: Operation = .none, binds: UInt8 = 0) {
        token = kind
        end = start &+ length
        operation = meaning
        precedence = binds
    }

    /// An operator of `length` bytes, or with `=` behind it an assignment.
    private mutating func arithmetic(_ meaning: Operation, _ length: Int = 1, binds: UInt8) {
        if byte(start &+ length) == UInt8(ascii: "=") {
            take(.assign, length &+ 1, meaning)
        } else {
            take(meaning == .multiply ? .star : .operator, length, meaning, binds: binds)
        }
    }

    /// One of two operators, the longer with `=`.
    private mutating func comparison(_ short: Operation, _ long: Operation) {
        if byte(start &+ 1) == UInt8(ascii: "=") {
            take(.operator, 2, long, binds: 3)
        } else {
            take(.operator, 1, short, binds: short == .not ? 0 : 3)
        }
    }

    fileprivate mutating func symbol(_ first: UInt8) {
        let second = byte(start &+ 1)
        switch first {
        case UInt8(ascii: "\""): quoted(first, .string)
        case UInt8(ascii: "'"): quoted(first, .rune)
        case UInt8(ascii: "`"): raw()
        case UInt8(ascii: "("): take(.leftParen, 1)
        case UInt8(ascii: ")"): take(.rightParen, 1)
        case UInt8(ascii: "["): take(.leftBracket, 1)
        case UInt8(ascii: "]"): take(.rightBracket, 1)
        case UInt8(ascii: "{"): take(.leftBrace, 1)
        case UInt8(ascii: "}"): take(.rightBrace, 1)
        case UInt8(ascii: ","): take(.comma, 1)
        case UInt8(ascii: ";"): take(.semicolon, 1)
        case UInt8(ascii: "."):
            let isEllipsis = second == first && byte(start &+ 2) == first
            take(isEllipsis ? .ellipsis : .dot, isEllipsis ? 3 : 1)
        case UInt8(ascii: ":"): second == UInt8(ascii: "=") ? take(.define, 2) : take(.colon, 1)
        case UInt8(ascii: "="):
            second == first ? take(.operator, 2, .equal, binds: 3) : take(.assign, 1)
        default: operation(first, second)
        }
    }

    private mutating func operation(_ first: UInt8, _ second: UInt8) {
        switch first {
        case UInt8(ascii: "!"): comparison(.not, .notEqual)
        case UInt8(ascii: "+"): second == first ? take(.step, 2, .increment) : arithmetic(.add, binds: 4)
        case UInt8(ascii: "-"): second == first ? take(.step, 2, .decrement) : arithmetic(.subtract, binds: 4)
        case UInt8(ascii: "*"): arithmetic(.multiply, binds: 5)
        case UInt8(ascii: "/"): arithmetic(.divide, binds: 5)
        case UInt8(ascii: "%"): arithmetic(.remainder, binds: 5)
        case UInt8(ascii: "^"): arithmetic(.bitXor, binds: 4)
        case UInt8(ascii: "~"): take(.operator, 1, .bitNot)
        case UInt8(ascii: "|"):
            second == first ? take(.operator, 2, .or, binds: 1) : arithmetic(.bitOr, binds: 4)
        case UInt8(ascii: "&"):
            if second == first {
                take(.operator, 2, .and, binds: 2)
            } else if second == UInt8(ascii: "^") {
                arithmetic(.bitClear, 2, binds: 5)
            } else {
                arithmetic(.bitAnd, binds: 5)
            }
        case UInt8(ascii: "<"):
            if second == UInt8(ascii: "-") {
                take(.arrow, 2)
            } else {
                second == first ? arithmetic(.shiftLeft, 2, binds: 5) : comparison(.less, .lessOrEqual)
            }
        case UInt8(ascii: ">"):
            second == first ? arithmetic(.shiftRight, 2, binds: 5) : comparison(.greater, .greaterOrEqual)
        default: start < count ? take(.unknown, 1) : take(.end, 0)
        }
    }
}
