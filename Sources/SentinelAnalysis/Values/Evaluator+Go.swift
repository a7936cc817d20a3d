package import SentinelSyntax

extension Evaluator {
    /// What another file of a package of Go calls `name`.
    func packageName(_ name: String, of file: SourceFile) -> Value {
        guard !Self.predeclared.contains(name) else { return .unknown }
        for sibling in project.siblings(declaring: name, of: file) {
            guard let bindings = sibling.bindings(of: sibling.tree.find(name), in: 0) else { continue }
            for binding in bindings.reversed() where binding.kind != .imported && !isMethodOfGo(binding, sibling) {
                let found = value(of: binding, sibling)
                if !found.isUnknown { return found }
            }
        }
        return .unknown
    }

    /// Methods of Go stand at the top of their files and are no names of the package.
    func isMethodOfGo(_ binding: Binding, _ file: SourceFile) -> Bool {
        file.language == .go && binding.kind == .function && file.tree[binding.node].flags.contains(.isMethod)
    }

    /// The method `name` of a type of Go, in whatever file of its package it stands.
    package func method(_ name: String, ofType type: Reference) -> Reference? {
        let called = type.file.tree.name(of: type.node)
        return ([type.file] + project.siblings(declaring: name, of: type.file)).lazy
            .compactMap { self.method(name, ofTypeNamed: called, in: $0) }.first
    }

    /// The same, in one file.
    func method(_ name: String, ofTypeNamed called: String, in file: SourceFile) -> Reference? {
        for binding in file.bindings(of: file.tree.find(name), in: 0) ?? [] where isMethodOfGo(binding, file) {
            let receiver = file.tree.child(of: binding.node, .receiver)
            let type = file.tree.child(of: receiver, .type)
            guard let first = file.tree.children(of: type, .item).first else { continue }
            if file.tree.string(file.tree[first].range) == called { return Reference(file, binding.node) }
        }
        return nil
    }

    /// The method `name` that a struct has from what is embedded in it.
    func promoted(_ name: String, by type: Reference, depth: Int = 0) -> Reference? {
        guard depth < 4 else { return nil }
        for base in type.file.tree.children(of: type.node, .base) {
            guard let other = goType(named: base, in: type.file) else { continue }
            if let found = method(name, ofType: other) ?? promoted(name, by: other, depth: depth + 1) { return found }
        }
        return nil
    }

    /// The struct or interface of the project that an expression of Go is a value of, or points to.
    package func goType(of node: NodeID, in file: SourceFile, depth: Int = 0) -> Reference? {
        let tree = file.tree
        guard depth < 8, !node.isNone else { return nil }
        switch tree.kind(node) {
        case .name:
            guard let found = file.bindings(of: node),
                let binding = found.bindings.last
            else { return nil }
            return goType(of: binding, in: file, depth: depth)
        case .unary: return goType(of: tree.child(of: node, .value), in: file, depth: depth + 1)
        case .dictionary: return goType(named: tree.child(of: node, .type), in: file)
        case .cast: return goType(named: tree.child(of: node, .type), in: file)
        case .call:
            guard case .function(let function) = value(of: tree.child(of: node, .callee), in: file) else { return nil }
            return goType(named: function.file.tree.child(of: function.node, .type), in: function.file)
        case .member:
            guard let owner = goType(of: tree.child(of: node, .object), in: file, depth: depth + 1),
                let field = field(tree.name(of: node), of: owner)
            else { return nil }
            return goType(named: field.file.tree.child(of: field.node, .type), in: field.file)
        default: return nil
        }
    }

    private func goType(of binding: Binding, in file: SourceFile, depth: Int) -> Reference? {
        switch binding.kind {
        case .parameter: goType(named: file.tree.child(of: binding.node, .type), in: file)
        case .value where binding.steps.isEmpty || binding.steps == [.index(0)]:
            goType(of: binding.node, in: file, depth: depth + 1)
        default: nil
        }
    }

    /// The struct or interface that a type names: `Server`, `*Server`, `tools.Server`; of several results the first.
    package func goType(named type: NodeID, in file: SourceFile) -> Reference? {
        let tree = file.tree
        var names = tree.kind(type) == .type ? tree.children(of: type, .item) : [type]
        if tree.kind(type) == .member { names = [tree.child(of: type, .object), tree.child(of: type, .name)] }
        guard let first = names.first, !first.isNone else { return nil }
        switch value(of: first, in: file) {
        case .classType(let found): return found
        case .module(let module):
            guard names.count > 1 else { return nil }
            guard case .classType(let found) = top(tree.string(tree[names[1]].range), of: module) else { return nil }
            return found
        default: return nil
        }
    }

    /// A field of a struct.
    package func field(_ name: String, of type: Reference) -> Reference? {
        let tree = type.file.tree
        for property in tree.children(of: tree.child(of: type.node, .body))
        where tree.kind(property) == .property && tree.name(of: property) == name {
            return Reference(type.file, property)
        }
        return nil
    }

    private static let predeclared: Set<String> = [
        "any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex64", "complex128", "copy",
        "delete",
        "error", "false", "float32", "float64", "imag", "int", "int8", "int16", "int32", "int64", "iota", "len", "make",
        "max", "min", "new", "nil", "panic", "print", "println", "real", "recover", "rune", "string", "true", "uint",
        "uint8", "uint16", "uint32", "uint64", "uintptr", "_",
    ]
}
