internal import SentinelSyntax

/// Methods by name, in a file and in those it imports: for calls on objects of which nobody says what they are.
struct MethodIndex {
    private var methods: [String: [Reference]] = [:]

    /// A name that more classes have says nothing.
    private static let most = 24

    /// Without an evaluator, of the file alone.
    init(_ file: SourceFile, _ evaluator: Evaluator?) {
        var seen: Set<String> = [file.path]
        add(file)
        guard let evaluator else { return }
        for imported in evaluator.imports(of: file) where seen.insert(imported.path).inserted { add(imported) }
    }

    private mutating func add(_ file: SourceFile) {
        for (number, scope) in file.scopes.enumerated() where scope.isClass {
            for (_, bindings) in file.bindings(in: number) {
                guard let binding = bindings.last, binding.kind == .function else { continue }
                methods[file.tree.name(of: binding.node), default: []].append(Reference(file, binding.node))
            }
        }
    }

    subscript(name: String) -> [Reference] {
        guard let found = methods[name], found.count <= Self.most else { return [] }
        return found.sorted { ($0.file.path, $0.range.lowerBound) < ($1.file.path, $1.range.lowerBound) }
    }
}

extension Evaluator {
    /// The files of the project that a file imports by name.
    func imports(of file: SourceFile) -> [SourceFile] {
        let tree = file.tree
        var found: [SourceFile] = []
        for statement in tree.children(of: tree.root) where tree.kind(statement) == .importStatement {
            let source = tree.child(of: statement, .source)
            let text = tree.kind(source) == .string ? tree.stringText(source) ?? "" : tree.string(tree[source].range)
            if let module = project.module(text, from: file) { found.append(module) }
            // `import tools.files`
            if file.language == .python, !tree[statement].flags.contains(.isFrom) {
                for item in tree.children(of: statement, .item) {
                    let name = tree.string(tree[tree.child(of: item, .name)].range)
                    if let module = project.module(name, from: file) { found.append(module) }
                }
                continue
            }
            // `from . import tools`
            for item in tree.children(of: statement, .item) {
                let name = tree.string(tree[tree.child(of: item, .name)].range)
                let whole = text.hasSuffix(".") ? text + name : text + "." + name
                if let module = project.module(whole, from: file) { found.append(module) }
            }
        }
        return found
    }
}
