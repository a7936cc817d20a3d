package import SentinelSyntax

/// A parsed file and the names in it.
package final class SourceFile {
    /// Below the scan's root.
    package let path: String
    /// The folder it lies in, without a slash at its end.
    let folder: String
    package let tree: SyntaxTree
    /// Most files are asked for no name.
    private lazy var namesRead = FileNames(tree)
    /// By function, the one expression it returns; none where there are several.
    var returned: [NodeID: NodeID] = [:]

    package init(path: String, tree: SyntaxTree) {
        self.path = path
        folder = path.parentFolder
        self.tree = tree
    }

    /// True if it imports something of MCP's.
    package private(set) lazy var importsMCP = tree.importsMCP

    private var names: FileNames {
        let names = namesRead
        if !names.isCurrent { names.update() }
        return names
    }

    package var scopes: [Scope] { names.scopes }

    /// What is assigned to attributes.
    var assignments: [AttributeAssignment] {
        tree.readBodies(in: 0..<tree.count)
        return names.assignments
    }

    /// What is assigned to attributes that are called `name`, in a part of the file.
    func assignments(toAttribute name: String, in range: Range<Int>) -> [AttributeAssignment] {
        tree.readBodies(in: range, withMember: name)
        return names.assignments(to: name).filter { range.contains(tree[$0.target].range.lowerBound) }
    }

    package var exports: Exports { names.exports }

    package var language: Language { tree.language }

    /// Where lines begin.
    package private(set) lazy var lineStarts = tree.lineStarts()

    /// The innermost scope that holds `offset`.
    package func scope(at offset: Int) -> Int { names.scope(at: offset) }

    /// The scope of a function or class; nil if it has none.
    package func scope(of node: NodeID) -> Int? { names.scope(of: node) }

    /// What a scope binds a name to; nil if to nothing.
    func bindings(of name: NameID, in scope: Int) -> ArraySlice<Binding>? { names.bindings(of: name, in: scope) }

    /// The names that a scope binds.
    func bindings(in scope: Int) -> ScopeNames { names.names(in: scope) }

    /// What `name` is bound to where it stands at `offset`: the bindings of the innermost scope that has any. Classes are passed over for
    /// what stands in their methods, as languages have it.
    package func bindings(of name: NameID, at offset: Int) -> (scope: Int, bindings: ArraySlice<Binding>)? {
        guard name != .none else { return nil }
        let names = names
        let start = names.scope(at: offset)
        return names.bindings(of: name, in: start).map { (start, $0) } ?? names.bindings(of: name, around: start)
    }

    /// By node, one more than the scope that binds the name there; 0 where that was not asked for, -1 for none. Names are asked for again and
    /// again where values are followed.
    private var boundScopes: [Int32] = []

    /// The scope that binds the name at a node; nil where none does.
    func boundScope(of name: NodeID) -> Int? {
        let missing = tree.nodes.count - boundScopes.count
        if missing > 0 { boundScopes += repeatElement(0, count: missing) }
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
        names.bindings(of: name, around: scope)
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
