internal import SentinelModel
internal import SentinelSyntax

/// Names of a function that hold what must not be shown, and those that its caller gave.
struct Carried {
    private(set) var names: [NameID: LeakReader.Leak] = [:]
    private(set) var given: Set<NameID> = []
    /// Given names of which is asked whether a list holds them.
    private(set) var checked: Set<NameID> = []

    init() {}

    init(of function: NodeID, _ reader: LeakReader) {
        let tree = reader.tree(of: function)
        for parameter in tree.children(of: function, .parameter) {
            tree.walk(parameter) { node in
                if tree.kind(node) == .name { given.insert(tree[node].name) }
                return tree.kind(node) != .type
            }
        }
        // What a method belongs to is no caller's.
        for own in ["self", "cls"] { given.remove(tree.find(own)) }
        var assigned: [(NameID, NodeID)] = []
        tree.walk(function) { node in
            switch tree.kind(node) {
            case .assignment, .assignmentExpression:
                for target in tree.children(of: node) where tree[target].field == .target && tree.kind(target) == .name
                {
                    assigned.append((tree[target].name, tree.child(of: node, .value)))
                }
                giveOn(node, tree)
            case .binary where [.isIn, .isNotIn].contains(tree[node].operation):
                note(tree.child(of: node, .left), tree.child(of: node, .right), tree)
            case .call: noteCall(node, tree)
            default: break
            }
            return true
        }
        for (name, value) in assigned.prefix(500) {
            if let leak = reader.leak(in: value, self) { names[name] = leak }
        }
    }

    /// `const { name } = args`, `name = arguments["name"]`
    private mutating func giveOn(_ assignment: NodeID, _ tree: SyntaxTree) {
        var at = tree.child(of: assignment, .value)
        while [.member, .index, .cast, .awaitExpression, .call].contains(tree.kind(at)) {
            switch tree.kind(at) {
            case .member, .index: at = tree.child(of: at, .object)
            case .call:
                let callee = tree.child(of: at, .callee)
                guard tree.kind(callee) == .member, ["get", "parse"].contains(tree.name(of: callee)) else { return }
                at =
                    tree.name(of: callee) == "get"
                    ? tree.child(of: callee, .object) : tree.children(of: at, .argument).first ?? .none
            default: at = tree.child(of: at, .value)
            }
        }
        guard tree.kind(at) == .name, given.contains(tree[at].name) else { return }
        for target in tree.children(of: assignment) where tree[target].field == .target {
            tree.walk(target) { node in
                if tree.kind(node) == .name { given.insert(tree[node].name) }
                return tree.kind(node) != .member
            }
        }
    }

    /// `name not in ALLOWED`; a look at whether the environment has it is none.
    private mutating func note(_ left: NodeID, _ right: NodeID, _ tree: SyntaxTree) {
        guard tree.kind(left) == .name, given.contains(tree[left].name), tree.kind(right) != .string else { return }
        let holder = tree.dottedName(right) ?? ""
        if holder != "os.environ", holder != "process.env" { checked.insert(tree[left].name) }
    }

    /// `ALLOWED.includes(name)`, `ALLOWED.has(name)`
    private mutating func noteCall(_ call: NodeID, _ tree: SyntaxTree) {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member,
            ["includes", "has", "Contains", "startswith", "startsWith", "HasPrefix", "match", "fullmatch", "test"]
                .contains(tree.name(of: callee))
        else { return }
        for node in tree.children(of: call, .argument) + [tree.child(of: callee, .object)]
        where tree.kind(node) == .name && given.contains(tree[node].name) { checked.insert(tree[node].name) }
    }
}
