internal import SentinelModel
internal import SentinelSyntax

// Places that text must not reach and that are no calls: what is stored under a key, and what a page's handler returns.

extension FlowRun {
    /// `session[key] = value`, `request.session.name = value`: `=session[]`. `target[a][b] = value`: `=[][]`, about its keys.
    func sink(stored value: FlowValue, in target: NodeID, _ file: SourceFile, _ environment: inout Environment) {
        let tree = file.tree
        let object = tree.child(of: target, .object)
        guard !object.isNone else { return }
        let name = tree.kind(object) == .member ? tree.name(of: object) : tree.string(tree[object].range)
        let isIndex = tree.kind(target) == .index
        let entries = table.sinks(named: "=\(name)[]", in: file.language)
        let isNested = isIndex && tree.kind(object) == .index
        let nested = isNested ? table.sinks(named: "=[][]", in: file.language) : []
        guard !entries.isEmpty || !nested.isEmpty else { return }
        let key = isIndex ? evaluate(tree.child(of: target, .index), file, &environment) : .harmless
        for entry in entries {
            for taint in [value.anyTaint, key.anyTaint] {
                guard let taint = dirty(taint, entry.rule, environment) else { continue }
                report(entry, taint, at: Reference(file, target), called: name, weakness: "")
                break
            }
        }
        guard !nested.isEmpty else { return }
        let outer = evaluate(tree.child(of: object, .index), file, &environment)
        for entry in nested where dirty(key.anyTaint, entry.rule, environment) != nil {
            guard let taint = dirty(outer.anyTaint, entry.rule, environment) else { continue }
            report(entry, taint, at: Reference(file, target), called: "[][]", weakness: "")
        }
    }

    /// `return f"<p>{name}</p>"` of a function that answers requests: `@route`.
    func sink(returned value: FlowValue, at node: NodeID, _ file: SourceFile, _ environment: Environment) {
        let entries = table.sinks(named: "@route", in: file.language)
        guard !entries.isEmpty, let function = frames.last?.function, function.file === file,
            isRoute(function)
        else { return }
        // A status and headers may stand behind the text.
        let text = value.isList ? value.fields?["#0"] ?? .harmless : value
        for entry in entries {
            guard let taint = dirty(text.taint, entry.rule, environment),
                isMeant(text, taint, by: entry.sink.form, environment)
            else { continue }
            report(entry, taint, at: Reference(file, node), called: "the page", weakness: "")
        }
    }

    /// True for a function that a framework calls for a page's address and whose text it sends as HTML.
    private func isRoute(_ function: Reference) -> Bool {
        let tree = function.file.tree
        return tree.children(of: function.node, .decorator).contains { decorator in
            var node = decorator
            if tree.kind(node) == .call { node = tree.child(of: node, .callee) }
            guard tree.kind(node) == .member else { return false }
            if case .external(let name) = evaluator.value(of: node, in: function.file) {
                return Self.routers.contains(where: name.hasPrefix)
            }
            return tree.name(of: node) == "route" && (tree.contains("flask") || tree.contains("bottle"))
        }
    }

    private static let routers = [
        "flask.Flask().", "flask.Blueprint().", "quart.Quart().", "quart.Blueprint().", "bottle.route", "bottle.get",
        "bottle.post", "bottle.Bottle().", "sanic.Sanic().",
    ]

    // MARK: Quotes

    /// What is known of a text after a quote in it was replaced.
    func withoutQuotes(_ call: FlowCall, _ file: SourceFile) -> RuleBits {
        guard !call.object.isNone, call.method == "replace" || call.method == "replaceAll",
            let first = call.arguments.first
        else { return .none }
        if file.tree.kind(first.node) == .regex {
            let text = file.tree.string(file.tree[first.node].range)
            guard text.hasSuffix("g"), text.contains(where: { "'\"".contains($0) }) else { return .none }
            return text.hasPrefix("/'/") || text.hasPrefix("/[']/") ? .noQuotes.union(.noSingleQuote) : .noQuotes
        }
        let text = evaluator.value(of: first.node, in: file).text
        return text == "'" || text == "\"" ? .noQuotes : .none
    }

