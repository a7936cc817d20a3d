extension PythonParser {
    /// Statements up to the end of the block, or of the file.
    mutating func statements(_ list: inout ChildList, isBlock: Bool, isDocumented: Bool) {
        // Lines further to the right than their block, for no reason that is known.
        var indented = 0
        let first = lexer.start
        while true {
            switch kind {
            case .end: return
            case .dedent:
                if indented == 0, isBlock { return }
                indented = max(0, indented - 1)
                advance()
            case .indent:
                tree.isPartial = true
                indented += 1
                advance()
            case .newline, .closingQuote: advance()
            default:
                let start = lexer.start
                statement(&list)
                if start == first, isDocumented { document(list.first, at: start) }
            }
        }
    }

    mutating func statement(_ list: inout ChildList) {
        let start = lexer.start
        switch kind {
        case .if: tree.add(ifStatement(), .statement, to: &list)
        case .for: tree.add(forLoop(start, []), .statement, to: &list)
        case .while: tree.add(whileLoop(), .statement, to: &list)
        case .try: tree.add(tryStatement(), .statement, to: &list)
        case .with: tree.add(withStatement(start, []), .statement, to: &list)
        case .def: tree.add(function(start, ChildList(), []), .statement, to: &list)
        case .class: tree.add(classDefinition(ChildList()), .statement, to: &list)
        case .at: decorated(into: &list)
        case .async: asyncStatement(&list)
        case .elif, .else, .except, .finally: strayClause(&list)
        default:
            if isWord("match") {
                let node = matchStatement()
                if !node.isNone { return tree.add(node, .statement, to: &list) }
            }
            simpleStatements(&list)
        }
    }

    private mutating func asyncStatement(_ list: inout ChildList) {
        let start = lexer.start
        advance()
        switch kind {
        case .def: tree.add(function(start, ChildList(), .isAsync), .statement, to: &list)
        case .for: tree.add(forLoop(start, .isAsync), .statement, to: &list)
        case .with: tree.add(withStatement(start, .isAsync), .statement, to: &list)
        default: passLine(into: &list)
        }
    }

    /// A clause without the statement it belongs to: its block is kept.
    private mutating func strayClause(_ list: inout ChildList) {
        tree.isPartial = true
        advance()
        if kind.startsExpression { tree.add(expressionList(), .statement, to: &list) }
        tree.add(block(isDocumented: false), .statement, to: &list)
    }

    /// Statements of one line.
    private mutating func simpleStatements(_ list: inout ChildList) {
        while true {
            tree.add(simpleStatement(), .statement, to: &list)
            guard accept(.semicolon), !kind.isLayout else { break }
        }
        if !kind.isLayout { passLine(into: &list) }
        _ = accept(.newline)
    }

    /// From the colon to the end of the block, as a node.
    mutating func block(isDocumented: Bool) -> NodeID {
        var children = ChildList()
        let start = suite(&children, isDocumented: isDocumented)
        return make(.block, start, children)
    }

    /// The statements behind a colon, of the same line or of the block below it. Returns where they start.
    mutating func suite(_ list: inout ChildList, isDocumented: Bool) -> Int {
        if kind != .colon { passToColon() }
        _ = accept(.colon)
        guard kind == .newline else {
            let start = lexer.start
            guard !kind.isLayout, enter() else {
                passLine(into: &list)
                return start
            }
            defer { depth -= 1 }
            statement(&list)
            if isDocumented { document(list.first, at: start) }
            return start
        }
        let end = lexer.lastEnd
        advance()
        guard accept(.indent) else {
            tree.isPartial = true
            return end
        }
        let start = lexer.start
        if enter() {
            defer { depth -= 1 }
            statements(&list, isBlock: true, isDocumented: isDocumented)
        } else {
            passBlock(into: &list)
        }
        _ = accept(.dedent)
        return start
    }

    /// Marks the statement at `start` as documentation if it is a string and nothing else.
    private func document(_ statement: NodeID, at start: Int) {
        guard !statement.isNone, tree[statement].kind == .expressionStatement, tree[statement].range.lowerBound == start
        else { return }
        let text = tree.child(of: statement, .value)
        guard !text.isNone, tree[text].kind == .string, isPlain(text) else { return }
        tree.nodes[Int(text.index)].flags.insert(.isDocumentation)
        // What is noted last can be that of the statement behind it.
        var at = tree.zones.pieces.count
        while at > 0, tree.zones.pieces[at - 1].end > tree[text].start {
            at -= 1
            let piece = tree.zones.pieces[at]
            if piece.kind == .string, piece.start < tree[text].end { tree.zones.pieces[at].kind = .docstring }
        }
    }

    private func isPlain(_ text: NodeID) -> Bool {
        tree[text].flags.isDisjoint(with: [.isBytes, .isFormat])
            && tree.children(of: text).allSatisfy { tree[$0].flags.isDisjoint(with: [.isBytes, .isFormat]) }
    }
}
