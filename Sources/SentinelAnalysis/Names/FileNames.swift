internal import SentinelSyntax

/// The names of a file, by what they are looked up with.
final class FileNames {
    private let tree: SyntaxTree
    private var builder: ScopeBuilder
    private let table: BindingTable
    /// Of the tree's bodies that were read late, how many are known.
    private var known = 0
    /// Scopes by where they begin; empty where that is how they come.
    private var order: [Int] = []
    /// What is assigned to attributes, by their names: so many of all as were known when it was asked for last.
    private var grouped: [String: [AttributeAssignment]] = [:]
    private var groupedCount = 0
    private(set) lazy var exports = Exports(tree, assignments)

    init(_ tree: SyntaxTree) {
        self.tree = tree
        builder = ScopeBuilder(tree)
        table = builder.table
        known = tree.bodiesRead.count
    }

    var scopes: [Scope] { builder.scopes }

    /// True if all that was read is known.
    var isCurrent: Bool { known == tree.bodiesRead.count }

    /// Adds what is in bodies that were read since.
    func update() {
        for body in tree.bodiesRead[known...] {
            guard let added = builder.add(body), !added.isEmpty else { continue }
            if order.isEmpty { order = Array(0..<added.lowerBound) }
            order.insert(contentsOf: added, at: firstPlace(from: tree[body].range.lowerBound))
        }
        known = tree.bodiesRead.count
    }

    // MARK: Scopes

    /// The innermost scope that holds `offset`.
    func scope(at offset: Int) -> Int {
        let scopes = builder.scopes
        let place = firstPlace(from: offset + 1)
        var found = place > 0 ? scope(inOrder: place - 1) : 0
        while found > 0, !scopes[found].range.contains(offset) { found = scopes[found].parent ?? 0 }
        return found
    }

    /// The scope of a function or class; nil if it has none.
    func scope(of node: NodeID) -> Int? {
        let scopes = builder.scopes
        let start = tree[node].range.lowerBound
        var place = firstPlace(from: start)
        while place < scopes.count {
            let scope = scope(inOrder: place)
            guard scopes[scope].range.lowerBound == start else { return nil }
            if scopes[scope].node == node { return scope }
            place += 1
        }
        return nil
    }

    private func scope(inOrder place: Int) -> Int { order.isEmpty ? place : order[place] }

    /// The first place, in the order of where they begin, of one that begins at `offset` or behind it.
    private func firstPlace(from offset: Int) -> Int {
        let scopes = builder.scopes
        var (low, high) = (0, order.isEmpty ? scopes.count : order.count)
        while low < high {
            let middle = (low + high) / 2
            if scopes[scope(inOrder: middle)].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Bindings

    /// What a scope binds a name to; nil if to nothing.
    func bindings(of name: NameID, in scope: Int) -> ArraySlice<Binding>? { table.bindings(of: name, in: scope) }

    /// What `name` is bound to around a scope. Classes are passed over.
    func bindings(of name: NameID, around scope: Int) -> (scope: Int, bindings: ArraySlice<Binding>)? {
        let scopes = builder.scopes
        var at = scopes[scope].parent
        while let scope = at {
            if !scopes[scope].isClass, let found = table.bindings(of: name, in: scope) { return (scope, found) }
            at = scopes[scope].parent
        }
        return nil
    }

    /// The names that a scope binds.
    func names(in scope: Int) -> ScopeNames { table.names(in: scope) }

    // MARK: Attributes

    /// What is assigned to attributes, as far as it was read.
    var assignments: [AttributeAssignment] { builder.attributes }

    /// What is assigned to those that are called `name`, in the order of the source.
    func assignments(to name: String) -> [AttributeAssignment] {
        for assignment in assignments[groupedCount...] {
            grouped[tree.name(of: assignment.target), default: []].append(assignment)
        }
        groupedCount = assignments.count
        return grouped[name, default: []].sorted { tree[$0.target].start < tree[$1.target].start }
    }
}
