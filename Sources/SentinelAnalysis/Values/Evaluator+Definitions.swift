package import SentinelSyntax

extension Evaluator {
    /// Where the expression stands that a name or member stands for; the node itself where it is no name.
    package func definition(of node: NodeID, in file: SourceFile, depth: Int = 0) -> Reference? {
        let tree = file.tree
        guard depth < 16, !node.isNone else { return nil }
        switch tree.kind(node) {
        case .name:
            let place = tree[node].range.lowerBound
            guard let found = file.bindings(of: tree[node].name, at: place), let binding = found.bindings.last else {
                return file.language == .go ? packageDefinition(tree.name(of: node), of: file, depth: depth) : nil
            }
            return definition(of: binding, in: file, depth: depth + 1)
        case .member:
            return memberDefinition(node, in: file, depth: depth + 1)
        case .cast, .awaitExpression:
            return definition(of: tree.child(of: node, .value), in: file, depth: depth + 1)
        default: return Reference(file, node)
        }
    }

    private func definition(of binding: Binding, in file: SourceFile, depth: Int) -> Reference? {
        switch binding.kind {
        case .value where binding.steps.isEmpty: return definition(of: binding.node, in: file, depth: depth)
        case .function, .classDefinition: return Reference(file, binding.node)
        case .imported:
            guard let (module, name) = origin(of: binding, in: file) else { return nil }
            return exported(name, by: module, depth: depth)
        default: return nil
        }
    }

    /// The module and name an import means, where these are of the project.
    private func origin(of binding: Binding, in file: SourceFile) -> (SourceFile, String)? {
        let tree = file.tree
        let source = tree.child(of: binding.owner, .source)
        let text = tree.kind(source) == .string ? tree.stringText(source) ?? "" : tree.string(tree[source].range)
        guard let module = project.module(text, from: file) else { return nil }
        if tree[binding.node].flags.contains(.isDefault) { return (module, "default") }
        let name = tree.child(of: binding.node, .name)
        return name.isNone ? nil : (module, tree.string(tree[name].range))
    }

    private func exported(_ name: String, by module: SourceFile, depth: Int) -> Reference? {
        guard depth < 16 else { return nil }
        switch module.exports.byName[name] {
        case .node(let node): return definition(of: node, in: module, depth: depth + 1)
        case .local(let id): return top(id, of: module, depth: depth)
        case .other(let source, let other):
            return project.module(source, from: module).flatMap { exported(other, by: $0, depth: depth + 1) }
        case .namespace, nil: break
        }
        for source in module.exports.all {
            guard let other = project.module(source, from: module), other !== module else { continue }
            if let found = exported(name, by: other, depth: depth + 1) { return found }
        }
        return top(module.tree.find(name), of: module, depth: depth)
            ?? (module.language == .go ? packageDefinition(name, of: module, depth: depth) : nil)
    }

    private func packageDefinition(_ name: String, of file: SourceFile, depth: Int) -> Reference? {
        for sibling in project.siblings(declaring: name, of: file) {
            if let found = top(sibling.tree.find(name), of: sibling, depth: depth + 1) { return found }
        }
        return nil
    }

    private func top(_ id: NameID, of file: SourceFile, depth: Int) -> Reference? {
        guard id != .none, let binding = file.bindings(of: id, in: 0)?.last else { return nil }
        return definition(of: binding, in: file, depth: depth + 1)
    }

    /// A key of an object, or a name of a module.
    private func memberDefinition(_ node: NodeID, in file: SourceFile, depth: Int) -> Reference? {
        let name = file.tree.name(of: node)
        let object = file.tree.child(of: node, .object)
        if case .module(let module) = value(of: object, in: file) { return exported(name, by: module, depth: depth) }
        guard let place = definition(of: object, in: file, depth: depth),
            place.file.tree.kind(place.node) == .dictionary
        else { return nil }
        for pair in place.file.tree.children(of: place.node) where place.file.tree.kind(pair) == .pair {
            guard key(of: pair, place.file) == name else { continue }
            return definition(of: place.file.tree.child(of: pair, .value), in: place.file, depth: depth)
        }
        return nil
    }
}
