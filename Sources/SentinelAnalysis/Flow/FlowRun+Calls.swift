internal import SentinelModel
internal import SentinelSyntax

/// An argument as it was evaluated.
struct FlowArgument {
    var node: NodeID
    /// Of a keyword argument.
    var name: String?
    var isSpread = false
    var value: FlowValue
}

/// A call in work.
struct FlowCall {
    var node: NodeID
    var callee: NodeID
    /// The full name, as imports have it; `?.name` for a method of something unknown.
    var name: String
    /// The last part of it.
    var method: String
    var receiver: FlowValue
    /// The object a method is called on; none for functions.
    var object: NodeID
    var arguments: [FlowArgument]
    /// What the callee is, as far as that is known without running it.
    var target: Value

    var values: [FlowValue] { arguments.map(\.value) }
    var positional: [FlowArgument] { arguments.filter { $0.name == nil } }

    subscript(position: Int, name: String?) -> FlowArgument? {
        if let name, let named = arguments.first(where: { $0.name == name }) { return named }
        let positional = self.positional
        return positional.indices.contains(position) ? positional[position] : nil
    }
}

extension FlowRun {
    func call(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let callee = file.tree.child(of: node, .callee)
        let given = given(node, callee, file, &environment)
        if isIdle(given, callee, file) { return .harmless }
        let call = read(node, callee, given, file)
        if let known = source(call, file) { return known }
        sink(call, file, environment)
        if let known = constant(call) ?? list(call, file, &environment) { return known }
        if let checked = check(call, file, &environment) {
            note(checked, of: call, file)
            return checked
        }
        fill(call, file, &environment)
        if let value = project(call, file, &environment) { return value }
        return unknown(call, file, &environment)
    }

    /// What a call is made on and given, as it was evaluated.
    private struct Given {
        /// The object a method is called on; none for functions.
        var object: NodeID
        var receiver: FlowValue
        var arguments: [FlowArgument] = []
    }

    private func given(
        _ node: NodeID, _ callee: NodeID, _ file: SourceFile, _ environment: inout Environment
    ) -> Given {
        let tree = file.tree
        let object = tree.kind(callee) == .member ? tree.child(of: callee, .object) : .none
        var given = Given(object: object, receiver: evaluate(object, file, &environment))
        // `compile(text)(values)`
        if tree.kind(callee) == .call { _ = evaluate(callee, file, &environment) }
        for argument in tree.children(of: node, .argument) {
            let kind = tree.kind(argument)
            given.arguments.append(
                FlowArgument(
                    node: kind == .keywordArgument ? tree.child(of: argument, .value) : argument,
                    name: kind == .keywordArgument ? tree.name(of: argument) : nil, isSpread: kind == .spread,
                    value: evaluate(argument, file, &environment)))
        }
        return given
    }

    /// True for a call that is given nothing of note and brings nothing, so that what it means need not be found out: where it is only guessed
    /// who calls, most are.
    private func isIdle(_ given: Given, _ callee: NodeID, _ file: SourceFile) -> Bool {
        // A list that is known item by item changes by whatever is put into it.
        guard isOne, given.receiver.length < 0, !given.receiver.isOfNote,
            !given.arguments.contains(where: \.value.isOfNote)
        else { return false }
        // A function within one that runs uses its variables.
        let bound = file.bindings(of: file.tree[callee].name, at: file.tree[callee].range.lowerBound)
        if let bound, bound.scope != 0, bound.bindings.contains(where: { $0.kind == .function }) { return false }
        // A helper of the file, or of one that reads requests, may read from outside; a class is told by its constructor.
        return file !== self.file || !seeds.holdSources
    }

    private func read(_ node: NodeID, _ callee: NodeID, _ given: Given, _ file: SourceFile) -> FlowCall {
        let tree = file.tree
        let isMember = tree.kind(callee) == .member
        let target = evaluator.value(of: callee, in: file)
        let method = isMember ? tree.name(of: callee) : tree.string(tree[callee].range)
        return FlowCall(
            node: node, callee: callee, name: name(of: target, callee, isMember: isMember, file), method: method,
            receiver: given.receiver, object: given.object, arguments: given.arguments, target: target)
    }

