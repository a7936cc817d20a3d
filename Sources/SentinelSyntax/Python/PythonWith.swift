extension PythonParser {
    /// The current token is `with`; `start` is that of `async` if it stands before.
    mutating func withStatement(_ start: Int, _ flags: NodeFlags) -> NodeID {
        advance()
        var children = ChildList()
        if kind != .leftParen || !parenthesisedItems(&children) {
            repeat { tree.add(withItem(), .item, to: &children) } while accept(.comma)
        }
        tree.add(block(isDocumented: false), .body, to: &children)
        return make(.withStatement, start, children, flags: flags)
    }

    /// Items within brackets; false, and nothing is passed, if the brackets are those of an expression. Read twice at the most.
    private mutating func parenthesisedItems(_ list: inout ChildList) -> Bool {
        let (lexer, mark, yielded) = (lexer, tree.mark(), hasYield)
        var items = ChildList()
        advance()
        while !kind.closesBracket {
            tree.add(withItem(), .item, to: &items)
            if !accept(.comma) { break }
        }
        if accept(.rightParen), kind == .colon {
            list = items
            return true
        }
        self.lexer = lexer
        hasYield = yielded
        tree.rewind(to: mark)
        return false
    }

    private mutating func withItem() -> NodeID {
        let start = lexer.start
        var children = ChildList()
        let value = element()
        let isGenerator = kind == .for || kind == .async
        tree.add(isGenerator ? comprehension(value, start, isGenerator: true) : value, .value, to: &children)
        if accept(.as) { tree.add(withTarget(), .target, to: &children) }
        return make(.withItem, start, children)
    }

    private mutating func withTarget() -> NodeID { kind == .star ? spread(isTarget: true) : primary() }
}
