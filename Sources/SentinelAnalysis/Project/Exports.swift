package import SentinelSyntax

/// What a JavaScript or TypeScript module hands out. In Python and Go everything at the top is.
package struct Exports {
    package enum Target: Sendable {
        /// An expression or declaration.
        case node(NodeID)
        /// A name at the top of the file.
        case local(NameID)
        /// What another module hands out under this name.
        case other(source: String, name: String)
        /// All of another module, as an object.
        case namespace(source: String)
    }

    package private(set) var byName: [String: Target] = [:]
    /// Modules of which all is handed out again.
    package private(set) var all: [String] = []

    init(_ tree: SyntaxTree, _ attributes: [AttributeAssignment]) {
        guard [.javascript, .typescript, .tsx].contains(tree.language) else { return }
        for statement in tree.children(of: tree.root) where tree.kind(statement) == .exportStatement {
            add(statement, tree)
        }
        for attribute in attributes { add(attribute, tree) }
    }

    /// True if a name at the top of the file is handed out, whatever it is called outside.
    func handsOut(_ name: NameID) -> Bool {
        byName.values.contains { if case .local(name) = $0 { true } else { false } }
    }

    private mutating func add(_ statement: NodeID, _ tree: SyntaxTree) {
        let sourceNode = tree.child(of: statement, .source)
        let source = sourceNode.isNone ? nil : tree.stringText(sourceNode)
        let value = tree.child(of: statement, .value)
        if !value.isNone { add(value, isDefault: tree[statement].flags.contains(.isDefault), tree) }
        for item in tree.children(of: statement) where tree[item].field == .item {
            let name = tree.string(tree[tree.child(of: item, .name)].range)
            let alias = tree.child(of: item, .alias)
            let shown = alias.isNone ? name : tree.string(tree[alias].range)
            if tree[item].flags.contains(.isNamespace) {
                guard let source else { continue }
                if alias.isNone { all.append(source) } else { byName[shown] = .namespace(source: source) }
            } else if let source {
                byName[shown] = .other(source: source, name: name)
            } else {
                byName[shown] = .local(tree[tree.child(of: item, .name)].name)
            }
        }
    }

    private mutating func add(_ value: NodeID, isDefault: Bool, _ tree: SyntaxTree) {
        if isDefault {
            byName["default"] = .node(value)
            return
        }
        switch tree.kind(value) {
        case .assignment:
            for target in tree.children(of: value) where tree[target].field == .target { addNames(of: target, tree) }
        case .block:
            // Several declarators.
            for child in tree.children(of: value) { add(child, isDefault: false, tree) }
        default:
            let name = tree.child(of: value, .name)
            if !name.isNone { byName[tree.string(tree[name].range)] = .local(tree[name].name) }
        }
    }

    private mutating func addNames(of target: NodeID, _ tree: SyntaxTree) {
        tree.walk(target) { node in
            if tree.kind(node) == .name, tree[node].field != .key {
                byName[tree.string(tree[node].range)] = .local(tree[node].name)
            }
            return true
        }
    }

    /// CommonJS: `module.exports = { a, b }`, `exports.a = ...`, `module.exports.a = ...`.
    private mutating func add(_ attribute: AttributeAssignment, _ tree: SyntaxTree) {
        guard let dotted = tree.dottedName(attribute.target) else { return }
        let parts = dotted.split(separator: ".")
        if dotted == "module.exports" {
            byName["default"] = .node(attribute.value)
            guard tree.kind(attribute.value) == .dictionary else { return }
            for item in tree.children(of: attribute.value) where tree.kind(item) == .pair {
                let key = tree.child(of: item, .key)
                byName[tree.stringText(key) ?? tree.string(tree[key].range)] = .node(tree.child(of: item, .value))
            }
        } else if parts.count == 2, parts[0] == "exports" {
            byName[String(parts[1])] = .node(attribute.value)
        } else if parts.count == 3, parts[0] == "module", parts[1] == "exports" {
            byName[String(parts[2])] = .node(attribute.value)
        }
    }
}
