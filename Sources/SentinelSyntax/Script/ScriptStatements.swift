extension ScriptParser {
    /// Statements up to a closing brace or the end.
    mutating func statements(into list: inout ChildList) {
        while token != .braceClose, token != .end { anyStatement(into: &list) }
    }

    /// A statement, or a token that begins none: passes over one token at least.
    mutating func anyStatement(into list: inout ChildList) {
        let before = tokenStart
        statement(into: &list, .statement)
        if tokenStart == before { tree.add(unexpected(), .statement, to: &list) }
    }

    mutating func block() -> NodeID {
        let start = tokenStart
        advance()
        var list = ChildList()
        statements(into: &list)
        expect(.braceClose)
        return finish(.block, from: start, list)
    }

    /// The statement that a condition or loop governs.
    mutating func body() -> NodeID {
        if token == .braceOpen { return block() }
        let start = tokenStart
        var list = ChildList()
        statement(into: &list, .statement)
        guard !list.isEmpty, tree[list.first].next.isNone else { return finish(.block, from: start, list) }
        return list.first
    }

    /// One statement; several nodes where it declares several variables, none where it is empty.
    mutating func statement(into list: inout ChildList, _ field: Field) {
        guard enter() else { return tree.add(tooDeep(), field, to: &list) }
        defer { depth -= 1 }
        switch token {
        case .braceOpen: tree.add(block(), field, to: &list)
        case .semicolon: advance()
        case .var, .const: variables(into: &list, field)
        case .let, .using, .await: letOrExpression(into: &list, field)
        case .function: tree.add(function(from: tokenStart), field, to: &list)
        case .async where asyncFunction(into: &list, field): break
        case .class, .decorator: classStatement(into: &list, field)
        case .import: importOrExpression(into: &list, field)
        case .export: tree.add(exportStatement(decorators: ChildList()), field, to: &list)
        case .enum: tree.add(enumDefinition(from: tokenStart), field, to: &list)
        case .abstract, .declare, .global, .interface, .module, .namespace, .type:
            if !typeStatement(into: &list, field) { tree.add(expressionStatement(), field, to: &list) }
        default: tree.add(simpleStatement(), field, to: &list)
        }
    }

    private mutating func simpleStatement() -> NodeID {
        switch token {
        case .if: ifStatement()
        case .for: forLoop()
        case .while: whileLoop()
        case .do: doLoop()
        case .switch: switchStatement()
        case .try: tryStatement()
        case .with: withStatement()
        case .return: jump(.returnStatement)
        case .throw: jump(.throwStatement)
        case .break: jump(.breakStatement)
        case .continue: jump(.continueStatement)
        case .debugger: jump(.wrapperStatement)
        default: expressionStatement()
        }
    }

    /// `return`, `throw`, `break`, `continue` and `debugger`, with what they take along.
    private mutating func jump(_ kind: NodeKind) -> NodeID {
        let start = tokenStart
        advance()
        var list = ChildList()
        if !newlineBefore, token != .semicolon, !token.isCloser {
            if kind == .returnStatement || kind == .throwStatement {
                tree.add(expression(), .value, to: &list)
            } else if token.isIdentifier {
                advance()
            }
        }
        semicolon()
        return finish(kind, from: start, list)
    }

    /// `async function`, as a declaration: what follows it does not belong to it. False where something else stands.
    mutating func asyncFunction(into list: inout ChildList, _ field: Field) -> Bool {
        guard byteBehind() == UInt8(ascii: "f") else { return false }
        let before = place()
        advance()
        guard token == .function, !newlineBefore else {
            goBack(to: before)
            return false
        }
        tree.add(function(from: before.tokenStart, flags: .isAsync), field, to: &list)
        return true
    }

    private mutating func classStatement(into list: inout ChildList, _ field: Field) {
        let start = tokenStart
        let decorators = token == .decorator ? decorators() : ChildList()
        if token == .export { return tree.add(exportStatement(decorators: decorators), field, to: &list) }
        if token == .abstract { advance() }
        tree.add(classDefinition(from: start, decorators: decorators), field, to: &list)
    }

    /// `let` and `using` where names follow; otherwise they are names themselves.
    private mutating func letOrExpression(into list: inout ChildList, _ field: Field) {
        if isVariables() { variables(into: &list, field) } else { tree.add(expressionStatement(), field, to: &list) }
    }

    /// True at the first word of a declaration of variables. `await using` loses its `await`.
    mutating func isVariables() -> Bool {
        switch token {
        case .var, .const: return true
        case .let, .using: break
        case .await: if byteBehind() != UInt8(ascii: "u") { return false }
        default: return false
        }
        let before = place()
        let word = token
        advance()
        if word == .await {
            if token == .using, isVariables() { return true }
        } else if token.isIdentifier {
            if word == .let || !newlineBefore && token != .of {
                goBack(to: before)
                return true
            }
        } else if word == .let, token == .bracketOpen || token == .braceOpen {
            goBack(to: before)
            return true
        }
        goBack(to: before)
        return false
    }

    private mutating func variables(into list: inout ChildList, _ field: Field) {
        if token == .const, byteBehind() == UInt8(ascii: "e") {
            let before = place()
            advance()
            if token == .enum { return tree.add(enumDefinition(from: before.tokenStart), field, to: &list) }
            goBack(to: before)
        }
        declarations(into: &list, field)
        semicolon()
    }

    /// `const a = 1, b = 2`: an assignment each.
    mutating func declarations(into list: inout ChildList, _ field: Field) {
        let flags: NodeFlags = token == .var || token == .let ? .isDeclaration : [.isDeclaration, .isConstant]
        advance()
        repeat { tree.add(declaration(flags: flags), field, to: &list) } while accept(.comma)
    }

    private mutating func declaration(flags: NodeFlags) -> NodeID {
        let start = tokenStart
        var list = ChildList()
        tree.add(bindingTarget(), .target, to: &list)
        if token == .not { advance() }
        if accept(.colon) { tree.add(type(), .type, to: &list) }
        if accept(.assign) { tree.add(assignment(), .value, to: &list) }
        return finish(.assignment, from: start, list, flags: flags)
    }

    /// An expression, an assignment, or a label.
    mutating func expressionStatement() -> NodeID {
        let start = tokenStart
        let isWord = token.isIdentifier
        let value = expression()
        var list = ChildList()
        if isWord, token == .colon, tree.kind(value) == .name {
            advance()
            tree.add(body(), .value, to: &list)
            return finish(.wrapperStatement, from: start, list)
        }
        semicolon()
        if tree.kind(value) == .assignmentExpression {
            tree.update(value) { $0.kind = .assignment }
            return value
        }
        tree.add(value, .value, to: &list)
        return finish(.expressionStatement, from: start, list)
    }
}
