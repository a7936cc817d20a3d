internal import SentinelSyntax

/// The names of a file, by what they are looked up with.
final class FileNames {
    let scopes: [Scope]
    /// What is assigned to attributes, by their names.
    let attributes: [String: [AttributeAssignment]]
    let scopeOfNode: [NodeID: Int]
    let exports: Exports

    init(_ tree: SyntaxTree) {
        let builder = ScopeBuilder(tree)
        scopes = builder.scopes
        attributes = Dictionary(grouping: builder.attributes) { tree.name(of: $0.target) }
        scopeOfNode = Dictionary(
            builder.scopes.enumerated().map { ($0.element.node, $0.offset) }, uniquingKeysWith: { first, _ in first })
        exports = Exports(tree, builder.scopes, builder.attributes)
    }
}