    func name(of target: Value, _ callee: NodeID, isMember: Bool, _ file: SourceFile) -> String {
        switch target {
        case .external(let name): return name
        case .function(let function), .classType(let function): return function.file.tree.name(of: function.node)
        default:
            if isMember {
                // `Math.floor`, `fs.readFile` of what no import brought.
                let dotted = file.tree.dottedName(callee) ?? ""
                if KnownFlows.effect(of: dotted) != nil { return dotted }
                return "?." + file.tree.name(of: callee)
            }
            return file.tree.string(file.tree[callee].range)
        }
    }

    private func source(_ call: FlowCall, _ file: SourceFile) -> FlowValue? {
        if call.receiver.isRequest, let source = KnownSources.source(ofRequestCall: call.method, file.language) {
            return value(of: source, call.node, file)
        }
        let name = call.object.isNone ? call.name : "?." + call.method
        guard !followsSecrets, let source = KnownSources.source(ofCall: name) else { return nil }
        if source == .http, file.language != .go { return nil }
        return value(of: source, call.node, file)
    }

    /// `list.append(x)` changes the list.
    private func fill(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) {
        guard !call.object.isNone else { return }
        if file.language == .go { return decode(call, file, &environment) }
        guard KnownFlows.filling.contains(call.method) || call.method == "put" || isWritten(call, file) else { return }
        if store(call, file, &environment) { return }
        guard let taint = FlowValue.made(of: call.values).taint else { return }
        let step = trace.add(.assigned(call.method), at: Reference(file, call.node), after: taint.step)
        change(call.object, file, &environment) { whole in
            var added = taint
            added.step = step
            whole.taint = FlowValue.merged(whole.taint, added)
            whole.forget()
            whole.isList = whole.isList || ["append", "push", "extend", "insert"].contains(call.method)
        }
    }

    /// `json.Unmarshal(data, &v)`, `request.BindArguments(&v)`
    private func decode(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) {
        guard Self.decoding.contains(call.method),
            let taint = FlowValue.merged(call.receiver.anyTaint, FlowValue.made(of: call.values).taint)
        else { return }
        for argument in call.arguments where file.tree.kind(argument.node) == .unary {
            let step = trace.add(.assigned(call.method), at: Reference(file, call.node), after: taint.step)
            change(file.tree.child(of: argument.node, .value), file, &environment) { whole in
                var added = taint
                added.step = step
                whole = FlowValue(taint: FlowValue.merged(whole.taint, added))
            }
        }
    }

    private static let decoding: Set<String> = [
        "Decode", "Unmarshal", "BindArguments", "ShouldBindJSON", "BindJSON", "ShouldBind", "Bind", "ShouldBindQuery",
    ]

    /// `temporary.write(x)`: the file is known by its name, and holds what was written.
    private func isWritten(_ call: FlowCall, _ file: SourceFile) -> Bool {
        guard call.method == "write", file.language == .python,
            case .result(of: .external(let maker), _) = evaluator.value(of: call.object, in: file)
        else { return false }
        return maker.hasPrefix("tempfile.")
    }

    // MARK: Functions of the project

