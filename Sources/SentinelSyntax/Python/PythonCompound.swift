extension PythonParser {
    /// `if`, and each `elif` as the alternative of what stands before it: made in a loop, for there can be thousands.
    mutating func ifStatement() -> NodeID {
        let first = lexer.start
        var children = branch()
        let node = make(.ifStatement, first, children)
        var nodes = [node]
        while kind == .elif {
            let start = lexer.start
            let next = branch()
            let alternative = make(.ifStatement, start, next)
            tree.add(alternative, .alternative, to: &children)
            nodes.append(alternative)
            children = next
        }
        if accept(.else) { tree.add(block(isDocumented: false), .alternative, to: &children) }
        for node in nodes { tree.update(node) { $0.end = UInt32(clamping: lexer.lastEnd) } }
        return node
    }

    private mutating func branch() -> ChildList {
        advance()
        var children = ChildList()
        tree.add(namedExpression(), .condition, to: &children)
        tree.add(block(isDocumented: false), .body, to: &children)
        return children
    }

    mutating func whileLoop() -> NodeID {
        let start = lexer.start
        var children = branch()
        alternative(&children)
        return make(.whileLoop, start, children)
    }

    private mutating func alternative(_ list: inout ChildList) {
        if accept(.else) { tree.add(block(isDocumented: false), .alternative, to: &list) }
    }

    /// The current token is `for`; `start` is that of `async` if it stands before.
    mutating func forLoop(_ start: Int, _ flags: NodeFlags) -> NodeID {
        advance()
        var children = ChildList()
        tree.add(targetList(), .target, to: &children)
        expect(.in)
        tree.add(expressionList(), .value, to: &children)
        tree.add(block(isDocumented: false), .body, to: &children)
        alternative(&children)
        return make(.forLoop, start, children, flags: flags)
    }

    mutating func tryStatement() -> NodeID {
        let start = lexer.start
        advance()
        var children = ChildList()
        tree.add(block(isDocumented: false), .body, to: &children)
        while kind == .except { tree.add(catchClause(), .catch, to: &children) }
        alternative(&children)
        if accept(.finally) { tree.add(block(isDocumented: false), .finally, to: &children) }
        return make(.tryStatement, start, children)
    }

    private mutating func catchClause() -> NodeID {
        let start = lexer.start
        advance()
        // `except*`.
        _ = accept(.star)
        var children = ChildList()
        if kind.startsExpression { caught(&children) }
        tree.add(block(isDocumented: false), .body, to: &children)
        return make(.catchClause, start, children)
    }

    /// `A`, `A as e`, `A, B` of Python 3.14, and `A, e` of Python 2: a second one that begins with a small letter is a name.
    private mutating func caught(_ list: inout ChildList) {
        let start = lexer.start
        let first = expression()
        if accept(.as) {
            tree.add(first, .type, to: &list)
            tree.add(kind.isWord ? name() : primary(), .name, to: &list)
        } else if accept(.comma) {
            let second = expression()
            if kind == .colon, !second.isNone, !isType(second) {
                tree.add(first, .type, to: &list)
                return tree.add(second, tree[second].kind == .name ? .name : .pattern, to: &list)
            }
            var types = ChildList()
            tree.add(first, .item, to: &types)
            tree.add(second, .item, to: &types)
            while accept(.comma), kind.startsExpression { tree.add(expression(), .item, to: &types) }
            tree.add(make(.tuple, start, types), .type, to: &list)
            if accept(.as) { tree.add(name(), .name, to: &list) }
        } else {
            tree.add(first, .type, to: &list)
        }
    }

    /// Exceptions have names with capitals; what is caught in Python 2 can also be an attribute or a tuple of names.
    private func isType(_ node: NodeID) -> Bool {
        let known = tree[node]
        guard known.kind == .name || known.kind == .member else { return false }
        let named = known.kind == .name ? node : tree.child(of: node, .name)
        return !named.isNone && lexer.byte(Int(tree[named].start)) &- 0x41 < 26
    }
}
