internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    /// Goes through a statement, or all of a block.
    func walk(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        guard !node.isNone, environment.isReachable, mayStep() else { return }
        guard depth < Self.deepestExpression else { return cut() }
        depth += 1
        defer { depth -= 1 }
        let tree = file.tree
        switch tree.kind(node) {
        case .file, .block, .wrapperStatement:
            if tree.kind(node) == .wrapperStatement { _ = evaluate(tree.child(of: node, .value), file, &environment) }
            for child in tree.children(of: node) where tree[child].field != .value && tree[child].field != .name {
                walk(child, file, &environment)
            }
        case .assignment: assignment(node, file, &environment)
        case .returnStatement: leave(node, file, &environment)
        case .throwStatement:
            failure(evaluate(tree.child(of: node, .value), file, &environment), node, file)
            environment.isReachable = false
        case .breakStatement:
            frames.last?.breaks.append(environment)
            environment.isReachable = false
        case .continueStatement:
            if loops > 0 { frames.last?.continues.append(environment) }
            environment.isReachable = false
        case .ifStatement: choice(node, file, &environment)
        case .switchStatement: cases(node, file, &environment)
        case .whileLoop, .forLoop: loop(node, file, &environment)
        case .tryStatement: attempt(node, file, &environment)
        case .withStatement: with(node, file, &environment)
        case .assertStatement:
            assume(tree.child(of: node, .condition), true, file, &environment)
        // What they define is looked at where it is used.
        case .function, .classDefinition, .importStatement, .typeDefinition, .scopeStatement: break
        case .exportStatement: walk(tree.child(of: node, .value), file, &environment)
        default: expressions(in: node, file, &environment)
        }
    }

    private func expressions(in node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        switch tree.kind(node) {
        case .expressionStatement, .property: _ = evaluate(tree.child(of: node, .value), file, &environment)
        case .deletion:
            for value in tree.children(of: node, .value) { _ = evaluate(value, file, &environment) }
        default: _ = evaluate(node, file, &environment)
        }
    }

    // MARK: Ends

    private func leave(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let value = evaluate(file.tree.child(of: node, .value), file, &environment)
        result(value, node, file)
        sink(returned: value, at: node, file, environment)
        // An assertion or call in the value may have ended it already.
        frames.last?.leave(with: checked(telling(value, file), environment), environment)
        environment.isReachable = false
    }

    /// `return "not allowed"`: whoever asks for the mistake has one. Where it is none, the function ended elsewhere.
    private func telling(_ value: FlowValue, _ file: SourceFile) -> FlowValue {
        guard value.truth == nil, decided(value, file) == true else { return value }
        var value = value
        value.truth = Truth(ifTrue: Checks.none, ifFalse: nil)
        return value
    }

    /// A value together with what was checked of it: it stays checked wherever it goes.
    func checked(_ value: FlowValue, _ environment: Environment) -> FlowValue {
        var value = value
        if let taint = value.taint { value.taint?.clean.formUnion(environment.checked(taint.parts, parts)) }
        value.fields = value.fields?.mapValues { checked($0, environment) }
        value.truth = Truth(
            ifTrue: (value.truth == nil ? Checks.none : value.truth?.ifTrue)?.union(Checks(environment.checked)),
            ifFalse: (value.truth == nil ? Checks.none : value.truth?.ifFalse)?.union(Checks(environment.checked)))
        return value
    }

    // MARK: Assignments

    private func assignment(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        let source = tree.child(of: node, .value)
        guard !source.isNone else {
            // `let x;`: nothing yet.
            guard file.language != .python else { return }
            for target in tree.children(of: node, .target) where tree.kind(target) == .name {
                bind(target, .harmless, file, &environment)
            }
            return
        }
        var value = evaluate(source, file, &environment)
        let targets = tree.children(of: node, .target)
        if tree[node].operation != .none, let target = targets.first {
            let before = evaluate(target, file, &environment)
            value =
                tree[node].operation == .add
                ? sum(of: before, value, file)
                : before.anyTaint != nil || value.anyTaint != nil
                    ? sum(of: before, value, file) : known(combined(before, tree[node].operation, value, file))
        }
        for target in targets { assign(value, to: target, from: node, file, &environment) }
    }

    func assign(
        _ value: FlowValue, to target: NodeID, from node: NodeID, _ file: SourceFile, _ environment: inout Environment
    ) {
        let tree = file.tree
        if tree.kind(target) == .member {
            sink(assigned: value, to: target, file, environment)
        }
        if tree.kind(target) == .member || tree.kind(target) == .index {
            sink(stored: value, in: target, file, &environment)
        }
        guard let taint = value.anyTaint, tree.kind(target) == .name || tree.kind(target) == .member else {
            return bind(target, value, file, &environment)
        }
        let name = tree.kind(target) == .name ? tree.string(tree[target].range) : tree.name(of: target)
        let step = trace.add(.assigned(name), at: Reference(file, node), after: taint.step)
        var told = value
        if told.taint != nil { told.taint?.step = step }
        bind(target, told, file, &environment)
    }

    /// Gives names what they hold from here on.
    func bind(
        _ target: NodeID, _ value: FlowValue, _ file: SourceFile, _ environment: inout Environment, _ level: Int = 0
    ) {
        let tree = file.tree
        guard !target.isNone, level < 8 else { return }
        switch tree.kind(target) {
        case .name:
            if let variable = variable(target, file) { environment[variable] = value }
        case .tuple, .list:
            // `path, err := filepath.Abs(x)`: the first is what was made, the last says whether it went well.
            let isResult = file.language == .go && value.fields == nil && (value.taint != nil || value.truth != nil)
            for (index, item) in tree.children(of: target).enumerated() {
                if isResult, index == 0 {
                    bind(item, value, file, &environment, level + 1)
                    continue
                }
                if isResult, ["err", "ok", "_"].contains(tree.string(tree[item].range)) {
                    bind(item, .harmless, file, &environment, level + 1)
                    continue
                }
                bind(item, part(of: value, "#\(index)"), file, &environment, level + 1)
            }
        case .dictionary:
            for item in tree.children(of: target) where tree[item].field == .item {
                guard tree.kind(item) == .pair else {
                    bind(tree.child(of: item, .value), value, file, &environment, level + 1)
                    continue
                }
                let key = tree.child(of: item, .key)
                let name = tree.kind(key) == .string ? tree.stringText(key) ?? "" : tree.string(tree[key].range)
                // `const { body } = request`
                if value.isRequest, KnownSources.source(ofRequest: name, file.language) != nil {
                    bind(tree.child(of: item, .value), self.value(of: .http, key, file), file, &environment, level + 1)
                    continue
                }
                bind(tree.child(of: item, .value), part(of: value, name), file, &environment, level + 1)
            }
        case .spread, .cast: bind(tree.child(of: target, .value), value, file, &environment, level + 1)
        // A default in a pattern.
        case .assignmentExpression:
            bind(tree.child(of: target, .target), value, file, &environment, level + 1)
        case .member: set(target, value, file, &environment)
        case .index:
            let object = tree.child(of: target, .object)
            let index = tree.child(of: target, .index)
            let place = evaluate(index, file, &environment)
            let key = text(of: place) ?? place.known?.single?.key ?? evaluator.value(of: index, in: file).text
            // `for name in ["a", "b"]: arguments[name] = check(arguments[name])`: a loop comes to each of them.
            let several = loops > 0 && key == nil ? place.known?.exact?.compactMap(\.key) ?? [] : []
            change(object, file, &environment) { whole in
                guard several.isEmpty else {
                    for key in several { whole.fields = (whole.fields ?? [:]).merging([key: value]) { $1 } }
                    return
                }
                if whole.length >= 0 {
                    if let key, ItemList.set(value, key, in: &whole) { return }
                    whole.forget()
                }
                if file.language == .go, key == nil, !whole.isList, place.anyTaint != nil {
                    var fields = whole.fields ?? [:]
                    addKey(place, to: &fields)
                    whole.fields = fields
                }
                guard value.anyTaint != nil || value.function != nil || whole.fields != nil else { return }
                if let key {
                    whole.fields = (whole.fields ?? [:]).merging([key: value]) { $1 }
                } else {
                    whole.taint = FlowValue.merged(whole.taint, value.anyTaint)
                }
            }
        default: break
        }
    }

    /// Changes what a name or attribute holds.
    func change(
        _ node: NodeID, _ file: SourceFile, _ environment: inout Environment, _ body: (inout FlowValue) -> Void
    ) {
        let tree = file.tree
        switch tree.kind(node) {
        case .name:
            guard let variable = variable(node, file) else { return }
            var value = environment[variable] ?? .harmless
            body(&value)
            environment[variable] = value
        case .member:
            guard let field = self.field(node, file) else { return }
            var value = fields[field] ?? .harmless
            body(&value)
            fields[field] = value
        case .cast: change(tree.child(of: node, .value), file, &environment, body)
        default: break
        }
    }

    private func set(_ target: NodeID, _ value: FlowValue, _ file: SourceFile, _ environment: inout Environment) {
        if let field = field(target, file) {
            // Other methods may run between, and change what it holds.
            let value = value.forgotten
            if value.anyTaint != nil || value.isRequest || fields[field] != nil {
                fields[field] = fields[field].map { $0.joined(with: value) } ?? value
            }
            return
        }
        let name = file.tree.name(of: target)
        change(file.tree.child(of: target, .object), file, &environment) { whole in
            guard value.anyTaint != nil || value.function != nil || whole.fields?[name] != nil else { return }
            whole.fields = (whole.fields ?? [:]).merging([name: value]) { $1 }
        }
    }

    /// The variable that a name means.
    func variable(_ name: NodeID, _ file: SourceFile) -> Variable? {
        file.boundScope(of: name).map { Variable(file, scope: $0, file.tree[name].name) }
    }

    /// The field of a class that `self.name` means.
    func field(_ member: NodeID, _ file: SourceFile) -> Variable? {
        let tree = file.tree
        guard tree.isSelf(tree.child(of: member, .object)),
            let scope = file.enclosingClass(at: tree[member].range.lowerBound)
        else { return nil }
        return Variable(file, scope: scope, tree[member].name, isField: true)
    }
}
