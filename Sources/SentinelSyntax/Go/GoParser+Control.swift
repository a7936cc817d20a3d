extension GoParser {
    mutating func ifStatement() -> NodeID {
        let start = lexer.start
        guard enter() else { return skipNested() }
        defer { depth &-= 1 }
        var children = ChildList()
        header(.condition, into: &children)
        tree.add(block(), .body, to: &children)
        if skip(.else) {
            tree.add(lexer.token == .if ? ifStatement() : block(), .alternative, to: &children)
        }
        return make(.ifStatement, start, children)
    }

    /// A keyword, then a statement and a semicolon, then what is asked: each may be missing.
    private mutating func header(_ field: Field, into children: inout ChildList) {
        isHeader = true
        lexer.next()
        let start = lexer.start
        var asked = lexer.token == .semicolon || lexer.token == .leftBrace ? .none : simpleStatement()
        if lexer.token == .semicolon && (lexer.end > lexer.start || isBraceNext) {
            lexer.next()
            tree.add(finished(asked, start), .initializer, to: &children)
            asked = lexer.token == .leftBrace ? .none : simpleStatement()
        }
        tree.add(asked, field, to: &children)
        isHeader = false
    }

    /// True if a brace follows the present token: the one of a block whose header was ended by a line break.
    private var isBraceNext: Bool {
        var ahead = lexer
        ahead.next()
        return ahead.token == .leftBrace
    }

    mutating func forStatement() -> NodeID {
        let start = lexer.start
        isHeader = true
        lexer.next()
        var children = ChildList()
        let kind = loopHeader(into: &children)
        isHeader = false
        let flags: NodeFlags = kind.isDeclaration ? .isDeclaration : []
        tree.add(block(), .body, to: &children)
        return make(kind.isWhile ? .whileLoop : .forLoop, start, children, flags: flags)
    }

    private mutating func loopHeader(into children: inout ChildList) -> (isWhile: Bool, isDeclaration: Bool) {
        let start = lexer.start
        if lexer.token == .leftBrace { return (true, false) }
        if skip(.range) {
            tree.add(expression(), .value, to: &children)
            return (false, false)
        }
        var first = NodeID.none
        if lexer.token != .semicolon {
            first = expressionList()
            if lexer.token == .define || lexer.token == .assign {
                let isDeclaration = lexer.token == .define
                var ahead = lexer
                ahead.next()
                if ahead.token == .range {
                    lexer = ahead
                    lexer.next()
                    tree.add(first, .target, to: &children)
                    tree.add(expression(), .value, to: &children)
                    return (false, isDeclaration)
                }
            }
            first = simpleStatement(first, start)
            if lexer.token != .semicolon {
                tree.add(first, .condition, to: &children)
                return (true, false)
            }
        }
        tree.add(finished(first, start), .initializer, to: &children)
        clauses(into: &children)
        return (false, false)
    }

    /// The condition and update of a counting loop.
    private mutating func clauses(into children: inout ChildList) {
        expect(.semicolon)
        if lexer.token != .semicolon && lexer.token != .leftBrace {
            tree.add(expression(), .condition, to: &children)
        }
        guard skip(.semicolon), lexer.token != .leftBrace else { return }
        let start = lexer.start
        let update = simpleStatement()
        tree.add(finished(update, start), .update, to: &children)
    }

    /// Of a switch over types the value is a `cast` without type, or an assignment of it.
    mutating func switchStatement() -> NodeID {
        let start = lexer.start
        var children = ChildList()
        header(.value, into: &children)
        cases(into: &children)
        return make(.switchStatement, start, children)
    }

    /// A switch without value; the patterns are what is sent or received.
    mutating func selectStatement() -> NodeID {
        let start = lexer.start
        lexer.next()
        var children = ChildList()
        cases(into: &children)
        return make(.switchStatement, start, children)
    }

    private mutating func cases(into children: inout ChildList) {
        guard lexer.token == .leftBrace else {
            tree.isPartial = true
            return
        }
        guard enter() else { return tree.add(skipOne(), .case, to: &children) }
        defer { depth &-= 1 }
        lexer.next()
        while lexer.token != .rightBrace && lexer.token != .end && !isAtFunction {
            switch lexer.token {
            case .case, .default: tree.add(switchCase(), .case, to: &children)
            case .semicolon: lexer.next()
            default: tree.add(skipOne(), .case, to: &children)
            }
        }
        expect(.rightBrace)
    }

    private mutating func switchCase() -> NodeID {
        let start = lexer.start
        var children = ChildList()
        if skip(.case) { patterns(into: &children) } else { lexer.next() }
        expect(.colon)
        statements(into: &children)
        return make(.switchCase, start, children)
    }

    private mutating func patterns(into children: inout ChildList) {
        repeat {
            let start = lexer.start
            let first = expression()
            if lexer.token == .comma || lexer.token == .colon {
                tree.add(first, .pattern, to: &children)
            } else if children.isEmpty || !(lexer.token == .define || lexer.token == .assign) {
                tree.add(simpleStatement(first, start), .pattern, to: &children)
            } else {
                received(first, into: &children)
            }
        } while skip(.comma)
    }

    /// `case value, ok := <-channel`: what was read as patterns are the targets.
    private mutating func received(_ last: NodeID, into children: inout ChildList) {
        let start = Int(tree[children.first].start)
        var targets = ChildList()
        move(children, as: .item, to: &targets)
        tree.add(last, .item, to: &targets)
        children = ChildList()
        tree.add(simpleStatement(make(.tuple, start, targets), start), .pattern, to: &children)
    }
}
