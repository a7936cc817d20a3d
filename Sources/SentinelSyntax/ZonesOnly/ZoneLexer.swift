enum ZoneLexer {
    static func lex(_ tree: SyntaxTree) {
        tree.root = tree.make(.file, 0, tree.count)
    }
}
