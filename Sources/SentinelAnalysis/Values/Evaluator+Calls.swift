internal import SentinelModel
internal import SentinelSyntax

extension Evaluator {
    /// What `value.name` is.
    package func member(_ name: String, of value: Value) -> Value {
        switch value {
        case .module(let file): return export(name, of: file)
        // A default import is the module itself, as far as names go.
        case .external(let whole): return .external(name == "default" ? whole : "\(whole).\(name)")
        case .object: return value[name]
        // A member of an enumeration is its value as far as texts go.
        case .text where name == "value": return value
        case .classType(let reference): return attribute(name, of: reference, instance: nil)
        case .result(of: .classType(let reference), let made): return attribute(name, of: reference, instance: made)
        // A method of what something outside of the project made.
        case .result(of: .external(let whole), _): return .external("\(whole)().\(name)")
        default: return .unknown
        }
    }

    /// A method or field of a class of the project, or of the classes it extends.
    private func attribute(_ name: String, of type: Reference, instance: Reference?, depth: Int = 0) -> Value {
        let (file, tree) = (type.file, type.file.tree)
        guard depth < 8, let scope = file.scope(of: type.node) else { return .unknown }
        let id = tree.find(name)
        if let binding = file.bindings(of: id, in: scope)?.last {
            let found = value(of: binding, file)
            if case .function(let function) = found, instance != nil, let made = property(function) { return made }
            if !found.isUnknown, !found.isNull { return found }
        }
        if file.language == .go, let method = method(name, ofType: type) { return .function(method) }
        for attribute in file.assignments(toAttribute: name, in: tree[type.node].range) {
            let object = tree.child(of: attribute.target, .object)
            guard ["self", "this"].contains(tree.string(tree[object].range)),
                file.enclosingClass(at: tree[attribute.target].range.lowerBound) == scope
            else { continue }
            let found = value(of: attribute.value, in: file)
            // What is nothing at first is something later.
            if !found.isUnknown, !found.isNull { return found }
        }
        for base in tree.children(of: type.node) where tree[base].field == .base {
            switch value(of: base, in: file) {
            case .classType(let other):
                let found = attribute(name, of: other, instance: instance, depth: depth + 1)
                if !found.isUnknown { return found }
            case .external(let whole): return .external("\(whole).\(name)")
            default: continue
            }
        }
        return .unknown
    }

    /// What a property of an object is; nil for a method.
    private func property(_ function: Reference) -> Value? {
        guard function.file.language == .python,
            isDecorated(function.node, with: "property", function.file)
                || isDecorated(function.node, with: "cached_property", function.file)
                || isDecorated(function.node, with: "functools.cached_property", function.file)
        else { return nil }
        return returnedValue(of: function)
    }

    /// True for a method that does nothing but say that others do: `@abstractmethod`, `raise NotImplementedError`, `...`.
    func isAbstract(_ method: Reference) -> Bool {
        let (file, tree) = (method.file, method.file.tree)
        guard file.language == .python else { return false }
        if tree.children(of: method.node, .decorator).contains(where: {
            tree.dottedName($0)?.hasSuffix("abstractmethod") ?? false
        }) {
            return true
        }
        let body = tree.child(of: method.node, .body)
        guard tree.kind(body) == .block else { return false }
        return tree.children(of: body).allSatisfy { statement in
            switch tree.kind(statement) {
            case .throwStatement: tree.string(tree[statement].range).hasPart("NotImplementedError")
            case .expressionStatement:
                [.string, .constant].contains(tree.kind(tree.child(of: statement, .value)))
                    || tree.string(tree[statement].range) == "..."
            default: tree.string(tree[statement].range) == "pass"
            }
        }
    }

    func call(_ node: NodeID, _ file: SourceFile) -> Value {
        let tree = file.tree
        let callee = tree.child(of: node, .callee)
        let arguments = tree.children(of: node, .argument)
        if let loaded = required(callee, arguments, file) { return loaded }
        let called = value(of: callee, in: file)
        if let passed = passedThrough(called, callee, arguments, file) { return passed }
        if case .function(let function) = called {
            let returned = returnedValue(of: function)
            if !returned.isUnknown { return returned }
        }
        return called.isUnknown ? .unknown : .result(of: called, Reference(file, node))
    }

    /// What a function returns, where it says so at one place.
    private func returnedValue(of function: Reference) -> Value {
        let found = returnedExpression(of: function)
        guard found.isUnknown || found.isNull else { return found }
        return instance(ofType: function.file.tree.child(of: function.node, .type), function) ?? found
    }

    private func returnedExpression(of function: Reference) -> Value {
        let (file, tree) = (function.file, function.file.tree)
        let body = tree.child(of: function.node, .body)
        // An arrow function whose body is an expression.
        if tree.kind(body) != .block { return value(of: body, in: file) }
        if let known = file.returned[function.node] { return value(of: known, in: file) }
        var returned: [NodeID] = []
        tree.walk(body) { node in
            if tree.kind(node) == .returnStatement { returned.append(tree.child(of: node, .value)) }
            return tree.kind(node) != .function && tree.kind(node) != .classDefinition && returned.count < 2
        }
        let one = returned.count == 1 ? returned[0] : .none
        file.returned[function.node] = one
        return value(of: one, in: file)
    }

    /// `require("x")`, `import("x")`.
    private func required(_ callee: NodeID, _ arguments: [NodeID], _ file: SourceFile) -> Value? {
        guard file.language != .python, file.language != .go, let first = arguments.first,
            ["require", "import"].contains(file.tree.string(file.tree[callee].range)),
            let source = value(of: first, in: file).text
        else { return nil }
        guard let module = project.module(source, from: file) else { return self.module(source, file) }
        let whole = module.exports.byName["default"]
        if case .node(let node) = whole, file.tree.string(file.tree[callee].range) == "require" {
            let held = value(of: node, in: module)
            if !held.isUnknown { return held }
        }
        return .module(module)
    }

    /// Calls that return what they are given, as far as matters here.
    private func passedThrough(_ called: Value, _ callee: NodeID, _ arguments: [NodeID], _ file: SourceFile) -> Value? {
        let tree = file.tree
        if case .external(let name) = called {
            guard Self.transparent.contains(name), let first = arguments.first else { return nil }
            return value(of: first, in: file)
        }
        guard tree.kind(callee) == .member else { return nil }
        let name = tree.name(of: callee)
        let object = tree.child(of: callee, .object)
        if tree.string(tree[object].range) == "Object", name == "freeze", let first = arguments.first {
            return value(of: first, in: file)
        }
        guard Self.trimming.contains(name) || name == "format" || name == "join" else { return nil }
        guard case .text(var text) = value(of: object, in: file) else { return nil }
        if name == "format" { text.isComplete = false }
        if name == "join" {
            guard let first = arguments.first, case .list(let items) = value(of: first, in: file) else { return nil }
            let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
            return .text(
                TextValue(
                    text: texts.map(\.text).joined(separator: text.text), isComplete: texts.count == items.count,
                    place: text.place, pieces: texts.flatMap(\.pieces)))
        }
        if Self.trimming.contains(name) { text.text = text.text.trimmed }
        return .text(text)
    }

    private static let transparent: Set<String> = [
        "textwrap.dedent", "inspect.cleandoc", "dedent", "ts-dedent", "ts-dedent.dedent", "util.promisify",
        "functools.partial",
        "typing.cast", "copy.deepcopy", "copy.copy", "fastapi.concurrency.run_in_threadpool",
    ]
    private static let trimming: Set<String> = ["strip", "lstrip", "rstrip", "trim", "trimStart", "trimEnd"]
}

extension String {
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