    private func project(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue? {
        if followsSecrets, hides(call.method) { return .harmless }
        if let function = call.receiver.fields?[call.method]?.function {
            return enter(function, call, withReceiver: false, file, &environment)
        }
        switch call.target {
        case .function(let function):
            return enter(function, call, withReceiver: takesReceiver(function, call), file, &environment)
        case .classType(let type): return construct(type, call, file, &environment)
        case .external: return nil
        default: break
        }
        if call.object.isNone, let value = variable(call.callee, file).flatMap({ environment[$0] }),
            let function = value.function
        {
            return enter(function, call, withReceiver: false, file, &environment)
        }
        // A method of something nobody knows: all that are called so.
        guard !call.object.isNone, !KnownFlows.reading.contains(call.method), call.receiver.anyTaint == nil,
            FlowValue.made(of: call.values).taint != nil
        else { return nil }
        let known = methods(named: call.method)
        guard !known.isEmpty else { return nil }
        return known.reduce(FlowValue.harmless) { value, function in
            value.joined(
                with: enter(function, call, withReceiver: takesReceiver(function, call), file, &environment))
        }
    }

    /// True where the first parameter is the object itself.
    private func takesReceiver(_ function: Reference, _ call: FlowCall) -> Bool {
        let tree = function.file.tree
        guard function.file.language == .python, !call.object.isNone else { return false }
        return ["self", "cls"].contains(tree.name(of: tree.child(of: function.node, .parameter)))
    }

    private func enter(
        _ function: Reference, _ call: FlowCall, withReceiver: Bool, _ file: SourceFile,
        _ environment: inout Environment
    ) -> FlowValue {
        let arguments = bound(call, to: function, withReceiver: withReceiver, file)
        let (value, checks) = enter(function, arguments, environment)
        environment.take(checks)
        // It may have changed what it was handed.
        for argument in call.arguments where argument.value.length >= 0 {
            change(argument.node, file, &environment) { $0.forget() }
        }
        return value
    }

    /// The arguments of a call by the parameters of what it calls.
    private func bound(
        _ call: FlowCall, to function: Reference, withReceiver: Bool, _ file: SourceFile
    ) -> [FlowValue] {
        let tree = function.file.tree
        let parameters = tree.children(of: function.node, .parameter)
        var values = [FlowValue](repeating: .harmless, count: parameters.count)
        var place = withReceiver ? 1 : 0
        for argument in call.arguments {
            if let name = argument.name {
                if let index = parameters.firstIndex(where: { tree.name(of: $0) == name }) {
                    values[index] = argument.value
                } else if let rest = parameters.firstIndex(where: { tree[$0].flags.contains(.isKeywordRest) }) {
                    values[rest].fields = (values[rest].fields ?? [:]).merging([name: argument.value]) { $1 }
                }
            } else if argument.isSpread {
                spread(argument.value, over: parameters, from: place, tree, &values)
            } else if place < parameters.count {
                let isRest = tree[parameters[place]].flags.contains(.isRest)
                values[place] = isRest ? values[place].joined(with: argument.value.flat) : argument.value
                if !isRest { place += 1 }
            }
        }
        return values.enumerated().map { index, value in
            guard value.anyTaint != nil else { return value }
            let parameter = tree.name(of: parameters[index])
            let name = tree.name(of: function.node)
            return passed(value, to: name, parameter, at: Reference(file, call.node))
        }
    }

    /// `f(*items)` and `f(**arguments)`: by name where that is known.
    private func spread(
        _ value: FlowValue, over parameters: [NodeID], from place: Int, _ tree: SyntaxTree, _ values: inout [FlowValue]
    ) {
        guard place < parameters.count else { return }
        for index in place..<parameters.count {
            let name = tree.name(of: parameters[index])
            let one = value.fields?[name] ?? (value.taint == nil ? value.element : part(of: value, name))
            values[index] = values[index].joined(with: one)
        }
    }

    private func passed(_ value: FlowValue, to function: String, _ parameter: String, at place: Reference) -> FlowValue
    {
        guard !function.isEmpty, let taint = value.anyTaint else { return value }
        let step = trace.add(.passed(function: function, parameter: parameter), at: place, after: taint.step)
        var told = value
        if told.taint != nil { told.taint?.step = step }
        return told
    }

    /// An object of a class of the project: what its constructor does, and what it is made of.
    private func construct(
        _ type: Reference, _ call: FlowCall, _ file: SourceFile, _ environment: inout Environment
    ) -> FlowValue {
        let names = type.file.language == .python ? ["__init__", "__post_init__"] : ["constructor"]
        var made = FlowValue()
        var hasConstructor = false
        for name in names {
            guard case .function(let function) = evaluator.member(name, of: .classType(type)) else { continue }
            hasConstructor = true
            let isPython = type.file.language == .python
            _ = enter(function, call, withReceiver: isPython, file, &environment)
        }
        guard !hasConstructor else { return made }
        // Records: what they are given under a name is found under it.
        for argument in call.arguments {
            if let name = argument.name {
                made.fields = (made.fields ?? [:]).merging([name: argument.value]) { $1 }
            } else {
                made.taint = FlowValue.merged(made.taint, argument.value.taint)
                made.fields = made.fields ?? argument.value.fields
            }
        }
        return made
    }

    // MARK: Functions of others

    private func unknown(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        if file.language == .go, let list = appended(call) { return list }
        if isAnswer(call, file) { return .harmless }
        // `any(matches(x, one) for one in all)`
        if call.object.isNone, ["any", "all"].contains(call.method), let truth = call.arguments.first?.value.truth {
            return FlowValue(truth: truth)
        }
        let called = callbacks(call, file, &environment)
        let given = FlowValue.made(of: call.values)
        guard given.taint != nil || call.receiver.anyTaint != nil || called != nil else { return .harmless }
        if followsSecrets { return made(ofSecretsBy: call, called.map { given.joined(with: $0) } ?? given) }
        var value = made(by: call, given, file)
        value.taint?.clean.formUnion(withoutQuotes(call, file))
        if let called {
            value.taint = FlowValue.merged(value.taint, called.anyTaint)
            if KnownFlows.asking.contains(call.method) { value = FlowValue(truth: called.truth) }
        }
        guard value.taint != nil else { return value }
        value.taint?.clean.formUnion(table.sanitized(by: call.name))
        note(value, of: call, file)
        return value
    }

    private func made(by call: FlowCall, _ given: FlowValue, _ file: SourceFile) -> FlowValue {
        // `arguments.get("host")`
        if call.method == "get", let stored = stored(call) { return stored }
        if !call.object.isNone, call.method == "get", call.receiver.anyTaint != nil || call.receiver.fields != nil,
            let first = call.arguments.first
        {
            guard let key = evaluator.value(of: first.node, in: file).text else { return call.receiver.element }
            let fallback = call.arguments.dropFirst().first?.value ?? .harmless
            return part(of: call.receiver, key).joined(with: fallback)
        }
        let isOwn = !call.object.isNone && call.receiver.anyTaint != nil
        if let effect = KnownFlows.effect(of: call.name) { return apply(effect, call, given, isOwn: false) }
        if !call.object.isNone, let effect = KnownFlows.effect(ofMethod: call.method),
            isOwn || call.method == "format"
                || call.method == "join" || call.method == "joinpath" || call.method.hasPrefix("parse")
                || call.method.hasPrefix("safeParse")
                || call.method == "concat" || call.method == "model_validate"
        {
            return apply(effect, call, given, isOwn: isOwn)
        }
        if !call.object.isNone, !isOwn, KnownFlows.reading.contains(call.method) { return .harmless }
        // Something made of it: checks of that say nothing of the whole.
        guard let taint = FlowValue.merged(given.taint, call.receiver.anyTaint) else { return .harmless }
        return part(of: FlowValue(taint: taint), call.method + "()").unshaped
    }

    /// Follows functions that are handed on. Returns what the last of them returns.
    private func callbacks(
        _ call: FlowCall, _ file: SourceFile, _ environment: inout Environment
    ) -> FlowValue? {
        var returned: FlowValue?
        for (index, argument) in call.arguments.enumerated() {
            guard let function = argument.value.function else { continue }
            let parameters = function.file.tree.children(of: function.node, .parameter)
            var values: [FlowValue]
            if let place = KnownFlows.calling[call.name] ?? KnownFlows.calling[call.method], place == index {
                values = call.arguments.dropFirst(index + 1).filter { $0.name == nil }.map(\.value)
                if ["setTimeout", "setImmediate"].contains(call.method) { values = [] }
            } else {
                let others = call.arguments.enumerated().filter {
                    $0.offset != index && $0.element.value.function == nil
                }
                let one =
                    call.receiver.anyTaint != nil
                    ? call.receiver.element : FlowValue.made(of: others.map(\.element.value))
                values = parameters.map { _ in one }
            }
            if takesReceiver(function, call), function.file.tree.name(of: parameters.first ?? .none) == "self" {
                values.insert(.harmless, at: 0)
            }
            let (value, _) = enter(function, values, environment)
            returned = value
        }
        return returned
    }
}

extension FlowValue {
    var unshaped: FlowValue { FlowValue(taint: anyTaint) }
}
