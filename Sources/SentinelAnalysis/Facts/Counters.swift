internal import SentinelSyntax

/// Finds what outlives a call and is counted up in functions, as it is written: `count`, `self.calls`.
struct Counters {
    private let file: SourceFile
    private let tree: SyntaxTree
    /// By function, the names of the file that it may count up: those it says are global, or does not declare anew.
    private var own: [NodeID: Set<NameID>] = [:]

    /// Of a file; what follows is not looked at.
    private static let mostTargets = 5_000

    static func find(in file: SourceFile) -> Set<String> {
        var counters = Counters(file: file, tree: file.tree)
        let tree = file.tree
        var targets: [NodeID] = []
        func add(_ target: NodeID) {
            if file.enclosingFunction(at: tree[target].range.lowerBound) != nil { targets.append(target) }
        }
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .assignment, .assignmentExpression:
                if tree[node].operation == .add || isIncrement(node, tree) { add(tree.child(of: node, .target)) }
            case .unary where tree[node].operation == .increment: add(tree.child(of: node, .value))
            default: break
            }
            return targets.count < mostTargets
        }
        return Set(targets.filter { counters.outlivesCalls($0) }.map { tree.string(tree[$0].range) })
    }

    /// `count = count + 1`
    private static func isIncrement(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
        let value = tree.child(of: node, .value)
        guard tree.kind(value) == .binary, tree[value].operation == .add else { return false }
        let target = tree.text(of: tree.child(of: node, .target))
        return [Field.left, .right].contains { tree.text(of: tree.child(of: value, $0)) == target }
    }

    private mutating func outlivesCalls(_ target: NodeID) -> Bool {
        guard let function = file.enclosingFunction(at: tree[target].range.lowerBound) else { return false }
        switch tree.kind(target) {
        case .member: return true
        case .index:
            let object = tree.child(of: target, .object)
            guard tree.kind(object) == .name else { return true }
            return file.bindings(of: object)?.scope == 0
        case .name:
            let name = tree[target].name
            guard file.bindings(of: name, in: 0) != nil else { return false }
            return declared(in: function).contains(name) == (file.language == .python)
        default: return false
        }
    }

    /// In Python the names that a function says are global; else those that it declares for itself.
    private mutating func declared(in function: NodeID) -> Set<NameID> {
        if let known = own[function] { return known }
        var found: Set<NameID> = []
        tree.walk(function) { node in
            switch tree.kind(node) {
            case .scopeStatement where file.language == .python:
                for child in tree.children(of: node) { found.insert(tree[child].name) }
            case .parameter where file.language != .python: found.insert(tree[tree.child(of: node, .name)].name)
            case .assignment where file.language != .python && tree[node].flags.contains(.isDeclaration):
                found.insert(tree[tree.child(of: node, .target)].name)
            default: break
            }
            return true
        }
        own[function] = found
        return found
    }
}
