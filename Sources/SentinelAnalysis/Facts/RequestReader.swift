internal import SentinelModel
internal import SentinelSyntax

/// Finds where a server asks the client for something: a model's answer, a form to be filled in.
struct RequestReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let reach: ReachReader
    private let handlers: Handlers

    init(_ file: SourceFile, _ reach: ReachReader, _ handlers: Handlers) {
        self.file = file
        tree = file.tree
        self.reach = reach
        self.handlers = handlers
    }

    private static let methods: [String: RequestFact.Kind] = [
        "createMessage": .sampling, "create_message": .sampling, "elicit": .elicitation, "elicitInput": .elicitation,
        "elicit_form": .elicitation, "elicit_url": .elicitation,
    ]
    /// What is sent by the name of the protocol's method.
    private static let names: [String: RequestFact.Kind] = [
        "sampling/createMessage": .sampling, "elicitation/create": .elicitation,
    ]

    func requests() -> [RequestFact] {
        var found: [RequestFact] = []
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call, let request = request(node) { found.append(request) }
            return found.count < 100
        }
        return found
    }

    private func request(_ call: NodeID) -> RequestFact? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member else { return nil }
        let arguments = tree.children(of: call, .argument)
        let name = tree.name(of: callee)
        var request: RequestFact
        if let kind = Self.methods[name] {
            request = RequestFact(kind: kind, place: tree[callee].range)
            addOptions(arguments, call, &request)
            if name == "elicit_url" { request.options["mode"] = "url" }
        } else {
            guard ["request", "sendRequest", "send_request"].contains(name), let first = arguments.first,
                let method = reach.evaluator.value(of: first, in: file)["method"].text, let kind = Self.names[method]
            else { return nil }
            request = RequestFact(kind: kind, place: tree[callee].range)
            if let parameters = member("params", of: first) { addOptions([parameters], call, &request) }
        }
        if request.kind == .elicitation { addFields(arguments, &request) }
        return request
    }

    /// The value of a key in an object that is written out.
    private func member(_ key: String, of node: NodeID) -> NodeID? {
        guard let place = reach.evaluator.definition(of: node, in: file), place.file === file else { return nil }
        for pair in tree.children(of: place.node) where tree.kind(pair) == .pair {
            if reach.evaluator.key(of: pair, file) == key { return tree.child(of: pair, .value) }
        }
        return nil
    }

    private func addOptions(_ arguments: [NodeID], _ call: NodeID, _ request: inout RequestFact) {
        for (place, argument) in arguments.enumerated() {
            switch tree.kind(argument) {
            case .keywordArgument: add(tree.name(of: argument), tree.child(of: argument, .value), &request)
            case .spread: request.isOpen = true
            default:
                guard place == 0 || tree.kind(argument) == .dictionary,
                    let held = reach.evaluator.definition(of: argument, in: file), held.file === file,
                    tree.kind(held.node) == .dictionary
                else {
                    // Positional arguments of Python, and objects that nobody can follow.
                    request.isOpen = true
                    if file.language == .python { add("#\(place)", argument, &request) }
                    continue
                }
                for item in tree.children(of: held.node) where tree[item].field == .item {
                    if tree.kind(item) == .pair, let key = reach.evaluator.key(of: item, file) {
                        add(key, tree.child(of: item, .value), &request)
                    } else {
                        request.isOpen = true
                    }
                }
            }
        }
    }

    private func add(_ name: String, _ value: NodeID, _ request: inout RequestFact) {
        request.options[name] = reach.evaluator.value(of: value, in: file).text ?? ""
        guard let (function, _) = handlers.handler(at: tree[value].range.lowerBound),
            usesInput(value, of: function)
        else { return }
        request.inputs.insert(name)
    }

    /// True if an expression is made of what a handler is given.
    private func usesInput(_ value: NodeID, of function: NodeID) -> Bool {
        let derived = reach.derivedNames(in: Reference(file, function))
        var found = false
        tree.walk(value) { node in
            if tree.kind(node) == .name, tree[node].field != .name, tree[node].field != .key {
                found = found || derived.contains(tree[node].name)
            }
            return !found
        }
        return found
    }

    // MARK: Forms

    private func addFields(_ arguments: [NodeID], _ request: inout RequestFact) {
        for argument in arguments {
            let isKeyword = tree.kind(argument) == .keywordArgument
            let value = isKeyword ? tree.child(of: argument, .value) : argument
            switch reach.evaluator.value(of: value, in: file) {
            case .classType(let type): addFields(of: type, at: tree[value].range, &request)
            case .object(let entries):
                for key in ["requestedSchema", "schema", "params"] where !isKeyword {
                    guard let entry = entries.last(where: { $0.key == key }) else { continue }
                    let schema = key == "params" ? entry.value["requestedSchema"] : entry.value
                    addFields(schema, at: tree[value].range, &request)
                }
                addFields(.object(entries), at: tree[value].range, &request)
            default: continue
            }
        }
    }

    private func addFields(_ schema: Value, at place: Range<Int>, _ request: inout RequestFact) {
        guard case .object(let properties) = schema["properties"] else { return }
        for entry in properties {
            let isHere = entry.place.file === file
            request.fields.append(
                (entry.key, entry.value["description"].text ?? "", isHere ? keyRange(entry.place.node) : place))
        }
    }

    private func keyRange(_ pair: NodeID) -> Range<Int> {
        let key = tree.child(of: pair, .key)
        return key.isNone ? tree[pair].range : tree[key].range
    }

    /// The fields of a class.
    private func addFields(of type: Reference, at place: Range<Int>, _ request: inout RequestFact) {
        let tree = type.file.tree
        for statement in tree.children(of: tree.child(of: type.node, .body)) {
            guard tree.kind(statement) == .assignment || tree.kind(statement) == .property else { continue }
            let target = tree.child(of: statement, tree.kind(statement) == .property ? .name : .target)
            guard tree.kind(target) == .name, !tree.child(of: statement, .type).isNone else { continue }
            request.fields.append(
                (tree.string(tree[target].range), "", type.file === file ? tree[target].range : place))
        }
    }
}
