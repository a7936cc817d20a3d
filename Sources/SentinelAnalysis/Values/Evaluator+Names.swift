internal import SentinelSyntax

extension Evaluator {
    func name(_ node: NodeID, _ file: SourceFile) -> Value {
        let id = file.tree[node].name
        let place = file.tree[node].range.lowerBound
        var found = file.bindings(of: id, at: place)
        // `server := server.New()`: the name on the right is that of a scope around.
        while let (scope, bindings) = found, bindings.allSatisfy({ holds($0, place, file) }) {
            found = file.bindings(of: id, around: scope)
        }
        guard let found else { return unbound(file.tree.name(of: node), file) }
        return value(of: found.bindings, in: found.scope, at: place, file)
    }

    /// True if a place lies in what is assigned there, where the name still is what it was before.
    private func holds(_ binding: Binding, _ place: Int, _ file: SourceFile) -> Bool {
        binding.kind == .value && file.tree[binding.node].range.contains(place)
    }

    /// A name that the file does not bind: of another file of a package of Go, or of a module of which all was imported.
    private func unbound(_ name: String, _ file: SourceFile) -> Value {
        switch file.language {
        case .go: nested { packageName(name, of: file) }
        case .python: nested { starred(name, of: file) }
        default: .unknown
        }
    }

    private func starred(_ name: String, of file: SourceFile) -> Value {
        for source in file.starred {
            guard let module = project.module(source, from: file), module !== file else { continue }
            let found = nested { top(name, of: module) }
            if !found.isUnknown { return found }
        }
        return .unknown
    }

    /// The last binding before `place` counts, where it stands in the same function; else the last of all.
    private func value(of bindings: ArraySlice<Binding>, in scope: Int, at place: Int, _ file: SourceFile) -> Value {
        let isHere = file.scope(at: place) == scope
        let known = bindings.filter { !$0.isAugmented && !holds($0, place, file) && !isMethodOfGo($0, file) }
        guard let binding = (isHere ? known.last { $0.place <= place } : nil) ?? known.last else { return .unknown }
        return value(of: binding, file)
    }

    func value(of binding: Binding, _ file: SourceFile) -> Value {
        switch binding.kind {
        case .value:
            binding.node.isNone && !binding.owner.isNone
                ? declared(binding, file) : taken(binding.steps, from: value(of: binding.node, in: file))
        case .function: .function(Reference(file, binding.node))
        case .classDefinition: .classType(Reference(file, binding.node))
        case .parameter: parameter(binding, file)
        case .imported: importedOnce(binding, file)
        case .element, .other: .unknown
        }
    }

    /// `let runner: Runner`: an instance of the class that the type names. What the name means is not followed further: it may be this one.
    private func declared(_ binding: Binding, _ file: SourceFile) -> Value {
        let tree = file.tree
        let written = tree.text(of: tree.child(of: binding.owner, .type)).drop { !$0.isNamePart }
        let name = tree.find(String(decoding: written.prefix(while: \.isNamePart), as: UTF8.self))
        guard let type = file.bindings(of: name, at: tree[binding.owner].range.lowerBound)?.bindings.last,
            type.kind == .classDefinition || type.kind == .imported,
            case .classType(let made) = value(of: type, file)
        else { return .unknown }
        return .result(of: .classType(made), Reference(file, binding.owner))
    }

    private func taken(_ steps: [Binding.Step], from whole: Value) -> Value {
        var value = whole
        for step in steps {
            switch step {
            case .key(let key): value = member(key, of: value)
            case .index(let index):
                guard case .list(let items) = value, items.indices.contains(index) else { return .unknown }
                value = items[index]
            case .rest: return .unknown
            }
        }
        return value
    }

    /// `self`, or what nobody knows.
    private func parameter(_ binding: Binding, _ file: SourceFile) -> Value {
        guard binding.steps.isEmpty else { return .unknown }
        let reference = Reference(file, binding.node)
        guard file.language == .python, let function = file.enclosingFunction(at: reference.range.lowerBound),
            file.tree.child(of: function, .parameter) == binding.node,
            let scope = file.scope(of: function), let parent = file.scopes[scope].parent, file.scopes[parent].isClass,
            !isDecorated(function, with: "staticmethod", file)
        else { return annotated(reference) ?? .parameter(reference) }
        let own = Value.classType(Reference(file, file.scopes[parent].node))
        return isDecorated(function, with: "classmethod", file) ? own : .result(of: own, reference)
    }

    /// An instance of the class that a parameter's annotation names.
    private func annotated(_ parameter: Reference) -> Value? {
        instance(ofType: parameter.file.tree.child(of: parameter.node, .type), parameter)
    }

    /// An instance of the class that an annotation names: `S`, `S | None`, `Optional[S]`. Nil for what is none of the project's or a library's.
    func instance(ofType written: NodeID, _ place: Reference) -> Value? {
        let tree = place.file.tree
        var type = written
        for _ in 0..<4 {
            switch tree.kind(type) {
            case .type: type = tree.children(of: type, .item).first ?? .none
            case .binary where tree[type].operation == .bitOr: type = tree.child(of: type, .left)
            case .index where tree.name(of: tree.child(of: type, .object)) == "Optional":
                type = tree.child(of: type, .index)
            default: break
            }
        }
        guard tree.kind(type) == .name || tree.kind(type) == .member else { return nil }
        let named = value(of: type, in: place.file)
        switch named {
        case .classType, .external: return .result(of: named, place)
        default: return nil
        }
    }

    func isDecorated(_ function: NodeID, with name: String, _ file: SourceFile) -> Bool {
        file.tree.children(of: function, .decorator).contains { file.tree.dottedName($0) == name }
    }

