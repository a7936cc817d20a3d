internal import SentinelModel
internal import SentinelSyntax

/// Calls of functions of the project: what they are given, by their parameters, and what comes back.
extension FlowRun {
    func project(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue? {
        if followsSecrets, hides(call.method) { return .harmless }
        if let function = call.receiver.fields?[call.method]?.function {
            return enter(function, call, withReceiver: false, file, &environment)
        }
        if let known = carried(call) { return known }
        let held = call.object.isNone ? variable(call.callee, file).flatMap { environment[$0] }?.function : nil
        let isGiven = FlowValue.made(of: call.values).taint != nil
        if isGiven {
            let methods = implementations(of: call, file)
            if !methods.isEmpty { return enterAll(methods, call, file, &environment) }
            if held == nil, call.object.isNone, let function = surrounded(call.callee, file) {
                return enter(function, call, withReceiver: false, file, &environment)
            }
        }
        switch call.target {
        // What a class only promises its subclasses do, and nobody knows which.
        case .function(let function) where !evaluator.isAbstract(function):
            return enter(function, call, withReceiver: takesReceiver(function, call), file, &environment)
        case .classType(let type): return construct(type, call, file, &environment)
        case .external: return nil
        default: break
        }
        if let held { return enter(held, call, withReceiver: false, file, &environment) }
        if isGiven {
            let several = dispatched(call, file)
            if !several.isEmpty { return enterAll(several, call, file, &environment) }
        }
        // A method of something nobody knows: all that are called so.
        guard !call.object.isNone, !KnownFlows.reading.contains(call.method), call.receiver.anyTaint == nil,
            isGiven
        else { return nil }
        let known = methods(named: call.method)
        return known.isEmpty ? nil : enterAll(known, call, file, &environment)
    }

    /// What a method of something that carries a call brings that is only promised: `params.GetArguments()` what was sent, any other what is the
    /// program's own. Nil for other calls.
    private func carried(_ call: FlowCall) -> FlowValue? {
        guard let sent = call.receiver.fields?[FlowValue.arguments] else { return nil }
        if case .function(let function) = call.target, function.hasBody { return nil }
        if KnownFlows.effect(ofMethod: call.method) != nil { return FlowValue(taint: sent.anyTaint) }
        return FlowValue.made(of: call.values).taint == nil ? .harmless : nil
    }

    /// What comes back from one of several functions, nobody knows which.
    private func enterAll(
        _ functions: [Reference], _ call: FlowCall, _ file: SourceFile, _ environment: inout Environment
    ) -> FlowValue {
        var (value, ends) = (FlowValue?.none, [Environment]())
        for function in functions {
            var inside = environment
            let withReceiver = takesReceiver(function, call)
            let one = enter(function, call, withReceiver: withReceiver, file, &inside)
            value = value.map { $0.joined(with: one) } ?? one
            ends.append(inside)
        }
        // What only some of them check is not checked.
        environment = ends.dropFirst().reduce(ends[0]) { $0.joined(with: $1) }
        return value ?? .harmless
    }

    /// True where the first parameter is the object itself.
    func takesReceiver(_ function: Reference, _ call: FlowCall) -> Bool {
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
    func bound(
        _ call: FlowCall, to function: Reference, withReceiver: Bool, _ file: SourceFile
    ) -> [FlowValue] {
        let tree = function.file.tree
        let parameters = tree.children(of: function.node, .parameter)
        var values = [FlowValue](repeating: .harmless, count: parameters.count)
        var place = withReceiver ? 1 : 0
        // What one parameter takes all of.
        var rest: [FlowValue] = []
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
                if tree[parameters[place]].flags.contains(.isRest) {
                    rest.append(argument.value)
                } else {
                    values[place] = argument.value
                    place += 1
                }
            }
        }
        if !rest.isEmpty {
            var list = FlowValue()
            if rest.count <= Int(Self.longestList) { ItemList(items: rest).put(into: &list) }
            values[place] = list.isList ? list : FlowValue.made(of: rest)
        }
        // The object that a method of Go is called on stands behind its parameters.
        if tree[function.node].flags.contains(.isMethod), file.language == .go, call.receiver.anyTaint != nil {
            values.append(call.receiver)
        }
        return values.enumerated().map { index, value in
            guard value.anyTaint != nil, index < parameters.count else { return value }
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
}
