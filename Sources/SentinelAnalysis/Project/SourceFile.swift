package import SentinelSyntax

/// A parsed file and the names in it.
package final class SourceFile {
    /// Below the scan's root.
    package let path: String
    /// The folder it lies in, without a slash at its end.
    let folder: String
    package let tree: SyntaxTree
    /// Most files are asked for no name.
    private lazy var names = FileNames(tree)
    /// By function, the one expression it returns; none where there are several.
    var returned: [NodeID: NodeID] = [:]

    package init(path: String, tree: SyntaxTree) {
        self.path = path
        folder = path.parentFolder
        self.tree = tree
    }

    /// True if it imports something of MCP's.
    package private(set) lazy var importsMCP = tree.importsMCP

    package var scopes: [Scope] { names.scopes }
    /// What is assigned to attributes, by their names.
    var attributes: [String: [AttributeAssignment]] { names.attributes }
    package var exports: Exports { names.exports }

    package var language: Language { tree.language }

    /// Where lines begin.
    package private(set) lazy var lineStarts = tree.lineStarts()

    /// The innermost scope that holds `offset`. Scopes come in the order of their starts.
    package func scope(at offset: Int) -> Int {
        let scopes = scopes
        var found = 0
        var (low, high) = (0, scopes.count)
        while low < high {
            let middle = (low + high) / 2
            if scopes[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        found = max(0, low - 1)
        while found > 0, !scopes[found].range.contains(offset) { found = scopes[found].parent ?? 0 }
        return found
    }

    /// The scope of a function or class; nil if it has none.
    package func scope(of node: NodeID) -> Int? {
        let scopes = scopes
        let start = tree[node].range.lowerBound
        var (low, high) = (0, scopes.count)
        while low < high {
            let middle = (low + high) / 2
            if scopes[middle].range.lowerBound < start { low = middle + 1 } else { high = middle }
        }
        while low < scopes.count, scopes[low].range.lowerBound == start {
            if scopes[low].node == node { return low }
            low += 1
        }
        return nil
    }

    /// What a scope binds a name to; nil if to nothing.
    func bindings(of name: NameID, in scope: Int) -> ArraySlice<Binding>? { names.bound.bindings(of: name, in: scope) }

    /// The names that a scope binds.
    func bindings(in scope: Int) -> ScopeNames { names.bound.names(in: scope) }

    /// What `name` is bound to where it stands at `offset`: the bindings of the innermost scope that has any. Classes are passed over for
    /// what stands in their methods, as languages have it.
    package func bindings(of name: NameID, at offset: Int) -> (scope: Int, bindings: ArraySlice<Binding>)? {
        guard name != .none else { return nil }
        let scopes = scopes
        let start = scope(at: offset)
        var at: Int? = start
        while let scope = at {
            if scope == start || !scopes[scope].isClass, let found = bindings(of: name, in: scope) {
                return (scope, found)
            }
            at = scopes[scope].parent
        }
        return nil
    }

    /// By node, one more than the scope that binds the name there; 0 where that was not asked for, -1 for none. Names are asked for again and
    /// again where values are followed.
    private var boundScopes: [Int32] = []

    /// The scope that binds the name at a node; nil where none does.
    func boundScope(of name: NodeID) -> Int? {
        if boundScopes.isEmpty { boundScopes = [Int32](repeating: 0, count: tree.nodes.count) }
        let place = Int(name.index)
        switch boundScopes[place] {
        case 0:
            let node = tree[name]
            let found = bindings(of: node.name, at: node.range.lowerBound)?.scope
            boundScopes[place] = found.map { Int32(truncatingIfNeeded: $0 + 1) } ?? -1
            return found
        case -1: return nil
        case let known: return Int(known) - 1
        }
    }

    /// What the name at a node is bound to.
    func bindings(of name: NodeID) -> (scope: Int, bindings: ArraySlice<Binding>)? {
        guard let scope = boundScope(of: name), let found = bindings(of: tree[name].name, in: scope) else { return nil }
        return (scope, found)
    }

    /// What `name` is bound to around a scope.
    func bindings(of name: NameID, around scope: Int) -> (scope: Int, bindings: ArraySlice<Binding>)? {
        var at = scopes[scope].parent
        while let scope = at {
            if !scopes[scope].isClass, let found = bindings(of: name, in: scope) { return (scope, found) }
            at = scopes[scope].parent
        }
        return nil
    }

    /// Modules of which all was imported by `from x import *`.
    private(set) lazy var starred: [String] = {
        guard language == .python else { return [] }
        var found: [String] = []
        for statement in tree.children(of: tree.root) where tree.kind(statement) == .importStatement {
            for item in tree.children(of: statement, .item) where tree[item].flags.contains(.isNamespace) {
                found.append(tree.string(tree[tree.child(of: statement, .source)].range))
            }
        }
        return found
    }()

    /// True for the file that stands for a package of Python.
    var isPackage: Bool { language == .python && (path == "__init__.py" || path.hasSuffix("/__init__.py")) }

    /// The class around a node; nil outside of all.
    package func enclosingClass(at offset: Int) -> Int? {
        var at: Int? = scope(at: offset)
        while let scope = at {
            if scopes[scope].isClass { return scope }
            at = scopes[scope].parent
        }
        return nil
    }

    /// The innermost function around an offset; nil at the top.
    package func enclosingFunction(at offset: Int) -> NodeID? {
        var at: Int? = scope(at: offset)
        while let scope = at {
            if tree.kind(scopes[scope].node) == .function { return scopes[scope].node }
            at = scopes[scope].parent
        }
        return nil
    }
}

extension String {
    /// The folder of a path; empty for what lies at the root.
    var parentFolder: String { utf8.lastIndex(of: UInt8(ascii: "/")).map { String(self[..<$0]) } ?? "" }
}

/// A node of a file.
package struct Reference: Hashable {
    package let file: SourceFile
    package let node: NodeID

    package init(_ file: SourceFile, _ node: NodeID) {
        self.file = file
        self.node = node
    }

    package static func == (one: Reference, two: Reference) -> Bool { one.file === two.file && one.node == two.node }
    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(file))
        hasher.combine(node)
    }

    package var range: Range<Int> { file.tree[node].range }
}