    // MARK: Imports

    /// What an import binds: found out once, as long as it is not cut short.
    private func importedOnce(_ binding: Binding, _ file: SourceFile) -> Value {
        let key = ImportKey(binding: Reference(file, binding.node), reach: project.reach)
        if let known = imports[key] { return known }
        let found = nested { imported(binding, file) }
        if isShallow { imports[key] = found }
        return found
    }

    private func imported(_ binding: Binding, _ file: SourceFile) -> Value {
        let tree = file.tree
        let sourceNode = tree.child(of: binding.owner, .source)
        let isString = tree.kind(sourceNode) == .string
        let source = isString ? tree.stringText(sourceNode) ?? "" : tree.string(tree[sourceNode].range)
        let item = tree[binding.node]
        guard item.kind == .importedName else {
            // `import a.b` binds `a`.
            return module(String(source.prefix { $0 != "." }), file)
        }
        let nameNode = tree.child(of: binding.node, .name)
        let name = nameNode.isNone ? "" : tree.string(tree[nameNode].range)
        switch file.language {
        case .python:
            // `import a.b as c` is an item without `from`; `import a.b` binds `a`.
            guard tree[binding.owner].flags.contains(.isFrom) else {
                let isAlias = !tree.child(of: binding.node, .alias).isNone
                return module(isAlias ? name : String(name.prefix { $0 != "." }), file)
            }
            return pythonName(name, in: source, file)
        case .go: return project.goPackage(source, from: file).map { .module($0) } ?? .external(source)
        default:
            if item.flags.contains(.isNamespace) { return module(source, file) }
            return scriptName(item.flags.contains(.isDefault) ? "default" : name, in: source, file)
        }
    }

    /// The module `a.b` where `a` is a folder that `import a.b` names, and no module itself.
    func namespaced(_ whole: String, _ file: SourceFile) -> SourceFile? {
        guard file.language == .python else { return nil }
        let names = namespaces(of: file)
        guard !names.isEmpty, let first = whole.split(separator: ".").first, names.contains(String(first)) else {
            return nil
        }
        return project.module(whole, from: file)
    }

    private func namespaces(of file: SourceFile) -> Set<String> {
        if let known = namespaces[ObjectIdentifier(file)] { return known }
        // Modules refer to each other.
        namespaces[ObjectIdentifier(file)] = []
        var found: Set<String> = []
        let tree = file.tree
        tree.readBodiesWithImports()
        for scope in file.scopes.indices {
            for binding in file.bindings(in: scope).lazy.flatMap(\.bindings) where binding.kind == .imported {
                let name = tree.child(of: binding.node, .name)
                guard !name.isNone, tree.child(of: binding.node, .alias).isNone else { continue }
                let source = tree.string(tree[name].range)
                guard let dot = source.utf8.firstIndex(of: UInt8(ascii: ".")) else { continue }
                let first = String(source[..<dot])
                if found.contains(first) || project.module(first, from: file) != nil { continue }
                if project.module(source, from: file) != nil { found.insert(first) }
            }
        }
        namespaces[ObjectIdentifier(file)] = found
        return found
    }

    /// A module by its name in an import.
    func module(_ source: String, _ file: SourceFile) -> Value {
        if let known = project.module(source, from: file) { return .module(known) }
        return .external(Self.canonical(source))
    }

    private func pythonName(_ name: String, in source: String, _ file: SourceFile) -> Value {
        if let module = project.module(source, from: file) {
            let found = top(name, of: module)
            if !found.isUnknown { return found }
        }
        let joined = source.hasSuffix(".") ? source + name : "\(source).\(name)"
        if let module = project.module(joined, from: file) { return .module(module) }
        return .external(joined)
    }

    func scriptName(_ name: String, in source: String, _ file: SourceFile) -> Value {
        guard let module = project.module(source, from: file) else {
            let canonical = Self.canonical(source)
            return .external(name == "default" ? canonical : "\(canonical).\(name)")
        }
        return nested { export(name, of: module) }
    }

    /// `node:fs` is `fs`.
    private static func canonical(_ source: String) -> String {
        source.hasPrefix("node:") ? String(source.dropFirst(5)) : source
    }

    /// What a module of the project calls `name`.
    func top(_ name: String, of file: SourceFile) -> Value {
        let id = file.tree.find(name)
        guard let bindings = file.bindings(of: id, in: 0) else {
            let found = unbound(name, file)
            // A module of a package, which an import somewhere makes an attribute of it.
            guard found.isUnknown, file.isPackage else { return found }
            return project.module("." + name, from: file).map { .module($0) } ?? .unknown
        }
        return value(of: bindings, in: 0, at: file.tree.count, file)
    }

    func export(_ name: String, of file: SourceFile) -> Value {
        guard [.javascript, .typescript, .tsx].contains(file.language) else { return top(name, of: file) }
        switch file.exports.byName[name] {
        case .node(let node): return value(of: node, in: file)
        case .local(let id):
            guard let bindings = file.bindings(of: id, in: 0) else { return .unknown }
            return value(of: bindings, in: 0, at: file.tree.count, file)
        case .other(let source, let name): return scriptName(name, in: source, file)
        case .namespace(let source): return module(source, file)
        case nil: break
        }
        for source in file.exports.all {
            guard let other = project.module(source, from: file), other !== file else { continue }
            let found = nested { export(name, of: other) }
            if !found.isUnknown { return found }
        }
        return .unknown
    }
}

struct ImportKey: Hashable {
    var binding: Reference
    var reach: Project.Reach
}
