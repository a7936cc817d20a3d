enum GoParser {
    static func parse(_ tree: SyntaxTree) {
        tree.root = tree.make(.file, 0, tree.count)
    }
}