    // MARK: Origins

    /// True for what a request says in a form that has objects.
    func isObject(_ taint: Taint) -> Bool {
        guard let origin = trace.origin(of: taint.step), origin.source == .http else { return false }
        let isScript = ![.python, .go].contains(origin.place.file.language)
        return [".body", ".json", ".get_json"].contains { origin.name.contains($0) }
            || isScript && origin.name.hasPart(".query")
    }

    /// True for the address a request itself was sent to.
    func isOwnAddress(_ taint: Taint) -> Bool {
        guard let name = trace.origin(of: taint.step)?.name, let dot = name.lastIndex(of: ".") else { return false }
        return ["url", "path", "base_url", "full_path", "url_root", "host_url", "originalUrl", "host", "hostname"]
            .contains(String(name[name.index(after: dot)...]))
    }

    // MARK: Parsers

    /// True if an argument is a parser of XML that was told to load what a text refers to. `1|parser`: the second, or the one by that name.
    func loadsEntities(_ argument: String, _ call: FlowCall, _ file: SourceFile) -> Bool {
        var parser: NodeID?
        for name in argument.split(separator: "|") where parser == nil {
            if name == "receiver" {
                parser = call.object
            } else if let place = Int(name) {
                parser = call[place, nil]?.node
            } else {
                parser = call.arguments.first { $0.name == String(name) }?.node
            }
        }
        guard let parser, !parser.isNone, let made = evaluator.definition(of: parser, in: file) else { return false }
        let tree = made.file.tree
        guard tree.kind(made.node) == .call else { return false }
        for option in tree.children(of: made.node, .argument) where tree.kind(option) == .keywordArgument {
            let isOn = evaluator.value(of: tree.child(of: option, .value), in: made.file).isTrue
            switch tree.name(of: option) {
            case "resolve_entities", "load_dtd": if isOn == true { return true }
            case "no_network": if isOn == false { return true }
            default: break
            }
        }
        return isToldToLoad(parser, file)
    }

    /// `parser.setFeature(feature_external_ges, True)` in the same function.
    private func isToldToLoad(_ parser: NodeID, _ file: SourceFile) -> Bool {
        let tree = file.tree
        guard tree.kind(parser) == .name,
            let function = file.enclosingFunction(at: tree[parser].range.lowerBound)
        else { return false }
        var isTold = false
        tree.walk(function) { node in
            guard tree.kind(node) == .call, !isTold else { return !isTold }
            let callee = tree.child(of: node, .callee)
            let object = tree.child(of: callee, .object)
            guard tree.kind(callee) == .member, tree.name(of: callee) == "setFeature",
                tree.kind(object) == .name, tree[object].name == tree[parser].name
            else { return true }
            let arguments = tree.children(of: node, .argument)
            guard arguments.count == 2 else { return true }
            let feature = tree.string(tree[arguments[0]].range)
            let isExternal = ["feature_external_ges", "feature_external_pes", "external-general-entities"]
                .contains(where: feature.hasPart)
            isTold = isExternal && evaluator.value(of: arguments[1], in: file).isTrue == true
            return true
        }
        return isTold
    }

    // MARK: Regular expressions

    /// The expression a call matches with what came from outside; nil where it is not known.
    func regexText(_ call: FlowCall, _ file: SourceFile) -> String? {
        if call.name.hasPrefix("re."), !call.name.hasPrefix("re.compile") {
            return call.arguments.first.flatMap { patternText($0.node, file) }
        }
        // `x.match(/.../)`
        if call.receiver.anyTaint != nil { return call.arguments.first.flatMap { patternText($0.node, file) } }
        return patternText(call.object, file)
    }
}

extension Value {
    /// Whether a constant counts as true; nil where it is no constant.
    fileprivate var isTrue: Bool? {
        switch self {
        case .boolean(let value): value
        case .number(let text): text != "0"
        default: nil
        }
    }
}
