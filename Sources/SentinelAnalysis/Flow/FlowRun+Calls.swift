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
        if let known = source(call, file, &environment) { return known }
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
        let bound = file.bindings(of: callee)
        if let bound, bound.scope != 0, bound.bindings.contains(where: { $0.kind == .function }) { return false }
        guard file === self.file, seeds.holdSources else { return true }
        // A helper that reads from outside is told by its name, a class by what stands in it.
        if seeds.bring(file.tree[callee].name) { return false }
        return followsSecrets
            || bound?.bindings.allSatisfy { $0.kind == .function || $0.kind == .classDefinition } ?? false
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
                if KnownFlows.effect(of: dotted) != nil || KnownFlows.isOfRuntime(dotted) { return dotted }
                return "?." + file.tree.name(of: callee)
            }
            return file.tree.string(file.tree[callee].range)
        }
    }

    private func source(
        _ call: FlowCall, _ file: SourceFile, _ environment: inout Environment
    ) -> FlowValue? {
        if call.receiver.isRequest, let source = KnownSources.source(ofRequestCall: call.method, file.language) {
            decode(call, from: value(of: source, call.node, file).taint, file, &environment)
            return value(of: source, call.node, file)
        }
        if file.language == .go, !followsSecrets, Self.readingRoutes.contains(where: call.name.hasSuffix) {
            return value(of: .http, call.node, file)
        }
        let name = call.object.isNone ? call.name : "?." + call.method
        guard !followsSecrets, let source = KnownSources.source(ofCall: name) else { return nil }
        if source == .http, file.language != .go { return nil }
        return value(of: source, call.node, file)
    }

    /// What routers of Go took out of a request's path.
    private static let readingRoutes = ["gorilla/mux.Vars", ".URLParam"]

    /// `list.append(x)` changes the list.
    private func fill(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) {
        guard !call.object.isNone else { return }
        if file.language == .go {
            let taint = FlowValue.merged(call.receiver.anyTaint, FlowValue.made(of: call.values).taint)
            return decode(call, from: taint, file, &environment)
        }
        guard KnownFlows.filling.contains(call.method) || call.method == "put" || isWritten(call, file) else { return }
        if store(call, file, &environment) { return }
        guard let taint = FlowValue.made(of: call.values).taint else { return }
        let step = trace.add(.assigned(call.method), at: Reference(file, call.node), after: taint.step)
        change(call.object, file, &environment) { whole in
            var added = taint
            added.step = step
            if call.method == "write" { added.clean.formUnion(nameFacts) }
            whole.taint = FlowValue.merged(whole.taint, added)
            whole.forget()
            whole.isList = whole.isList || ["append", "push", "extend", "insert"].contains(call.method)
        }
        if call.method == "write" { fillNames(of: call.object, with: taint, step, file, &environment) }
    }

    /// `path = temporary.name` before something is written into it: the file of that name holds it.
    private func fillNames(
        of written: NodeID, with taint: Taint, _ step: Int32, _ file: SourceFile, _ environment: inout Environment
    ) {
        let tree = file.tree
        guard let scope = file.boundScope(of: written) else { return }
        for (name, bindings) in file.bindings(in: scope) {
            let isItsName = bindings.contains { binding in
                binding.kind == .value && tree.kind(binding.node) == .member && tree.name(of: binding.node) == "name"
                    && tree[tree.child(of: binding.node, .object)].name == tree[written].name
            }
            guard isItsName else { continue }
            let variable = Variable(file, scope: scope, name)
            var value = environment[variable] ?? .harmless
            value.taint = FlowValue.merged(
                value.taint, Taint(parts: taint.parts, clean: taint.clean.union(nameFacts), step: step))
            value.forget()
            environment[variable] = value
        }
    }

    /// What is known of the name of a file, whatever was written into it.
    private var nameFacts: RuleBits { containment.union(table.rules(for: .host)).union(dashes) }

    /// `json.Unmarshal(data, &v)`, `request.BindArguments(&v)`
    private func decode(
        _ call: FlowCall, from taint: Taint?, _ file: SourceFile, _ environment: inout Environment
    ) {
        guard Self.decoding.contains(call.method), let taint else { return }
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
        "Decode", "Unmarshal", "Parse", "WeakDecode", "Convert", "BindArguments", "ShouldBindJSON", "BindJSON",
        "ShouldBind", "Bind", "ShouldBindQuery",
    ]

    /// `temporary.write(x)`: the file is known by its name, and holds what was written.
    private func isWritten(_ call: FlowCall, _ file: SourceFile) -> Bool {
        guard call.method == "write", file.language == .python,
            case .result(of: .external(let maker), _) = evaluator.value(of: call.object, in: file)
        else { return false }
        return maker.hasPrefix("tempfile.")
    }

    // MARK: Functions of others

    private func unknown(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        if file.language == .go, let known = appended(call) ?? known(ofGo: call, file, environment) { return known }
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
        if !call.object.isNone, isKeyed(call, file), call.receiver.anyTaint != nil || call.receiver.fields != nil,
            let first = call.arguments.first
        {
            guard let key = evaluator.value(of: first.node, in: file).text ?? text(of: first.value) else {
                return call.receiver.element
            }
            let fallback = call.arguments.dropFirst().first?.value ?? .harmless
            return part(of: call.receiver, key).joined(with: fallback)
        }
        let isOwn = !call.object.isNone && call.receiver.anyTaint != nil
        // Python compares numbers with numbers alone.
        if ["min", "max"].contains(call.name), call.values.contains(where: { $0.known?.single?.index != nil }) {
            return .harmless
        }
        if let value = substituted(call, file) { return value }
        if let effect = KnownFlows.effect(of: call.name) { return apply(effect, call, given, isOwn: false, file) }
        if !call.object.isNone, let effect = KnownFlows.effect(ofMethod: call.method),
            isOwn || call.method == "format"
                || call.method == "join" || call.method == "joinpath" || call.method.hasPrefix("parse")
                || call.method.hasPrefix("safeParse")
                || call.method == "concat" || call.method == "model_validate"
        {
            return apply(effect, call, given, isOwn: isOwn, file)
        }
        if !call.object.isNone, !isOwn, KnownFlows.reading.contains(call.method) { return .harmless }
        // Something made of it: checks of that say nothing of the whole.
        guard let taint = FlowValue.merged(given.taint, call.receiver.anyTaint) else { return .harmless }
        let text = file.tree.string(file.tree[call.node].range.prefix(120))
        return part(of: FlowValue(taint: taint), "\(call.method)() \(text)").unshaped
    }

    /// True for what takes one thing out of many by its name: `arguments.get("host")`, `request.RequireString("url")`.
    private func isKeyed(_ call: FlowCall, _ file: SourceFile) -> Bool {
        call.method == "get" || file.language == .go && Self.accessors.contains(call.method)
    }

    private static let inPages: Set<String> = [
        "evaluate", "evaluateHandle", "$eval", "$$eval", "addInitScript", "waitForFunction", "executeScript",
        "evaluateOnNewDocument",
    ]

    private static let accessors: Set<String> = ["GetString", "RequireString", "GetStringSlice", "RequireStringSlice"]

    /// Follows functions that are handed on. Returns what the last of them returns.
    private func callbacks(
        _ call: FlowCall, _ file: SourceFile, _ environment: inout Environment
    ) -> FlowValue? {
        var returned: FlowValue?
        for (index, argument) in call.arguments.enumerated() {
            // What a page runs, it runs in the browser.
            if Self.inPages.contains(call.method) { continue }
            guard let function = argument.value.function else { continue }
            let parameters = function.file.tree.children(of: function.node, .parameter)
            var values: [FlowValue]
            if let place = KnownFlows.calling[call.name] ?? KnownFlows.calling[call.method], place == index {
                var inner = call
                inner.arguments = Array(call.arguments.dropFirst(index + 1))
                if ["setTimeout", "setImmediate"].contains(call.method) { inner.arguments = [] }
                values = bound(inner, to: function, withReceiver: false, file)
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
