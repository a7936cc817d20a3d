extension PythonParser {
    /// A statement that has no block. None where there is nothing to say of it.
    mutating func simpleStatement() -> NodeID {
        let start = lexer.start
        switch kind {
        case .return: return keyword(.returnStatement, start) { $0.values(&$1, isList: true) }
        case .raise: return keyword(.throwStatement, start) { $0.raised(&$1) }
        case .break: return keyword(.breakStatement, start) { _, _ in }
        case .continue: return keyword(.continueStatement, start) { _, _ in }
        case .del: return keyword(.deletion, start) { $0.values(&$1, isList: false) }
        case .assert: return keyword(.assertStatement, start) { $0.asserted(&$1) }
        case .global, .nonlocal: return keyword(.scopeStatement, start) { $0.names(&$1) }
        case .import: return importStatement()
        case .from: return fromImport()
        case .pass:
            advance()
            return .none
        default:
            if isWord("type") {
                let alias = typeAlias()
                if !alias.isNone { return alias }
            }
            return expressionStatement()
        }
    }

    @inline(__always)
    private mutating func keyword(
        _ kind: NodeKind, _ start: Int, _ read: (inout PythonParser, inout ChildList) -> Void
    ) -> NodeID {
        advance()
        var children = ChildList()
        read(&self, &children)
        return make(kind, start, children)
    }

    private mutating func values(_ list: inout ChildList, isList: Bool) {
        guard kind.startsExpression else { return }
        if isList { return tree.add(expressionList(), .value, to: &list) }
        repeat {
            if kind.startsExpression { tree.add(element(), .value, to: &list) }
        } while accept(.comma)
    }

    /// `raise a`, `raise a from b`, and of Python 2 `raise A, "text", trace`.
    private mutating func raised(_ list: inout ChildList) {
        guard kind.startsExpression else { return }
        tree.add(expression(), .value, to: &list)
        if accept(.from) { return tree.add(expression(), .value, to: &list) }
        while accept(.comma) { tree.add(expression(), .value, to: &list) }
    }

    private mutating func asserted(_ list: inout ChildList) {
        tree.add(expression(), .condition, to: &list)
        if accept(.comma) { tree.add(expression(), .value, to: &list) }
    }

    private mutating func names(_ list: inout ChildList) {
        repeat { tree.add(name(), .name, to: &list) } while accept(.comma)
    }

    /// `type A[T] = B`; none, and nothing is passed, where `type` is a name.
    private mutating func typeAlias() -> NodeID {
        let (lexer, mark) = (lexer, tree.mark())
        advance()
        if kind == .name {
            var children = ChildList()
            let name = name()
            tree.add(name, .name, to: &children)
            if kind == .leftBracket || kind == .assign {
                typeParameters(&children)
                expect(.assign)
                tree.add(expression(), .value, to: &children)
                return call(make(.typeDefinition, lexer.start, children), by: name)
            }
        }
        self.lexer = lexer
        tree.rewind(to: mark)
        return .none
    }

    /// An expression, an assignment, or a statement of Python 2 that looks like two expressions.
    private mutating func expressionStatement() -> NodeID {
        let start = lexer.start
        let first = expressionList()
        switch kind {
        case .assign, .colon: return assignment(first, start)
        case .augmented:
            let operation = lexer.operation
            advance()
            var children = ChildList()
            tree.add(first, .target, to: &children)
            tree.add(expressionList(), .value, to: &children)
            return make(.assignment, start, children, operation: operation)
        default:
            guard !first.isNone else { return .none }
            var children = ChildList()
            if kind.isOperand, isPythonTwoStatement(first) {
                tree.add(pythonTwoStatement(first, start), .value, to: &children)
            } else {
                tree.add(first, .value, to: &children)
            }
            return make(.expressionStatement, start, children)
        }
    }

    /// `a = b = c`, `a: b = c`, `a: b`.
    private mutating func assignment(_ first: NodeID, _ start: Int) -> NodeID {
        var children = ChildList()
        if accept(.colon) {
            tree.add(first, .target, to: &children)
            tree.add(expression(), .type, to: &children)
            if accept(.assign) { tree.add(expressionList(), .value, to: &children) }
            return make(.assignment, start, children)
        }
        var latest = first
        while accept(.assign) {
            tree.add(latest, .target, to: &children)
            latest = expressionList()
        }
        tree.add(latest, .value, to: &children)
        return make(.assignment, start, children)
    }

    private func isPythonTwoStatement(_ node: NodeID) -> Bool {
        let known = tree[node]
        guard known.kind == .name else { return false }
        let at = Int(known.start)
        return switch known.end - known.start {
        case 5: unsafe lexer.source.has("print", at: at)
        case 4: unsafe lexer.source.has("exec", at: at)
        default: false
        }
    }

    /// `print a, b` and `exec a in b, c`: calls of what they name.
    private mutating func pythonTwoStatement(_ named: NodeID, _ start: Int) -> NodeID {
        var children = ChildList()
        tree.add(named, .callee, to: &children)
        let isExec = tree[named].end - tree[named].start == 4
        while kind.startsExpression {
            tree.add(isExec ? binary(Precedence.bitOr) : expression(), .argument, to: &children)
            guard accept(.comma) || accept(.in) else { break }
        }
        return make(.call, start, children)
    }
}
