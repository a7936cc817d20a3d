package import SentinelSyntax

/// Finds all scopes of a tree and what is bound in them, in one walk; what is in bodies that were passed over, once they are read.
struct ScopeBuilder {
    private let tree: SyntaxTree
    private var nodes: [SyntaxNode]
    private(set) var scopes: [Scope] = []
    let table = BindingTable()
    /// What is still to be looked at, and in which scope.
    private var waiting: [Waiting] = []
    /// What is assigned to attributes: `self.client = ...`, `exports.run = ...`.
    private(set) var attributes: [AttributeAssignment] = []
    /// By the bodies that were not read, the scopes of their functions.
    private var unread: [NodeID: Int] = [:]

    init(_ tree: SyntaxTree) {
        self.tree = tree
        nodes = tree.nodes
        add(Scope(node: tree.root, parent: nil, range: 0..<max(1, tree.count)))
        visit(below: tree.root, in: 0)
    }

    /// What is in a body that was read since. The scopes in it come behind all others. Nil where it was known.
    mutating func add(_ body: NodeID) -> Range<Int>? {
        guard let scope = unread.removeValue(forKey: body) else { return nil }
        let first = scopes.count
        nodes = tree.nodes
        visit(below: body, in: scope)
        return first..<scopes.count
    }

    private struct Waiting {
        var node: NodeID
        var scope: Int
        /// What comes after it in the tree is waiting too.
        var isFirst: Bool
    }

    private mutating func add(_ scope: Scope) {
        scopes.append(scope)
        table.addScope()
    }

    /// All nodes below `node`, in the order of the source. Without recursion: chains of calls and sums are trees as deep as they are long.
    private mutating func visit(below node: NodeID, in scope: Int) {
        // Nobody else is to hold the nodes when more are read.
        defer {
            nodes = []
            table.close()
        }
        waiting.append(Waiting(node: tree[node].first, scope: scope, isFirst: true))
        while !waiting.isEmpty {
            let next = waiting.removeLast()
            var at = next.node
            while !at.isNone {
                let node = nodes[Int(at.index)]
                if next.isFirst, !node.next.isNone {
                    // Names, numbers, texts: half of all nodes, and they bind nothing.
                    if node.first.isNone, node.kind != .function, node.kind != .classDefinition {
                        at = node.next
                        continue
                    }
                    waiting.append(Waiting(node: node.next, scope: next.scope, isFirst: true))
                }
                visit(at, node, next.scope)
                break
            }
        }
    }

    private mutating func visit(_ id: NodeID, _ node: SyntaxNode, _ scope: Int) {
        switch node.kind {
        case .function: return visitFunction(id, scope)
        case .classDefinition: return visitClass(id, scope)
        case .property, .typeDefinition:
            bind(tree.child(of: id, .name), .value, tree.child(of: id, .value), [], scope)
        case .assignment, .assignmentExpression: visitAssignment(id, scope)
        case .forLoop, .comprehensionClause:
            let target = tree.child(of: id, .target)
            if !target.isNone { bindTarget(target, .element, tree.child(of: id, .value), [], scope) }
        case .withItem:
            bindTarget(tree.child(of: id, .target), .value, tree.child(of: id, .value), [], scope)
        case .catchClause:
            bind(tree.child(of: id, .name), .other, id, [], scope)
        case .importStatement: visitImport(id, scope)
        default: break
        }
        if !node.first.isNone { waiting.append(Waiting(node: node.first, scope: scope, isFirst: true)) }
    }

    private mutating func wait(for node: NodeID, _ scope: Int) {
        waiting.append(Waiting(node: node, scope: scope, isFirst: false))
    }

    private mutating func visitFunction(_ node: NodeID, _ scope: Int) {
        bind(tree.child(of: node, .name), .function, node, [], scope)
        let own = scopes.count
        add(Scope(node: node, parent: scope, range: tree[node].range))
        let start = waiting.count
        for child in tree.children(of: node) {
            switch tree[child].field {
            // Decorators and types belong to the scope around.
            case .decorator, .type, .name: wait(for: child, scope)
            case .parameter, .receiver:
                bindParameter(child, own)
                // Defaults too; they may hold lambdas.
                for part in tree.children(of: child) { wait(for: part, scope) }
            default:
                if tree[child].flags.contains(.isUnread) { unread[child] = own }
                wait(for: child, own)
            }
        }
        waiting[start...].reverse()
    }

    private mutating func bindParameter(_ parameter: NodeID, _ scope: Int) {
        let pattern = tree.child(of: parameter, .pattern)
        if pattern.isNone {
            bind(tree.child(of: parameter, .name), .parameter, parameter, [], scope)
        } else {
            bindTarget(pattern, .parameter, parameter, [], scope)
        }
    }

    private mutating func visitClass(_ node: NodeID, _ scope: Int) {
        bind(tree.child(of: node, .name), .classDefinition, node, [], scope)
        let own = scopes.count
        var made = Scope(node: node, parent: scope, range: tree[node].range)
        made.isClass = true
        add(made)
        let start = waiting.count
        for child in tree.children(of: node) {
            wait(for: child, tree[child].field == .body ? own : scope)
        }
        waiting[start...].reverse()
    }

    private mutating func visitAssignment(_ node: NodeID, _ scope: Int) {
        var value = tree.child(of: node, .value)
        // `var tools map[string]Tool`: the type is all that is said.
        if value.isNone, tree.language == .go { value = tree.child(of: node, .type) }
        let isAugmented = tree[node].operation != .none
        for target in tree.children(of: node) where tree[target].field == .target {
            let scope = isPlain(node) ? declaring(target, scope) : scope
            bindTarget(target, .value, value, [], scope, isAugmented: isAugmented, owner: node)
        }
    }

