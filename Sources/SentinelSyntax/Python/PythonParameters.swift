extension PythonParser {
    /// Parameters up to the bracket, or the colon of a lambda, that ends them. `level` is that of the brackets around them.
    mutating func parameters(_ list: inout ChildList, _ level: Int, isLambda: Bool) {
        var (isKeywordOnly, hasSlash) = (false, false)
        while !kind.isLayout, !kind.closesBracket, !(isLambda && kind == .colon) {
            if !hasSlash, kind == .binaryOperator, lexer.operation == .divide {
                advance()
                hasSlash = true
                markPositional(list)
            } else {
                parameter(&list, &isKeywordOnly, isLambda)
            }
            if accept(.comma) || kind.closesBracket || isLambda && kind == .colon { continue }
            // In a lambda without brackets around it, all that follows belongs to somebody else.
            if isLambda { break }
            guard passElement(level, into: &list) else { break }
        }
    }

    /// A parameter, or the star behind which all have keywords.
    private mutating func parameter(_ list: inout ChildList, _ isKeywordOnly: inout Bool, _ isLambda: Bool) {
        let start = lexer.start
        var flags: NodeFlags = isKeywordOnly ? .isKeywordOnly : []
        if accept(.star) {
            isKeywordOnly = true
            if kind == .comma || kind.closesBracket || kind == .colon { return }
            flags = .isRest
        } else if accept(.doubleStar) {
            flags = .isKeywordRest
        }
        var children = ChildList()
        var named = NodeID.none
        if kind == .leftParen {
            // Python 2: a tuple.
            tree.add(atom(), .pattern, to: &children)
        } else {
            guard kind.isWord, kind != .lambda else {
                tree.isPartial = true
                return
            }
            named = name()
            tree.add(named, .name, to: &children)
        }
        if !isLambda, accept(.colon) { tree.add(element(), .type, to: &children) }
        if accept(.assign) { tree.add(expression(), .value, to: &children) }
        tree.add(call(make(.parameter, start, children, flags: flags), by: named), .parameter, to: &list)
    }

    /// Parameters before a slash have no keywords.
    private func markPositional(_ list: ChildList) {
        var at = list.first
        while !at.isNone {
            if tree[at].field == .parameter { tree.update(at) { $0.flags.insert(.isPositionalOnly) } }
            at = tree[at].next
        }
    }
}
