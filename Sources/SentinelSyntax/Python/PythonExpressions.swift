extension PythonParser {
    /// Expressions between commas, a tuple if there is more than one or a comma behind the one. Stars and `yield` too.
    mutating func expressionList() -> NodeID {
        let start = lexer.start
        let first = element()
        guard kind == .comma else { return first }
        var items = ChildList()
        tree.add(first, .item, to: &items)
        while accept(.comma), kind.startsExpression { tree.add(element(), .item, to: &items) }
        return make(.tuple, start, items)
    }

    /// What `for` assigns to: like expressions, but `in` ends it.
    mutating func targetList() -> NodeID {
        let start = lexer.start
        let first = target()
        guard kind == .comma else { return first }
        var items = ChildList()
        tree.add(first, .item, to: &items)
        while accept(.comma), kind.startsExpression { tree.add(target(), .item, to: &items) }
        return make(.tuple, start, items)
    }

    private mutating func target() -> NodeID { kind == .star ? spread(isTarget: true) : binary(Precedence.bitOr) }

    /// An item of a list: an expression, `a := b`, or `*a`.
    mutating func element() -> NodeID {
        if kind == .star || kind == .doubleStar { return spread() }
        return namedExpression()
    }

    /// `*a` or `**a`.
    mutating func spread(isTarget: Bool = false) -> NodeID {
        let start = lexer.start
        let flags: NodeFlags = kind == .doubleStar ? .isKeywordRest : []
        advance()
        var children = ChildList()
        tree.add(isTarget ? binary(Precedence.bitOr) : expression(), .value, to: &children)
        return make(.spread, start, children, flags: flags)
    }

    mutating func namedExpression() -> NodeID {
        let start = lexer.start
        let target = expression()
        guard kind == .walrus else { return target }
        advance()
        var children = ChildList()
        tree.add(target, .target, to: &children)
        tree.add(expression(), .value, to: &children)
        return make(.assignmentExpression, start, children)
    }

    mutating func expression() -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        if kind == .yield { return yield() }
        let start = lexer.start
        let value = binary(Precedence.or)
        guard kind == .if else { return value }
        advance()
        var children = ChildList()
        tree.add(value, .value, to: &children)
        tree.add(binary(Precedence.or), .condition, to: &children)
        expect(.else)
        tree.add(expression(), .alternative, to: &children)
        return make(.conditional, start, children)
    }

    private mutating func yield() -> NodeID {
        let start = lexer.start
        advance()
        hasYield = true
        var children = ChildList()
        if accept(.from) || kind.startsExpression { tree.add(expressionList(), .value, to: &children) }
        return make(.yieldExpression, start, children)
    }

    /// Operands and operators that bind at least as tightly as `least`.
    mutating func binary(_ least: UInt8) -> NodeID {
        let start = lexer.start
        var left = kind == .not ? unary(.not) : unary()
        while lexer.precedence >= least {
            let (precedence, word) = (lexer.precedence, kind)
            var operation = lexer.operation
            advance()
            if word == .not {
                expect(.in)
            } else if word == .is, accept(.not) {
                operation = .notIdentical
            }
            var children = ChildList()
            tree.add(left, .left, to: &children)
            tree.add(binary(precedence + 1), .right, to: &children)
            left = make(.binary, start, children, operation: operation)
        }
        return left
    }

    private mutating func unary() -> NodeID {
        switch kind {
        case .minus: unary(.negate)
        case .plus: unary(.plus)
        case .tilde: unary(.bitNot)
        default: power()
        }
    }

    private mutating func unary(_ operation: Operation) -> NodeID {
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        let start = lexer.start
        advance()
        var children = ChildList()
        tree.add(operation == .not ? binary(Precedence.not) : unary(), .value, to: &children)
        return make(.unary, start, children, operation: operation)
    }

    private mutating func power() -> NodeID {
        let start = lexer.start
        let base = primary()
        guard kind == .doubleStar else { return base }
        guard enter() else { return tooDeep() }
        defer { depth -= 1 }
        advance()
        var children = ChildList()
        tree.add(base, .left, to: &children)
        tree.add(unary(), .right, to: &children)
        return make(.binary, start, children, operation: .power)
    }
}