    /// True for what declares nothing: `x = y` in scripts.
    private func isPlain(_ node: NodeID) -> Bool {
        tree.kind(node) == .assignmentExpression && [.javascript, .typescript, .tsx].contains(tree.language)
    }

    /// The scope around that has declared a name so far; the one it stands in where none has.
    private func declaring(_ target: NodeID, _ scope: Int) -> Int {
        let name = tree[target].name
        guard tree.kind(target) == .name, name != .none else { return scope }
        var at: Int? = scope
        while let one = at {
            if table.binds(name, in: one) { return one }
            at = scopes[one].parent
        }
        return scope
    }

    private mutating func visitImport(_ node: NodeID, _ scope: Int) {
        var hasItems = false
        for item in tree.children(of: node) where tree[item].field == .item {
            hasItems = true
            if tree.language == .go, tree.child(of: item, .alias).isNone {
                bindPackage(item, node, scope)
                continue
            }
            let alias = tree.child(of: item, .alias)
            let name = tree.child(of: item, .name)
            // `import a.b` binds `a`.
            if alias.isNone, tree.language == .python, let first = firstOfDotted(name) {
                bind(id: first, to: item, node, scope)
                continue
            }
            bind(alias.isNone ? name : alias, .imported, item, [], scope, owner: node)
        }
        guard !hasItems else { return }
        // `import a.b` binds `a`.
        let source = tree.child(of: node, .source)
        if tree.kind(source) != .string { bind(firstName(source), .imported, node, [], scope, owner: node) }
    }

    /// The first of names with dots between them; nil for one alone.
    private func firstOfDotted(_ name: NodeID) -> NameID? {
        let text = tree.text(of: name)
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > text.startIndex else { return nil }
        return tree.find(String(decoding: text[..<dot], as: UTF8.self))
    }

    private mutating func bind(id: NameID, to item: NodeID, _ owner: NodeID, _ scope: Int) {
        guard id != .none else { return }
        let binding = Binding(kind: .imported, node: item, owner: owner, place: 0)
        table.add(binding, to: id, in: scope, isFirst: true)
    }

    /// An import of Go that says no name.
    private mutating func bindPackage(_ item: NodeID, _ owner: NodeID, _ scope: Int) {
        guard let source = tree.stringText(tree.child(of: owner, .source)) else { return }
        for name in GoPackages.names(of: source) {
            let id = tree.find(name)
            bind(id: id, to: item, owner, scope)
        }
    }

    private func firstName(_ node: NodeID) -> NodeID {
        var at = node
        while tree.kind(at) == .member { at = tree.child(of: at, .object) }
        return at
    }

    // MARK: Targets

    private mutating func bindTarget(
        _ target: NodeID, _ kind: Binding.Kind, _ value: NodeID, _ steps: [Binding.Step], _ scope: Int,
        isAugmented: Bool = false, owner: NodeID = .none
    ) {
        guard !target.isNone, steps.count < 8 else { return }
        switch tree.kind(target) {
        // What is declared without a value may have a type.
        case .name:
            bind(
                target, kind, value, steps, scope, isAugmented: isAugmented, owner: value.isNone ? owner : .none)
        case .tuple, .list:
            for (index, item) in tree.children(of: target).enumerated() {
                bindTarget(item, kind, value, steps + [.index(index)], scope)
            }
        case .dictionary:
            for item in tree.children(of: target) where tree[item].field == .item {
                guard tree.kind(item) == .pair else {
                    bindTarget(tree.child(of: item, .value), kind, value, steps + [.rest], scope)
                    continue
                }
                let key = keyText(tree.child(of: item, .key))
                bindTarget(tree.child(of: item, .value), kind, value, steps + [.key(key)], scope)
            }
        case .spread: bindTarget(tree.child(of: target, .value), kind, value, steps + [.rest], scope)
        // A default in a pattern.
        case .assignmentExpression:
            bindTarget(tree.child(of: target, .target), kind, value, steps, scope)
        case .cast: bindTarget(tree.child(of: target, .value), kind, value, steps, scope)
        case .member:
            if steps.isEmpty {
                attributes.append(AttributeAssignment(target: target, value: value, scope: scope))
            }
        default: break
        }
    }

    private func keyText(_ key: NodeID) -> String {
        tree.kind(key) == .string ? tree.stringText(key) ?? "" : tree.string(tree[key].range)
    }

    private mutating func bind(
        _ name: NodeID, _ kind: Binding.Kind, _ value: NodeID, _ steps: [Binding.Step], _ scope: Int,
        isAugmented: Bool = false, owner: NodeID = .none
    ) {
        guard !name.isNone else { return }
        let id = tree[name].name
        guard id != .none else { return }
        // What a function binds, its callers see from its end on; a loop uses what it binds itself.
        let place = kind == .function || kind == .classDefinition || kind == .imported ? 0 : tree[name].range.lowerBound
        table.add(
            Binding(kind: kind, node: value, owner: owner, steps: steps, place: place, isAugmented: isAugmented),
            to: id, in: scope)
    }
}

/// `object.name = value`.
package struct AttributeAssignment: Sendable {
    /// The member that is assigned to.
    package var target: NodeID
    package var value: NodeID
    /// Index of the scope it stands in.
    package var scope: Int
}
