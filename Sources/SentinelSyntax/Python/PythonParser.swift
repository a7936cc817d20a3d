/// Reads Python 3.8 to 3.14, and what of Python 2 is written differently. Statements are read by their first word, expressions by
/// the precedence of operators; what cannot be understood is passed over up to the next comma, bracket or line.
///
/// Annotations are expressions (`Annotated[str, Field(...)]` holds calls). Lists of type parameters are a `type` in `.item` of
/// functions, classes and type aliases. Class patterns of `match` are dictionaries with a `.type`, captures assignment expressions.
struct PythonParser {
    let tree: SyntaxTree
    var lexer: PythonLexer
    /// How deep statements and expressions are nested here.
    var depth = 0
    static let mostDepth = 200
    /// What was seen of the function, and what the body is of that is being read.
    var hasYield = false
    var isInClass = false
    /// True where bodies of functions are passed over.
    var isOutline = false

    static func parse(_ tree: SyntaxTree, isOutline: Bool) {
        unsafe tree.withBase { source in
            var parser = PythonParser(tree: tree, lexer: unsafe PythonLexer(tree, source))
            parser.isOutline = isOutline
            tree.root = parser.file()
        }
    }

    private mutating func file() -> NodeID {
        lexer.advance()
        var children = ChildList()
        statements(&children, isBlock: false, isDocumented: true)
        return tree.make(.file, 0, tree.count, children)
    }

    var kind: PythonToken {
        @inline(__always) get { lexer.kind }
    }

    mutating func advance() { lexer.advance() }

    /// Passes the token if it is `kind`.
    mutating func accept(_ kind: PythonToken) -> Bool {
        guard lexer.kind == kind else { return false }
        lexer.advance()
        return true
    }

    mutating func expect(_ kind: PythonToken) {
        if !accept(kind) { tree.isPartial = true }
    }

    /// True if the token is this word, which is a keyword in some places only.
    func isWord(_ word: StaticString) -> Bool {
        guard kind == .name, lexer.end - lexer.start == word.utf8CodeUnitCount else { return false }
        return unsafe lexer.source.has(word, at: lexer.start)
    }

    /// A node from `start` to the end of what was read.
    func make(
        _ kind: NodeKind, _ start: Int, _ children: ChildList, flags: NodeFlags = [], operation: Operation = .none
    ) -> NodeID {
        tree.make(kind, start, max(start, lexer.lastEnd), children, flags: flags, operation: operation)
    }

    /// A node without children, of the current token; passes it.
    mutating func leaf(_ kind: NodeKind) -> NodeID {
        let node = tree.make(kind, lexer.start, lexer.end)
        lexer.advance()
        return node
    }

    /// The current word as a name; none if it is no word.
    mutating func name() -> NodeID {
        guard kind.isWord else {
            tree.isPartial = true
            return .none
        }
        let node = name(lexer.start, lexer.end)
        lexer.advance()
        return node
    }

    func name(_ start: Int, _ end: Int) -> NodeID {
        let node = tree.make(.name, start, end)
        guard !node.isNone else { return node }
        tree.nodes[Int(node.index)].name = unsafe tree.names.intern(lexer.source, start, end - start)
        return node
    }

    /// Gives `node` the name of `named`.
    func call(_ node: NodeID, by named: NodeID) -> NodeID {
        guard !named.isNone, !node.isNone else { return node }
        tree.nodes[Int(node.index)].name = tree.nodes[Int(named.index)].name
        return node
    }
}
