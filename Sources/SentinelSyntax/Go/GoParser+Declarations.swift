extension GoParser {
    /// `import`, `const`, `var`, `type`: one, or a group in parentheses. Each entry becomes a statement.
    mutating func declaration(into list: inout ChildList) {
        let keyword = lexer.token
        let start = lexer.start
        lexer.next()
        guard skip(.leftParen) else { return entry(keyword, start, into: &list) }
        while lexer.token != .rightParen && lexer.token != .end && !isAtFunction {
            if skip(.semicolon) { continue }
            // A group that was not closed.
            if lexer.token == .import || lexer.token == keyword { break }
            let before = lexer.start
            entry(keyword, before, into: &list)
            if lexer.start == before || lexer.token != .semicolon && lexer.token != .rightParen {
                tree.add(skipOne(), .statement, to: &list)
            }
        }
        expect(.rightParen)
    }

    private mutating func entry(_ keyword: GoToken, _ start: Int, into list: inout ChildList) {
        let node =
            switch keyword {
            case .import: importEntry(start)
            case .type: typeEntry(start)
            default: valueEntry(start, isConstant: keyword == .const)
            }
        tree.add(node, .statement, to: &list)
    }

    /// `.source`, and an `importedName` (isNamespace), whose `.alias` may be `.` or `_`.
    private mutating func importEntry(_ start: Int) -> NodeID {
        let nameStart = lexer.start
        var item = ChildList()
        if lexer.token == .name || lexer.token == .dot { tree.add(name(), .alias, to: &item) }
        guard lexer.token == .string || lexer.token == .rawString else {
            tree.isPartial = true
            return .none
        }
        var children = ChildList()
        tree.add(string(), .source, to: &children)
        tree.add(make(.importedName, nameStart, item, flags: .isNamespace), .item, to: &children)
        return make(.importStatement, start, children)
    }

    private mutating func valueEntry(_ start: Int, isConstant: Bool) -> NodeID {
        guard lexer.token == .name else {
            tree.isPartial = true
            return .none
        }
        var children = ChildList()
        tree.add(names(), .target, to: &children)
        if lexer.token.beginsType { tree.add(type(), .type, to: &children) }
        if lexer.token == .assign || lexer.token == .define {
            lexer.next()
            tree.add(expressionList(), .value, to: &children)
        }
        return make(.assignment, start, children, flags: isConstant ? [.isDeclaration, .isConstant] : .isDeclaration)
    }

    /// A name, or a tuple of them.
    private mutating func names() -> NodeID {
        let start = lexer.start
        let first = name()
        guard lexer.token == .comma else { return first }
        var items = ChildList()
        tree.add(first, .item, to: &items)
        while skip(.comma), lexer.token == .name { tree.add(name(), .item, to: &items) }
        return make(.tuple, start, items)
    }

    /// A struct or interface is a class; any other type is opaque.
    private mutating func typeEntry(_ start: Int) -> NodeID {
        guard lexer.token == .name else {
            tree.isPartial = true
            return .none
        }
        var children = ChildList()
        let called = name()
        tree.add(called, .name, to: &children)
        if lexer.token == .leftBracket && hasTypeParameters { skipTypeParameters() }
        _ = skip(.assign)
        var kind = NodeKind.classDefinition
        var flags: NodeFlags = []
        switch lexer.token {
        case .struct: structure(into: &children)
        case .interface:
            flags = .isTypeOnly
            interface(into: &children)
        default:
            kind = .typeDefinition
            tree.add(type(), .value, to: &children)
        }
        let node = make(kind, start, children, flags: flags)
        call(node, by: called)
        return node
    }

    /// A function with its name.
    mutating func function() -> NodeID {
        let start = lexer.start
        lexer.next()
        var children = ChildList()
        var flags: NodeFlags = []
        var receiver = ChildList()
        if lexer.token == .leftParen {
            flags = .isMethod
            parameters(.receiver, into: &receiver)
        }
        let called = lexer.token == .name ? name() : .none
        if called.isNone { tree.isPartial = true }
        tree.add(called, .name, to: &children)
        tree.add(receiver.first, .receiver, to: &children)
        if lexer.token == .leftBracket { skipTypeParameters() }
        signature(into: &children)
        if lexer.token == .leftBrace { tree.add(block(), .body, to: &children) }
        let node = make(.function, start, children, flags: flags)
        call(node, by: called)
        return node
    }
}

extension GoParser {
    /// At the bracket behind a type's name: true if it holds type parameters, false if it belongs to an array or slice.
    private var hasTypeParameters: Bool {
        var ahead = lexer
        ahead.next()
        guard ahead.token == .name else { return false }
        ahead.next()
        switch ahead.token {
        case .name, .comma, .leftBracket, .interface, .func, .map, .chan, .struct, .arrow: return true
        case .star, .leftParen, .operator: break
        default: return false
        }
        // `[P *C]` is an array's length, `[P *C,]` and `[P *C | D]` are parameters.
        var open = 0
        for _ in 0..<200 {
            switch ahead.token {
            case .leftParen, .leftBracket, .leftBrace: open += 1
            case .rightParen, .rightBrace: open -= 1
            case .rightBracket:
                if open <= 0 { return false }
                open -= 1
            case .comma: if open == 0 { return true }
            case .operator: if ahead.operation == .bitNot || ahead.operation == .bitOr { return true }
            case .interface: return true
            case .end, .semicolon: return false
            default: break
            }
            ahead.next()
        }
        return false
    }

    /// Passes over `[T any, U constraint]`: nothing flows through it.
    mutating func skipTypeParameters() {
        var open = 0
        var braces = 0
        repeat {
            switch lexer.token {
            case .leftParen, .leftBracket: open &+= 1
            case .rightParen, .rightBracket: open &-= 1
            case .leftBrace: braces &+= 1
            case .rightBrace: braces &-= 1
            case .semicolon where braces == 0: return tree.isPartial = true
            case .end: return tree.isPartial = true
            default: break
            }
            lexer.next()
        } while open > 0 && !isAtFunction
    }
}
