/// Types are opaque: a node over the source, with the names and strings in it, and the lengths of arrays.
extension GoParser {
    mutating func type() -> NodeID {
        let start = lexer.start
        var items = ChildList()
        type(into: &items)
        return make(.type, start, items)
    }

    /// `package.Type` and `Type[Argument]`, when the first name was read.
    mutating func qualified(_ first: NodeID, _ start: Int) -> NodeID {
        var items = ChildList()
        tree.add(first, .item, to: &items)
        qualification(into: &items)
        return make(.type, start, items)
    }

    private mutating func qualification(into items: inout ChildList) {
        while skip(.dot) {
            if lexer.token == .name { tree.add(name(), .item, to: &items) }
        }
        guard lexer.token == .leftBracket else { return }
        lexer.next()
        typeArguments(into: &items)
        expect(.rightBracket)
    }

    /// Up to the closing bracket. What else may stand there, the length of an array, is an expression.
    mutating func typeArguments(into items: inout ChildList) {
        let wasHeader = isHeader
        isHeader = false
        repeat {
            switch lexer.token {
            case .rightBracket: break
            case .ellipsis: lexer.next()
            default: tree.add(typeArgument(), .item, to: &items)
            }
        } while skip(.comma)
        isHeader = wasHeader
    }

    /// A lone name stays a name.
    private mutating func typeArgument() -> NodeID { expression() }

    mutating func type(into items: inout ChildList) {
        guard enter() else {
            tree.add(skipNested(), .item, to: &items)
            return
        }
        defer { depth &-= 1 }
        while lexer.token == .star || lexer.token == .arrow { lexer.next() }
        switch lexer.token {
        case .name:
            tree.add(name(), .item, to: &items)
            qualification(into: &items)
        case .leftBracket:
            lexer.next()
            if lexer.token != .rightBracket { typeArguments(into: &items) }
            expect(.rightBracket)
            type(into: &items)
        case .map:
            lexer.next()
            guard skip(.leftBracket) else { return tree.isPartial = true }
            type(into: &items)
            expect(.rightBracket)
            type(into: &items)
        case .chan:
            lexer.next()
            type(into: &items)
        case .func where !isAtFunction:
            lexer.next()
            typesInParentheses(into: &items)
            if lexer.token.beginsType { type(into: &items) }
        case .leftParen: typesInParentheses(into: &items)
        case .struct, .interface:
            lexer.next()
            typesInBraces(into: &items)
        default: tree.isPartial = true
        }
    }

    /// Parameters, results, or one type.
    private mutating func typesInParentheses(into items: inout ChildList) {
        guard skip(.leftParen) else { return tree.isPartial = true }
        while lexer.token != .rightParen && lexer.token != .end {
            let before = lexer.start
            member(into: &items)
            if !continues(to: .rightParen, after: before) { break }
        }
        expect(.rightParen)
    }

    /// Fields of a struct, or methods and elements of an interface.
    private mutating func typesInBraces(into items: inout ChildList) {
        guard skip(.leftBrace) else { return tree.isPartial = true }
        while lexer.token != .rightBrace && lexer.token != .end && !isAtFunction {
            if skip(.semicolon) { continue }
            let before = lexer.start
            member(into: &items)
            while lexer.token == .operator {
                lexer.next()
                type(into: &items)
            }
            if lexer.token == .string || lexer.token == .rawString { tree.add(string(), .item, to: &items) }
            _ = skip(.comma)
            if lexer.start == before { tree.add(skipOne(), .item, to: &items) }
        }
        expect(.rightBrace)
    }

    /// A name, a type, or both; a method.
    private mutating func member(into items: inout ChildList) {
        _ = skip(.ellipsis)
        guard lexer.token == .name else {
            if lexer.token.beginsType { type(into: &items) }
            return
        }
        type(into: &items)
        _ = skip(.ellipsis)
        if lexer.token == .leftParen { typesInParentheses(into: &items) }
        if lexer.token.beginsType { type(into: &items) }
    }
}
