extension GoParser {
    /// An expression, or a tuple of them; none if there is none.
    mutating func expressionList() -> NodeID {
        let start = lexer.start
        let first = expression()
        guard lexer.token == .comma else { return first }
        var items = ChildList()
        tree.add(first, .item, to: &items)
        while skip(.comma) { tree.add(expression(), .item, to: &items) }
        return make(.tuple, start, items)
    }

    /// An expression, or a type where one can stand for it; none if neither is there.
    mutating func expression() -> NodeID {
        guard enter() else { return skipNested() }
        defer { depth &-= 1 }
        return operation(binding: 1)
    }

    private mutating func operation(binding least: UInt8) -> NodeID {
        let start = lexer.start
        var left = unary()
        while lexer.precedence >= least {
            let (operation, precedence) = (lexer.operation, lexer.precedence)
            lexer.next()
            left = binary(left, operation, self.operation(binding: precedence &+ 1), start)
        }
        return left
    }

    mutating func binary(_ left: NodeID, _ operation: Operation, _ right: NodeID, _ start: Int) -> NodeID {
        var children = ChildList()
        tree.add(left, .left, to: &children)
        tree.add(right, .right, to: &children)
        return make(.binary, start, children, operation: operation)
    }

    private mutating func unary() -> NodeID {
        guard lexer.token == .operator || lexer.token == .star || lexer.token == .arrow else { return primary() }
        let meaning: Operation =
            switch lexer.token == .arrow ? .receive : lexer.operation {
            case .receive: .receive
            case .add: .plus
            case .subtract: .negate
            case .multiply: .dereference
            case .bitAnd: .address
            case .bitXor, .bitNot: .bitNot
            case .not: .not
            default: .none
            }
        guard meaning != .none else {
            tree.isPartial = true
            return .none
        }
        guard enter() else { return skipNested() }
        defer { depth &-= 1 }
        let start = lexer.start
        lexer.next()
        let value = unary()
        let node = wrap(.unary, start, value)
        tree.update(node) { $0.operation = meaning }
        return node
    }

    /// An operand and what is done with it.
    private mutating func primary() -> NodeID {
        let start = lexer.start
        let isInParentheses = lexer.token == .leftParen
        var value = operand()
        guard !value.isNone else { return value }
        while true {
            switch lexer.token {
            case .dot: value = selector(value, start)
            case .leftBracket: value = index(value, start)
            case .leftParen: value = call(value, start)
            case .leftBrace:
                guard !isInParentheses && opensLiteral(value) else { return value }
                value = composite(typeNode(value), start)
            default: return value
            }
        }
    }

    /// `.name`, `.(Type)`, `.(type)`.
    private mutating func selector(_ object: NodeID, _ start: Int) -> NodeID {
        lexer.next()
        if lexer.token == .name { return member(object, start) }
        guard skip(.leftParen) else {
            tree.isPartial = true
            return wrap(.member, start, object, .object)
        }
        var children = ChildList()
        tree.add(object, .value, to: &children)
        if !skip(.type) { tree.add(type(), .type, to: &children) }
        expect(.rightParen)
        return make(.cast, start, children)
    }

    mutating func member(_ object: NodeID, _ start: Int) -> NodeID {
        let called = name()
        var children = ChildList()
        tree.add(object, .object, to: &children)
        tree.add(called, .name, to: &children)
        let node = make(.member, start, children)
        call(node, by: called)
        return node
    }

    /// `[a]`, `[a:b:c]`, `[T, U]`.
    private mutating func index(_ object: NodeID, _ start: Int) -> NodeID {
        let wasHeader = isHeader
        isHeader = false
        lexer.next()
        var children = ChildList()
        tree.add(object, .object, to: &children)
        while lexer.token != .rightBracket && lexer.token != .end {
            let before = lexer.start
            let first = lexer.token == .colon ? NodeID.none : expression()
            tree.add(lexer.token == .colon ? slice(first, before) : first, .index, to: &children)
            if !continues(to: .rightBracket, after: before) { break }
        }
        isHeader = wasHeader
        expect(.rightBracket)
        return make(.index, start, children)
    }

    private mutating func slice(_ first: NodeID, _ start: Int) -> NodeID {
        var bounds = ChildList()
        tree.add(first, .value, to: &bounds)
        while skip(.colon) {
            if lexer.token != .colon && lexer.token != .rightBracket { tree.add(expression(), .value, to: &bounds) }
        }
        return make(.slice, start, bounds)
    }

    /// A call, or of a type that is no name a `cast`.
    private mutating func call(_ callee: NodeID, _ start: Int) -> NodeID {
        let wasHeader = isHeader
        isHeader = false
        lexer.next()
        let isCast = isType(callee)
        var children = ChildList()
        if !isCast { tree.add(callee, .callee, to: &children) }
        while lexer.token != .rightParen && lexer.token != .end {
            let before = lexer.start
            var argument = expression()
            if skip(.ellipsis) { argument = wrap(.spread, before, argument) }
            tree.add(argument, isCast ? .value : .argument, to: &children)
            if !continues(to: .rightParen, after: before) { break }
        }
        isHeader = wasHeader
        expect(.rightParen)
        if isCast { tree.add(callee, .type, to: &children) }
        return make(isCast ? .cast : .call, start, children)
    }

    /// `[]T`, or what stood in parentheses: `*[]T`, `<-chan T`. What is only a name may be a function.
    private func isType(_ callee: NodeID) -> Bool {
        let node = tree[callee]
        guard node.kind == .unary else { return node.kind == .type }
        return (node.operation == .dereference || node.operation == .receive) && tree.kind(node.first) == .type
    }
}
