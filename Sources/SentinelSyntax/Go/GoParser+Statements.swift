extension GoParser {
    /// Statements up to a brace, a case, or the end. Within a function a function with a name ends them too.
    mutating func statements(isTop: Bool = false, into list: inout ChildList) {
        while true {
            switch lexer.token {
            case .end, .rightBrace, .case, .default: return
            case .semicolon: lexer.next()
            default:
                if !isTop && isAtFunction { return }
                let before = lexer.start
                statement(into: &list)
                if lexer.start == before && !isAtFunction { tree.add(skipOne(), .statement, to: &list) }
                tree.add(skipStatement(), .statement, to: &list)
            }
        }
    }

    mutating func block() -> NodeID {
        let start = lexer.start
        guard lexer.token == .leftBrace else {
            tree.isPartial = true
            return .none
        }
        guard enter() else { return skipOne() }
        defer { depth &-= 1 }
        let wasHeader = isHeader
        isHeader = false
        lexer.next()
        var children = ChildList()
        statements(into: &children)
        expect(.rightBrace)
        isHeader = wasHeader
        return make(.block, start, children)
    }

    private mutating func statement(into list: inout ChildList) {
        switch lexer.token {
        case .import, .const, .var, .type: declaration(into: &list)
        case .func where isAtFunction: tree.add(function(), .statement, to: &list)
        default: tree.add(statement(), .statement, to: &list)
        }
    }

    private mutating func statement() -> NodeID {
        let start = lexer.start
        switch lexer.token {
        case .if: return ifStatement()
        case .for: return forStatement()
        case .switch: return switchStatement()
        case .select: return selectStatement()
        case .leftBrace: return block()
        case .return:
            lexer.next()
            let isBare = lexer.token == .semicolon || lexer.token == .rightBrace
            return wrap(.returnStatement, start, isBare ? .none : expressionList())
        case .break, .goto: return jump(.breakStatement)
        case .continue: return jump(.continueStatement)
        case .fallthrough: return leaf(.wrapperStatement)
        case .defer, .go:
            lexer.next()
            return wrap(.wrapperStatement, start, expression())
        default:
            let simple = simpleStatement()
            let isLabel = lexer.token == .colon && tree.kind(simple) == .name
            return isLabel ? labelled(simple, start) : finished(simple, start)
        }
    }

    private mutating func jump(_ kind: NodeKind) -> NodeID {
        let start = lexer.start
        lexer.next()
        return wrap(kind, start, lexer.token == .name ? name() : .none, .name)
    }

    private mutating func labelled(_ label: NodeID, _ start: Int) -> NodeID {
        lexer.next()
        var children = ChildList()
        tree.add(label, .name, to: &children)
        // A chain of labels is a chain of nodes.
        if lexer.token != .rightBrace && lexer.token != .semicolon && enter() {
            var body = ChildList()
            if !isAtFunction { statement(into: &body) }
            depth &-= 1
            tree.add(body.first, .value, to: &children)
        }
        return make(.wrapperStatement, start, children)
    }

    /// A statement of what may be an expression.
    mutating func finished(_ simple: NodeID, _ start: Int) -> NodeID {
        guard !simple.isNone, tree.kind(simple) != .assignment else { return simple }
        return wrap(.expressionStatement, start, simple)
    }

    /// An assignment, or an expression.
    mutating func simpleStatement() -> NodeID {
        let start = lexer.start
        return simpleStatement(expressionList(), start)
    }

    /// What follows the expressions that a simple statement begins with.
    mutating func simpleStatement(_ left: NodeID, _ start: Int) -> NodeID {
        switch lexer.token {
        case .define, .assign:
            let flags: NodeFlags = lexer.token == .define ? .isDeclaration : []
            let operation = flags.isEmpty ? lexer.operation : .none
            lexer.next()
            var children = ChildList()
            tree.add(left, .target, to: &children)
            tree.add(expressionList(), .value, to: &children)
            return make(.assignment, start, children, flags: flags, operation: operation)
        case .step:
            let operation = lexer.operation
            lexer.next()
            let node = wrap(.unary, start, left)
            tree.update(node) { $0.operation = operation }
            return node
        case .arrow:
            lexer.next()
            return binary(left, .send, expression(), start)
        default: return left
        }
    }
}
