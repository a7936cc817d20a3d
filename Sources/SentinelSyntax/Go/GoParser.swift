/// Reads Go, from 1.18 on, in one pass without going back. A token that fits nowhere ends what is being read; the statement after it is
/// read again.
struct GoParser {
    var lexer: GoLexer
    let tree: SyntaxTree
    var depth = 0
    /// Between `if`, `for` or `switch` and its block: braces behind a name open that block.
    var isHeader = false

    static let mostDepth = 200

    static func parse(_ tree: SyntaxTree) {
        unsafe tree.withBase { base in
            var parser = unsafe GoParser(lexer: GoLexer(base, tree), tree: tree)
            parser.file()
        }
    }

    private mutating func file() {
        var children = ChildList()
        if skip(.package) && lexer.token == .name { tree.add(name(), .name, to: &children) }
        while lexer.token != .end {
            statements(isTop: true, into: &children)
            if lexer.token != .end { tree.add(skipOne(), .statement, to: &children) }
        }
        tree.root = tree.make(.file, 0, tree.count, children)
    }
}

extension GoParser {
    /// Passes over a token of this kind; false if another is there.
    mutating func skip(_ token: GoToken) -> Bool {
        guard lexer.token == token else { return false }
        lexer.next()
        return true
    }

    /// Passes over what must be there.
    mutating func expect(_ token: GoToken) {
        if !skip(token) { tree.isPartial = true }
    }

    /// A node from `start` to the end of the last token. Mutating, so that arguments which read on are done when it asks for that end.
    mutating func make(
        _ kind: NodeKind, _ start: Int, _ children: ChildList = ChildList(), flags: NodeFlags = [],
        operation: Operation = .none
    ) -> NodeID {
        tree.make(kind, start, max(start, lexer.previousEnd), children, flags: flags, operation: operation)
    }

    /// A node with one child.
    mutating func wrap(_ kind: NodeKind, _ start: Int, _ child: NodeID, _ field: Field = .value) -> NodeID {
        var children = ChildList()
        tree.add(child, field, to: &children)
        return make(kind, start, children)
    }

    /// The present token as a node.
    mutating func leaf(_ kind: NodeKind, flags: NodeFlags = []) -> NodeID {
        let node = tree.make(kind, lexer.start, lexer.end, flags: flags)
        lexer.next()
        return node
    }

    mutating func name() -> NodeID { named(.name) }

    /// The present token as a name or constant.
    mutating func named(_ kind: NodeKind) -> NodeID {
        let node = tree.make(kind, lexer.start, lexer.end)
        let id = unsafe tree.names.intern(lexer.source, lexer.start, lexer.end &- lexer.start)
        tree.update(node) { $0.name = id }
        lexer.next()
        return node
    }

    mutating func string() -> NodeID {
        var flags: NodeFlags = lexer.token == .rawString ? .isRaw : []
        if lexer.isUnterminated { flags.insert(.isUnterminated) }
        let node = leaf(.string, flags: flags)
        tree.update(node) {
            $0.leading = 1
            $0.trailing = flags.contains(.isUnterminated) ? 0 : 1
        }
        return node
    }

    /// Gives `node` the name of its `.name`.
    func call(_ node: NodeID, by name: NodeID) {
        let id = tree[name].name
        tree.update(node) { $0.name = id }
    }

    /// Appends the children of one list to another, under their own field or a new one.
    func move(_ children: ChildList, as field: Field? = nil, to list: inout ChildList) {
        var at = children.first
        while !at.isNone {
            let node = tree[at]
            tree.update(at) { $0.next = .none }
            tree.add(at, field ?? node.field, to: &list)
            at = node.next
        }
    }
}
