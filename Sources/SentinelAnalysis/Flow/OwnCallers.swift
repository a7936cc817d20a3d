internal import SentinelSyntax

/// Who calls the functions of a file that nobody outside of it can call: there, what they are given is known and need not be guessed.
struct OwnCallers {
    private let file: SourceFile
    private let tree: SyntaxTree
    /// By name, how often it stands in the file, and how often of that it is called.
    private var uses: [Int32]
    private var calls: [Int32]
    private let isProgram: Bool

    private static let deepest = 3

    init(_ file: SourceFile) {
        self.file = file
        tree = file.tree
        isProgram = tree.language == .python && tree.find("__name__") != .none && tree.contains("__main__")
        uses = [Int32](repeating: 0, count: tree.nameCount)
        calls = uses
        guard tree.language != .go else { return }
        let nodes = tree.nodes
        for node in nodes {
            switch node.kind {
            case .name where node.field != .name && node.field != .key: uses[Int(node.name.index)] += 1
            case .call:
                let callee = called(node)
                if callee != .none { calls[Int(callee.index)] += 1 }
            default: break
            }
        }
    }

    /// The name that a call calls; none for what is no name.
    private func called(_ call: SyntaxNode) -> NameID {
        var child = call.first
        while !child.isNone, tree[child].field != .callee { child = tree[child].next }
        return child.isNone || tree.kind(child) != .name ? .none : tree[child].name
    }

    /// The functions with which a way to `function` begins: itself, where others may call it.
    func beginnings(of function: Reference) -> [Reference] {
        var found: [Reference] = []
        var seen: Set<NodeID> = []
        collect(function.node, 0, &seen, &found)
        return found
    }

    private func collect(_ function: NodeID, _ depth: Int, _ seen: inout Set<NodeID>, _ found: inout [Reference]) {
        guard seen.insert(function).inserted else { return }
        guard depth < Self.deepest, let calls = allCalls(of: function) else {
            found.append(Reference(file, function))
            return
        }
        for call in calls {
            if let caller = file.enclosingFunction(at: call) {
                collect(caller, depth + 1, &seen, &found)
            }
        }
    }

    /// Where all calls of a function begin; nil where there may be others.
    private func allCalls(of function: NodeID) -> [Int]? {
        guard let scope = file.scope(of: function), let parent = file.scopes[scope].parent,
            !file.scopes[parent].isClass,
            let name = name(of: function, in: parent), isOwn(name, parent)
        else { return nil }
        guard calls[Int(name.index)] > 0, calls[Int(name.index)] == uses[Int(name.index)] else { return nil }
        return tree.nodes.filter { $0.kind == .call && called($0) == name }.map(\.range.lowerBound)
    }

    /// What a function is called in the scope around it, and nothing else is.
    private func name(of function: NodeID, in scope: Int) -> NameID? {
        let own = tree.child(of: function, .name)
        if !own.isNone { return file.bindings(of: tree[own].name, in: scope)?.count == 1 ? tree[own].name : nil }
        for (name, bindings) in file.bindings(in: scope) where bindings.contains(where: { $0.node == function }) {
            return bindings.count == 1 ? name : nil
        }
        return nil
    }

    private func isOwn(_ name: NameID, _ scope: Int) -> Bool {
        if scope != 0 { return true }
        switch tree.language {
        case .python: return isProgram || tree.text(of: name).first == UInt8(ascii: "_")
        case .go: return false
        default: return file.exports.byName[tree.string(of: name)] == nil && !file.exports.handsOut(name)
        }
    }
}
