/// What is done with code that cannot be understood. Each of these makes progress or leaves it to a caller that does.
extension PythonParser {
    /// Goes one nesting deeper; false where that is too deep.
    mutating func enter() -> Bool {
        guard depth < Self.mostDepth else {
            tree.isPartial = true
            return false
        }
        depth += 1
        return true
    }

    /// Passes any token, of format strings the whole.
    private mutating func pass() {
        if kind == .formatString { lexer.passFormatString() }
        lexer.advance()
    }

    /// Passes the rest of what is between two commas of the brackets that `level` says, or of a line. True if it ended with a comma,
    /// which is passed too.
    mutating func passElement(_ level: Int, into list: inout ChildList) -> Bool {
        tree.isPartial = true
        let start = lexer.start
        while !kind.isLayout, lexer.brackets >= level {
            if kind == .comma, lexer.brackets == level { break }
            pass()
        }
        if lexer.lastEnd > start { tree.add(tree.make(.error, start, lexer.lastEnd), .item, to: &list) }
        return accept(.comma)
    }

    /// Stands for an expression that is nested too deep.
    mutating func tooDeep() -> NodeID {
        let start = lexer.start
        let isOpening = kind == .leftParen || kind == .leftBracket || kind == .leftBrace
        let level = lexer.brackets + (isOpening ? -1 : kind.closesBracket ? 1 : 0)
        while !kind.isLayout, lexer.brackets >= level, !(kind == .comma && lexer.brackets == level) { pass() }
        return tree.make(.error, start, max(start, lexer.lastEnd))
    }

    /// Passes the bracket that closes a list, or what stands in its place. `level` is that of the list.
    mutating func close(_ bracket: PythonToken, _ level: Int) {
        if kind == bracket { return lexer.advance() }
        tree.isPartial = true
        guard kind.closesBracket, lexer.brackets < level else { return }
        // The interpolation ends here, whatever is open in it.
        if kind == .rightBrace, lexer.enclosing != nil {
            lexer.brackets = 0
        } else {
            lexer.advance()
        }
    }

    /// Passes the rest of a line that could not be understood; it becomes `field`.
    mutating func passLine(into list: inout ChildList, as field: Field = .statement) {
        let start = lexer.start
        while !kind.isLayout { pass() }
        guard lexer.lastEnd > start else { return }
        tree.isPartial = true
        tree.add(tree.make(.error, start, lexer.lastEnd), field, to: &list)
    }

    /// Passes what stands between the head of a compound statement and its colon.
    mutating func passToColon() {
        tree.isPartial = true
        while !kind.isLayout, !(kind == .colon && lexer.brackets == 0) { pass() }
    }

    /// Passes the rest of a block, whose indentation is passed already.
    mutating func passBlock(into list: inout ChildList) {
        let start = lexer.start
        var level = 1
        while kind != .end {
            if kind == .indent { level += 1 }
            if kind == .dedent { level -= 1 }
            if level == 0 { break }
            pass()
        }
        tree.add(tree.make(.error, start, max(start, lexer.lastEnd)), .statement, to: &list)
    }
}
