extension PythonParser {
    /// `@a.b(c)`, each on a line, and what they decorate.
    mutating func decorated(into list: inout ChildList) {
        let start = lexer.start
        var decorators = ChildList()
        while accept(.at) {
            tree.add(namedExpression(), .decorator, to: &decorators)
            if kind != .newline { passLine(into: &decorators, as: .decorator) }
            while kind == .newline { advance() }
        }
        let definition = lexer.start
        let flags: NodeFlags = accept(.async) ? .isAsync : []
        switch kind {
        case .def: tree.add(function(definition, decorators, flags), .statement, to: &list)
        case .class: tree.add(classDefinition(decorators), .statement, to: &list)
        default:
            // Nothing is decorated; the decorators are kept as expressions.
            tree.isPartial = true
            tree.add(make(.expressionStatement, start, decorators), .statement, to: &list)
        }
    }

    /// The current token is `def`; the function starts at `start`, where `async` stands if it is one.
    mutating func function(_ start: Int, _ decorators: ChildList, _ flags: NodeFlags) -> NodeID {
        advance()
        var (children, flags) = (decorators, flags)
        let name = name()
        tree.add(name, .name, to: &children)
        typeParameters(&children)
        if kind == .leftParen {
            let level = lexer.brackets
            advance()
            parameters(&children, level, isLambda: false)
            close(.rightParen, level)
        } else {
            tree.isPartial = true
        }
        if accept(.arrow) { tree.add(expression(), .type, to: &children) }
        if isInClass { flags.insert(.isMethod) }
        let outer = (hasYield, isInClass)
        (hasYield, isInClass) = (false, false)
        let body = functionBody()
        tree.add(body, .body, to: &children)
        if hasYield { flags.insert(.isGenerator) }
        (hasYield, isInClass) = outer
        let function = call(make(.function, start, children, flags: flags), by: name)
        tree.note(function, of: body)
        return function
    }

    mutating func classDefinition(_ decorators: ChildList) -> NodeID {
        let start = lexer.start
        advance()
        var children = decorators
        let name = name()
        tree.add(name, .name, to: &children)
        typeParameters(&children)
        if kind == .leftParen { arguments(&children, ofClass: true) }
        let outer = isInClass
        isInClass = true
        tree.add(block(isDocumented: true), .body, to: &children)
        isInClass = outer
        return call(make(.classDefinition, start, children), by: name)
    }

    mutating func lambda() -> NodeID {
        let start = lexer.start
        advance()
        var children = ChildList()
        parameters(&children, lexer.brackets, isLambda: true)
        expect(.colon)
        let outer = hasYield
        hasYield = false
        tree.add(expression(), .body, to: &children)
        let flags: NodeFlags = hasYield ? [.isLambda, .isGenerator] : .isLambda
        hasYield = outer
        return make(.function, start, children, flags: flags)
    }

    /// `[T: int = str, *Ts, **P]`: what is written in it are the items of a `type`.
    mutating func typeParameters(_ list: inout ChildList) {
        guard kind == .leftBracket else { return }
        let (start, level) = (lexer.start, lexer.brackets)
        advance()
        var items = ChildList()
        while !kind.isLayout, !kind.closesBracket {
            tree.add(element(), .item, to: &items)
            if accept(.colon) { tree.add(expression(), .item, to: &items) }
            if accept(.assign) { tree.add(element(), .item, to: &items) }
            if accept(.comma) || kind.closesBracket { continue }
            guard passElement(level, into: &items) else { break }
        }
        close(.rightBracket, level)
        tree.add(make(.type, start, items), .item, to: &list)
    }
}
