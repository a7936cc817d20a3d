internal import SentinelModel
internal import SentinelSyntax

/// Finds secrets and the environment in what the model is shown: answers of handlers, and descriptions.
struct LeakReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    private static let most = 20

    init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    func tree(of function: NodeID) -> SyntaxTree { tree }

    /// What a function's answers hold that they should not.
    func leaks(in function: NodeID, owner: String) -> [LeakFact] {
        let names = Carried(of: function, self)
        var found: [LeakFact] = []
        for answer in answers(of: function) {
            guard found.count < Self.most, let leak = leak(in: answer, names) else { continue }
            found.append(
                LeakFact(
                    kind: leak.kind, name: leak.name, owner: owner, isDeclared: false, place: tree[leak.node].range))
        }
        return found
    }

    /// What an expression of a declaration holds.
    func leak(inDeclaration node: NodeID, owner: String) -> LeakFact? {
        guard let leak = leak(in: node, Carried()), leak.kind == .secret, tree.kind(leak.node) != .name else {
            return nil
        }
        return LeakFact(
            kind: leak.kind, name: leak.name, owner: owner, isDeclared: true, place: tree[leak.node].range)
    }

    /// What is returned, also by an arrow without a block.
    private func answers(of function: NodeID) -> [NodeID] {
        let body = tree.child(of: function, .body)
        if !body.isNone, tree.kind(body) != .block { return [body] }
        var found: [NodeID] = []
        tree.walk(body) { node in
            if tree.kind(node) == .function { return false }
            if tree.kind(node) == .returnStatement {
                found += tree.children(of: node).filter { tree[$0].field == .value }
            }
            return found.count < 100
        }
        return found
    }

    // MARK: What an expression holds

    struct Leak {
        var kind: LeakFact.Kind
        var name: String
        var node: NodeID
    }

    /// The first leak that is carried on by an expression: through what joins and formats texts, and nothing else.
    func leak(in expression: NodeID, _ names: Carried) -> Leak? {
        var waiting = [expression]
        var steps = 0
        while let node = waiting.popLast(), steps < 2_000 {
            steps += 1
            guard !node.isNone else { continue }
            if let found = own(node, names) { return found }
            waiting += carried(by: node).reversed()
        }
        return nil
    }

    /// Parts of an expression whose text becomes part of its own.
    private func carried(by node: NodeID) -> [NodeID] {
        switch tree.kind(node) {
        case .string, .interpolation, .list, .tuple, .set, .spread, .cast, .awaitExpression, .comprehension:
            return tree.children(of: node).filter { tree[$0].field != .format && tree[$0].field != .type }
        case .comprehensionClause: return [tree.child(of: node, .value)]
        case .dictionary: return tree.children(of: node, .item)
        case .pair, .keywordArgument: return [tree.child(of: node, .value)]
        case .conditional: return [tree.child(of: node, .value), tree.child(of: node, .alternative)]
        case .binary where [.add, .remainder, .or, .coalesce].contains(tree[node].operation):
            return [tree.child(of: node, .left), tree.child(of: node, .right)]
        case .call: return carried(byCall: node)
        // Arrows that are handed to `map` and its like.
        case .function where tree[node].flags.contains(.isLambda): return [tree.child(of: node, .body)]
        default: return []
        }
    }

    private static let formatting: Set<String> = [
        "str", "dict", "list", "sorted", "join", "dumps", "format", "pformat", "stringify", "String", "items",
        "entries",
        "fromEntries", "map", "filter", "copy", "toString", "encode", "decode", "Sprintf", "Sprint", "Join", "Marshal",
        "MarshalIndent", "TextContent", "NewToolResultText", "text", "values", "yaml", "dump", "Text", "CallToolResult",
        "append", "NewToolResultJSON", "inspect", "repr", "dedent",
    ]

    private func carried(byCall node: NodeID) -> [NodeID] {
        let callee = tree.child(of: node, .callee)
        let isMethod = tree.kind(callee) == .member
        let name = isMethod ? tree.name(of: callee) : tree.string(tree[callee].range)
        guard Self.formatting.contains(name) else { return [] }
        return (isMethod ? [tree.child(of: callee, .object)] : []) + tree.children(of: node, .argument)
    }

    /// What a node is by itself.
    private func own(_ node: NodeID, _ names: Carried) -> Leak? {
        switch tree.kind(node) {
        case .name:
            // It is shown where it comes from.
            if let known = names.names[tree[node].name] { return known }
            let name = tree.name(of: node)
            guard !names.given.contains(tree[node].name), isSecretName(name, node) else { return nil }
            return Leak(kind: .secret, name: name, node: node)
        case .member:
            if isEnvironment(node) { return Leak(kind: .environment, name: "", node: node) }
            let name = tree.name(of: node)
            if name == "stack", ["err", "error", "e"].contains(tree.dottedName(tree.child(of: node, .object)) ?? "") {
                return Leak(kind: .trace, name: name, node: node)
            }
            guard !CredentialNames.isBare(name) || name == "password", CredentialNames.isSecret(name),
                !isGiven(node, names)
            else { return nil }
            return Leak(kind: .secret, name: name, node: node)
        case .index: return entry(tree.child(of: node, .object), tree.child(of: node, .index), node, names)
        case .call: return ofCall(node, names)
        default: return nil
        }
    }

    /// A name on its own says little: `token` may be a word of a text.
    private func isSecretName(_ name: String, _ node: NodeID) -> Bool {
        guard CredentialNames.isSecret(name), tree[node].field != .key, tree[node].field != .name else { return false }
        if !CredentialNames.isBare(name) { return true }
        let function = file.enclosingFunction(at: tree[node].range.lowerBound).map { tree.name(of: $0) } ?? ""
        return CredentialNames.words(of: function).contains {
            ["authenticate", "login", "signin", "session", "password", "auth", "credentials"].contains($0)
        }
    }

    private func ofCall(_ call: NodeID, _ names: Carried) -> Leak? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member, let first = tree.children(of: call, .argument).first else {
            if tree.dottedName(callee) == "traceback.format_exc" {
                return Leak(kind: .trace, name: "traceback", node: call)
            }
            return tree.string(tree[callee].range) == "os.Environ"
                ? Leak(kind: .environment, name: "", node: call) : nil
        }
        switch tree.dottedName(callee) {
        case "os.getenv", "os.Getenv": return variable(first, call, names)
        case "os.Environ": return Leak(kind: .environment, name: "", node: call)
        default: break
        }
        guard tree.name(of: callee) == "get" else { return nil }
        return entry(tree.child(of: callee, .object), first, call, names)
    }

    /// `object[key]`, `object.get(key)`
    private func entry(_ object: NodeID, _ key: NodeID, _ node: NodeID, _ names: Carried) -> Leak? {
        if isEnvironment(object) { return variable(key, node, names) }
        guard tree.kind(key) == .string, let name = tree.stringText(key), CredentialNames.isSecret(name),
            !CredentialNames.isBare(name) || name == "password", !isGiven(object, names)
        else { return nil }
        return Leak(kind: .secret, name: name, node: node)
    }

    /// A variable of the environment, by a name that is given or says it is a secret.
    private func variable(_ key: NodeID, _ node: NodeID, _ names: Carried) -> Leak? {
        if let name = tree.stringText(key), tree.kind(key) == .string {
            return CredentialNames.isSecret(name) ? Leak(kind: .secret, name: name, node: node) : nil
        }
        guard tree.kind(key) == .name, names.given.contains(tree[key].name), !names.checked.contains(tree[key].name)
        else { return nil }
        return Leak(kind: .variable, name: tree.name(of: key), node: node)
    }

    private func isEnvironment(_ node: NodeID) -> Bool {
        let dotted = tree.dottedName(node)
        return dotted == "os.environ" || dotted == "process.env"
    }

    /// True for what belongs to what the caller gave: it is theirs.
    private func isGiven(_ node: NodeID, _ names: Carried) -> Bool {
        var at = node
        while tree.kind(at) == .member || tree.kind(at) == .index { at = tree.child(of: at, .object) }
        return tree.kind(at) == .name && names.given.contains(tree[at].name)
    }
}
