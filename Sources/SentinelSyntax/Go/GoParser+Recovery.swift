extension GoParser {
    /// True at a function with a name, which stands at the top of a file and nowhere else: what is open there was not closed.
    var isAtFunction: Bool {
        guard lexer.token == .func else { return false }
        var at = lexer.end
        while Bytes.isBlank(lexer.byte(at)) { at &+= 1 }
        if Bytes.isLetter(lexer.byte(at)) { return true }
        let isFirstInLine = lexer.start == 0 || lexer.byte(lexer.start &- 1) == UInt8(ascii: "\n")
        return isFirstInLine && lexer.byte(at) == UInt8(ascii: "(") && at > lexer.end
    }

    /// False where nesting is too deep. Whoever got true takes one from `depth` again.
    mutating func enter() -> Bool {
        guard depth < Self.mostDepth else { return false }
        depth &+= 1
        return true
    }

    /// Passes over one token, and if it is an opening bracket to its end.
    mutating func skipOne() -> NodeID {
        tree.isPartial = true
        let start = lexer.start
        var open = 0
        repeat {
            switch lexer.token {
            case .leftParen, .leftBracket, .leftBrace: open &+= 1
            case .rightParen, .rightBracket, .rightBrace: open &-= 1
            case .end: open = 0
            default: break
            }
            lexer.next()
        } while open > 0 && !isAtFunction
        return make(.error, start)
    }

    /// What is nested too deep, up to the bracket, comma or semicolon behind it.
    mutating func skipNested() -> NodeID {
        let start = lexer.start
        tree.isPartial = true
        while !isAtFunction {
            switch lexer.token {
            case .rightParen, .rightBracket, .rightBrace, .comma, .semicolon, .end: return make(.error, start)
            default: _ = skipOne()
            }
        }
        return make(.error, start)
    }

    /// What is left of a statement that was not understood, up to a brace; none if nothing is.
    mutating func skipStatement() -> NodeID {
        let start = lexer.start
        while !isAtFunction {
            switch lexer.token {
            case .end, .semicolon, .case, .default, .rightBrace: return rest(start)
            case .leftBrace:
                tree.isPartial = true
                return rest(start)
            default: lexer.next()
            }
        }
        return rest(start)
    }

    private mutating func rest(_ start: Int) -> NodeID {
        guard lexer.start > start else { return .none }
        tree.isPartial = true
        return make(.error, start)
    }

    /// Between elements of a list that `close` ends. True if another one follows.
    mutating func continues(to close: GoToken, after before: Int) -> Bool {
        if skip(.comma) { return lexer.token != close && lexer.token != .end }
        if lexer.token == close || lexer.token == .end { return false }
        tree.isPartial = true
        if lexer.token == .semicolon {
            var ahead = lexer
            ahead.next()
            if ahead.token == close { lexer.next() }
            return false
        }
        // A comma is missing.
        return lexer.start > before && beginsExpression
    }

    private var beginsExpression: Bool {
        switch lexer.token {
        case .name, .number, .rune, .string, .rawString: true
        default: false
        }
    }
}
