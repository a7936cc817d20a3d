internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    /// Looks whether a call is one that something from outside must not reach.
    func sink(_ call: FlowCall, _ file: SourceFile, _ environment: Environment) {
        let entries = entries(
            named: call.name, method: call.object.isNone ? nil : call.method, of: call.target, file.language)
        for entry in entries { examine(entry, call, file, environment) }
        if let observer, !entries.isEmpty { explain(entries, call, file, environment, to: observer) }
    }

    /// What is said of a call. `method` is nil for functions.
    func entries(
        named name: String, method: String?, of target: Value, _ language: Language
    ) -> [FlowTable.Entry] {
        // What is the project's own is followed instead, whatever it is called.
        switch target {
        case .function, .classType: return []
        default: break
        }
        let entries = table.sinks(named: name, in: language)
        guard let method, !name.hasPrefix("?.") else { return entries }
        return entries + table.sinks(named: "?." + method, in: language)
    }

    /// `element.innerHTML = x`
    func sink(assigned value: FlowValue, to target: NodeID, _ file: SourceFile, _ environment: Environment) {
        let name = file.tree.name(of: target)
        for entry in table.sinks(named: "=" + name, in: file.language) {
            guard let taint = dirty(value.anyTaint, entry.rule, environment) else { continue }
            report(
                entry, taint, at: Reference(file, target), called: name, weakness: weakness(of: taint),
                facts: facts(taint, environment))
        }
        if let observer { explain(assigned: value, to: target, name, file, environment, to: observer) }
    }

    private func examine(_ entry: FlowTable.Entry, _ call: FlowCall, _ file: SourceFile, _ environment: Environment) {
        guard entry.sink.conditions.allSatisfy({ holds($0, call, file) }) else { return }
        let place = Reference(file, call.node)
        let name = call.name.hasPrefix("?.") ? call.method : call.name
        if [.command, .options, .interpreter].contains(entry.sink.form) {
            let items = arguments(entry.sink, call, file)
            let list = ArgumentList(items, self, environment, entry)
            guard let taint = list.dangerous else { return }
            // Whoever calls a function with a list of arguments may well have chosen the program; not so what stands in a script.
            if isOne, !list.isScript, trace.origin(of: taint.step)?.source == .caller { return }
            // One text that a shell reads was put together somewhere; a list was not.
            let text = items.count == 1 ? items[0].value : .harmless
            return report(
                entry, taint, at: place, called: name, weakness: weakness(of: taint), facts: facts(taint, environment),
                builtAt: text.builtAt)
        }
        var regex: FlowSite.Regex?
        if entry.sink.form == .regex {
            guard let text = regexText(call, file) else { return }
            regex = FlowSite.Regex(text: text, method: call.method)
        }
        for argument in selected(entry.sink, call).map({ aimed($0, by: entry.sink.form) }) {
            guard let taint = dirty(argument.value.anyTaint, entry.rule, environment),
                isMeant(argument.value, taint, by: entry.sink.form, environment)
            else { continue }
            return report(
                entry, taint, at: place, called: name, weakness: weakness(of: taint),
                isWhole: argument.value.shape == .whole, facts: facts(taint, environment), regex: regex,
                builtAt: entry.sink.form.isOfText ? argument.value.builtAt : nil)
        }
    }

    /// Of the options of a request, what says where it goes.
    private func aimed(_ argument: FlowArgument, by form: FlowSink.Form) -> FlowArgument {
        guard form == .host, argument.value.taint == nil, let fields = argument.value.fields, !argument.value.isList
        else {
            return argument
        }
        let places = Self.places.compactMap { fields[$0] }
        guard let first = places.first else { return argument }
        var aimed = argument
        aimed.value = places.dropFirst().reduce(first) { $0.joined(with: $1) }
        return aimed
    }

    private static let places = ["host", "hostname", "url", "uri", "href", "baseURL", "baseUrl", "socketPath"]

    /// What is known of a value that somebody else controls.
    func facts(_ taint: Taint, _ environment: Environment) -> RuleBits {
        taint.clean.union(environment.checked(taint.parts, parts))
    }

    /// What of a value is still dangerous for a rule; nil for nothing.
    func dirty(_ taint: Taint?, _ rule: Int, _ environment: Environment) -> Taint? {
        guard let taint, !taint.clean.contains(.rule(rule)) else { return nil }
        let facts = facts(taint, environment)
        if facts.contains(.rule(rule)) { return nil }
        // One quoted text, which is all that it can be.
        if facts.isQuotedText, table.rules(for: .code).contains(.rule(rule)) { return nil }
        return taint
    }

    private func weakness(of taint: Taint) -> String {
        guard !weaknesses.isEmpty else { return "" }
        var why = ""
        taint.parts.forEach { if why.isEmpty { why = weaknesses[$0] ?? "" } }
        return why
    }

    // MARK: Forms

    func isMeant(
        _ value: FlowValue, _ taint: Taint, by form: FlowSink.Form, _ environment: Environment
    ) -> Bool {
        let facts = taint.clean.union(environment.checked(taint.parts, parts))
        switch form {
        case .any, .command, .options, .interpreter, .regex: return true
        case .text: return value.fields == nil && !value.isList
        case .joined:
            guard case .built(let prefix) = value.shape else { return false }
            return !isWithinQuotes(prefix, facts)
        case .filter:
            guard case .built(let prefix) = value.shape else { return false }
            return prefix?.hasPrefix("(") == true
        case .page:
            guard case .built(let prefix) = value.shape else { return false }
            return prefix?.contains("<") == true
        case .document: return isObject(taint)
        case .option:
            if case .built(let prefix) = value.shape, prefix?.isEmpty != true { return false }
            return !facts.contains(.noDash)
        case .whole: return value.shape == .whole
        case .built:
            guard case .built(let prefix) = value.shape, !isWithinQuotes(prefix, facts) else { return false }
            return prefix.map { $0.isEmpty || TextPrefix.beginsQuery($0) } ?? true
        case .redirect where isOwnAddress(taint): return false
        case .host, .redirect:
            switch value.shape {
            case .whole: return true
            case .below: return false
            case .built(let prefix): return prefix.map { !TextPrefix.fixesHost($0) } ?? false
            }
        case .address:
            guard case .built(let prefix) = value.shape, !facts.contains(.noDots) else { return false }
            return prefix.map { TextPrefix.fixesHost($0) && !$0.contains("?") } ?? true
        case .path:
            guard facts.contains(.noDots) else { return true }
            if case .built = value.shape { return false }
            return !facts.contains(.noAbsolute)
        }
    }

    /// A text without quotes, put between quotes, stays there.
    private func isWithinQuotes(_ prefix: String?, _ facts: RuleBits) -> Bool {
        guard facts.contains(.noQuotes), let last = prefix?.last else { return false }
        return last == "'" || last == "\""
    }

    // MARK: Arguments

    func selected(_ sink: FlowSink, _ call: FlowCall) -> [FlowArgument] {
        if sink.arguments == ["*"] { return call.arguments }
        if sink.arguments == ["receiver"] { return [FlowArgument(node: call.object, value: call.receiver)] }
        var found: [FlowArgument] = []
        for selector in sink.arguments {
            if selector.hasSuffix("*"), let first = Int(selector.dropLast()) {
                found += call.positional.dropFirst(first)
            } else if let place = Int(selector) {
                if let argument = call[place, nil] { found.append(argument) }
                // `f(*items)`
                if let spread = call.arguments.first(where: \.isSpread) { found.append(spread) }
            } else if let named = call.arguments.first(where: { $0.name == selector }) {
                found.append(named)
            } else if let options = call.arguments.last, !isBody(call), let field = options.value.fields?[selector] {
                found.append(FlowArgument(node: options.node, value: field))
            }
        }
        return found
    }

    /// True where the last argument is what is sent, and not how: `client.post(url, {...})`.
    private func isBody(_ call: FlowCall) -> Bool {
        call.arguments.count == 2 && ["post", "put", "patch"].contains(call.method)
    }

    /// The items of a program's argument list: lists among the arguments are spread, `1*` means all from there on.
    func arguments(_ sink: FlowSink, _ call: FlowCall, _ file: SourceFile) -> [ArgumentList.Item] {
        var chosen: [FlowArgument] = []
        for selector in sink.arguments {
            if selector.hasSuffix("*"), let first = Int(selector.dropLast()) {
                chosen += call.positional.dropFirst(first)
            } else if let place = Int(selector) {
                if let argument = call[place, nil] { chosen.append(argument) }
            } else if let named = call.arguments.first(where: { $0.name == selector }) {
                chosen.append(named)
            } else if let options = call.arguments.last, let field = options.value.fields?[selector] {
                let pair = file.tree.children(of: options.node, .item).first {
                    file.tree.kind($0) == .pair && evaluator.key(of: $0, file) == selector
                }
                let written = pair.map { file.tree.child(of: $0, .value) } ?? .none
                chosen.append(FlowArgument(node: written, value: field))
            }
        }
        return chosen.flatMap { items(of: $0, file) }
    }

    private func items(of argument: FlowArgument, _ file: SourceFile) -> [ArgumentList.Item] {
        if argument.value.length >= 0 {
            let nodes = file.tree.kind(argument.node) == .list ? file.tree.children(of: argument.node, .item) : []
            return ItemList(argument.value).items.enumerated().map { index, item in
                let node = index < nodes.count ? nodes[index] : NodeID.none
                return ArgumentList.Item(value: item, texts: texts(of: item, node, file))
            }
        }
        let known = evaluator.value(of: argument.node, in: file)
        if case .list(let values) = known {
            // Statements may have added to what is written there.
            let added = argument.value.isList ? argument.value.fields?.keys.compactMap(\.listPlace).max() ?? -1 : -1
            var items = (0..<min(64, max(values.count, added + 1))).map { index in
                let item = argument.value.fields?["#\(index)"] ?? .harmless
                var texts = texts(of: item, .none, file)
                if texts.isEmpty, item.anyTaint == nil, index < values.count {
                    texts = (values[index].text ?? Self.interpreter(values[index])).map { [$0] } ?? []
                }
                return ArgumentList.Item(value: item, texts: texts)
            }
            // What was added later, or is not known by its place.
            if let taint = argument.value.taint {
                items.append(.init(value: FlowValue(taint: taint), isLoose: true))
            }
            return items
        }
        if argument.value.isList {
            let fields = argument.value.fields ?? [:]
            let count = min(64, (fields.keys.compactMap { Int($0.dropFirst()) }.max() ?? -1) + 1)
            var items = (0..<count).map { index in
                let item = fields["#\(index)"] ?? .harmless
                return ArgumentList.Item(value: item, texts: texts(of: item, .none, file))
            }
            if let taint = argument.value.taint {
                items.append(.init(value: FlowValue(taint: taint), isLoose: true))
            }
            return items
        }
        return [ArgumentList.Item(value: argument.value, texts: texts(of: argument.value, argument.node, file))]
    }

    /// The texts an item may be; none where that is not known.
    private func texts(of item: FlowValue, _ node: NodeID, _ file: SourceFile) -> [String] {
        if item.anyTaint != nil { return [] }
        if let exact = item.known?.exact { return exact.compactMap(\.text) }
        if let text = text(of: item) { return [text] }
        guard !node.isNone else { return [] }
        let value = evaluator.value(of: node, in: file)
        return (value.text ?? Self.interpreter(value)).map { [$0] } ?? []
    }

    /// The program that names of a runtime stand for.
    private static func interpreter(_ value: Value) -> String? {
        guard case .external(let name) = value else { return nil }
        return ["sys.executable": "python3", "process.execPath": "node", "process.argv0": "node"][name]
    }

    // MARK: Conditions

    func holds(_ condition: FlowSink.Condition, _ call: FlowCall, _ file: SourceFile) -> Bool {
        if condition.value == "loads-entities" { return loadsEntities(condition.argument, call, file) }
        let argument: FlowArgument? =
            Int(condition.argument).map { call[$0, nil] } ?? call.arguments.first { $0.name == condition.argument }
        var value = argument.map { evaluator.value(of: $0.node, in: file) }
        // Options of scripts are an object at the end.
        if argument == nil, Int(condition.argument) == nil, let last = call.positional.last,
            case .object = evaluator.value(of: last.node, in: file)
        {
            let held = evaluator.value(of: last.node, in: file)[condition.argument]
            if !held.isUnknown { value = held }
        }
        switch condition.value {
        case "present": return value != nil
        case "absent": return value == nil
        default: return value.map { Self.name(of: $0) == condition.value } ?? false
        }
    }

    private static func name(of value: Value) -> String? {
        switch value {
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .text(let text): text.text
        case .number(let number): number
        case .null: "none"
        case .external(let name): name
        default: nil
        }
    }
}

extension FlowSink.Form {
    /// True where it matters how a text was put together, and for what.
    var isOfText: Bool { [.any, .text, .joined, .built, .filter, .command].contains(self) }
}
