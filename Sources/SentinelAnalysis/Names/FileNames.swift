internal import SentinelSyntax

/// The names of a file, by what they are looked up with.
final class FileNames {
    let scopes: [Scope]
    let bound: BindingTable
    private let tree: SyntaxTree
    private let assigned: [AttributeAssignment]
    /// What is assigned to attributes, by their names.
    private(set) lazy var attributes = Dictionary(grouping: assigned) { tree.name(of: $0.target) }
    private(set) lazy var exports = Exports(tree, assigned)

    init(_ tree: SyntaxTree) {
        let builder = ScopeBuilder(tree)
        self.tree = tree
        scopes = builder.scopes
        bound = builder.table
        assigned = builder.attributes
    }
}
