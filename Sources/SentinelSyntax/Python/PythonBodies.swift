/// Bodies of functions that are passed over, and read later.
extension PythonParser {
    /// The block behind the colon of a function, without what is in it where that may be read later.
    mutating func functionBody() -> NodeID {
        guard isOutline else { return block(isDocumented: true) }
        let colon = lexer.start
        guard kind == .colon, lexer.brackets == 0, depth < Self.mostDepth, let body = PythonSkimmer(lexer) else {
            // What is in it is read with it.
            isOutline = false
            defer { isOutline = true }
            return block(isDocumented: true)
        }
        let block = tree.make(.block, body.start, body.end, flags: .isUnread)
        let unread = UnreadBody(
            block: block, colon: UInt32(clamping: colon), column: UInt32(clamping: lexer.column),
            depth: UInt32(clamping: depth), hasImport: body.hasImport)
        if !block.isNone { tree.bodies.append(unread) }
        lexer.pass(body)
        return block
    }

    /// Reads a body that was passed over. Returns its first statement, and whether the function is a generator.
    static func read(_ body: UnreadBody, of tree: SyntaxTree) -> (first: NodeID, hasYield: Bool) {
        var found = (first: NodeID.none, hasYield: false)
        // The line behind the body may not be what it seems here.
        let wasPartial = tree.isPartial
        defer { tree.isPartial = wasPartial }
        unsafe tree.withBase { source in
            var parser = PythonParser(tree: tree, lexer: unsafe PythonLexer(tree, source))
            parser.depth = Int(body.depth)
            parser.lexer.return(to: Int(body.colon), around: Int(body.column))
            var children = ChildList()
            _ = parser.suite(&children, isDocumented: true)
            found = (children.first, parser.hasYield)
        }
        return found
    }
}
