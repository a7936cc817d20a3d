internal import SentinelModel
internal import SentinelSyntax

/// Servers in Go: mark3labs/mcp-go by `mcp.NewTool`, the official SDK by `mcp.Tool` literals.
struct GoModel {
    let reader: ModelReader
    let tree: SyntaxTree
    let file: SourceFile

    init(_ reader: ModelReader) {
        self.reader = reader
        tree = reader.tree
        file = reader.file
    }

    func read() {
        let handlers = handlers()
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call { readCall(node, handlers) }
            return true
        }
    }

    /// By the calls that made tools: what does their work. `s.AddTool(tool, handler)`, `return NewTool(...), handler`, and
    /// `Entry{Tool: NewTool(...), Handler: handler}`.
    private func handlers() -> [NodeID: Reference] {
        var found: [NodeID: Reference] = [:]
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call where Self.adding.contains(optionName(node)): pair(reader.positional(node), &found)
            case .returnStatement:
                let value = tree.child(of: node, .value)
                pair(tree.kind(value) == .tuple ? tree.children(of: value, .item) : [], &found)
            case .dictionary:
                let items = tree.children(of: node, .item)
                pair(items.map { tree.kind($0) == .pair ? tree.child(of: $0, .value) : $0 }, &found)
            default: break
            }
            return true
        }
        return found
    }

    private static let adding: Set<String> = ["AddTool", "AddPrompt", "AddResource", "AddResourceTemplate"]
    private static let making: Set<String> = ["NewTool", "NewPrompt", "NewResource", "NewResourceTemplate"]

    /// Of what stands side by side, the function behind what a call made.
    private func pair(_ expressions: [NodeID], _ found: inout [NodeID: Reference]) {
        guard expressions.count >= 2, expressions.count <= 8 else { return }
        for (place, expression) in expressions.enumerated().dropLast() {
            guard [.call, .name].contains(tree.kind(expression)),
                let made = reader.evaluator.definition(of: expression, in: file), made.file === file,
                tree.kind(made.node) == .call, Self.making.contains(optionName(made.node))
            else { continue }
            for later in expressions[(place + 1)...] {
                guard let handler = function(later) else { continue }
                found[made.node] = handler
                return
            }
        }
    }

    private func readCall(_ call: NodeID, _ handlers: [NodeID: Reference]) {
        switch optionName(call) {
        case "NewTool": readNewTool(call, .tool, handlers)
        case "NewPrompt": readNewTool(call, .prompt, handlers)
        case "NewResource", "NewResourceTemplate": readNewResource(call, handlers)
        case "NewMCPServer", "NewServer": readServer(call)
        default:
            readTexts(call)
            readLiterals(call)
        }
    }

    /// `mcp.NewTool("name", mcp.WithDescription("..."), mcp.WithString("path", mcp.Required(), ...))`.
    private func readNewTool(_ call: NodeID, _ kind: ServerItem.Kind, _ handlers: [NodeID: Reference]) {
        let arguments = reader.positional(call)
        // Other libraries' functions of that name take a literal.
        guard let first = arguments.first, let name = reader.text(first) else { return readLiterals(call) }
        var item = ServerItem(kind, at: Reference(file, call))
        item.name = name
        for option in arguments.dropFirst() where tree.kind(option) == .call { apply(option, to: &item) }
        item.handler = handlers[call]
        reader.add(item)
    }

    /// `mcp.NewResource("file://x", "name", mcp.WithResourceDescription("..."))`.
    private func readNewResource(_ call: NodeID, _ handlers: [NodeID: Reference]) {
        let arguments = reader.positional(call)
        guard arguments.count >= 2, let uri = reader.text(arguments[0]), let name = reader.text(arguments[1]) else {
            return
        }
        var item = ServerItem(.resource, at: Reference(file, call))
        item.name = name
        item.uri = uri
        for option in arguments.dropFirst(2) where tree.kind(option) == .call { apply(option, to: &item) }
        item.handler = handlers[call]
        reader.add(item)
    }

    /// The last name of what is called; type arguments are looked through.
    func optionName(_ call: NodeID) -> String {
        var callee = tree.child(of: call, .callee)
        if tree.kind(callee) == .index { callee = tree.child(of: callee, .object) }
        return tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
    }

    private func apply(_ option: NodeID, to item: inout ServerItem) {
        let arguments = reader.positional(option)
        let first = arguments.first.flatMap(reader.text)
        switch optionName(option) {
        case "WithDescription", "WithPromptDescription", "WithResourceDescription", "WithTemplateDescription":
            item.description = first
        case "WithTitleAnnotation": item.title = first
        case "WithString", "WithNumber", "WithInteger", "WithBoolean", "WithObject", "WithArray", "WithAny",
            "WithArgument":
            guard let first else { return }
            var parameter = ItemParameter(name: first.text, place: Reference(file, option))
            parameter.type = optionName(option).dropFirst(4).lowercased()
            parameter.isRequired = false
            for extra in arguments.dropFirst() where tree.kind(extra) == .call { describe(extra, &parameter) }
            item.parameters.append(parameter)
        case "WithReadOnlyHintAnnotation", "WithDestructiveHintAnnotation", "WithIdempotentHintAnnotation",
            "WithOpenWorldHintAnnotation":
            guard let value = arguments.first, case .boolean(let isSet) = reader.value(value) else { return }
            let name = optionName(option).dropFirst(4).dropLast(10)
            item.annotations.append((name.prefix(1).lowercased() + name.dropFirst(), isSet))
        default: break
        }
    }

    private func describe(_ call: NodeID, _ parameter: inout ItemParameter) {
        let arguments = reader.positional(call)
        switch optionName(call) {
        case "Description", "ArgumentDescription": parameter.description = arguments.first.flatMap(reader.text)
        case "Required", "RequiredArgument": parameter.isRequired = true
        case "Enum": parameter.choices = arguments.compactMap(reader.text)
        case "DefaultString": parameter.defaultText = arguments.first.flatMap(reader.text)
        default: break
        }
    }

    /// A function, or what a wrapper of functions is given; a method of something unknown, by its name, where the package has one alone.
    func function(_ node: NodeID, depth: Int = 0) -> Reference? {
        if tree.kind(node) == .call, depth < 4, let inner = wrapped(by: node, depth: depth) { return inner }
        if case .function(let function) = reader.value(node) { return function }
        guard tree.kind(node) == .member else { return nil }
        let name = tree.name(of: node)
        let methods = ([file] + reader.evaluator.project.siblings(declaring: name, of: file)).flatMap { file in
            (file.bindings(of: file.tree.find(name), in: 0) ?? []).filter { $0.kind == .function }
                .map { Reference(file, $0.node) }
        }
        return methods.count == 1 ? methods[0] : nil
    }

    /// `mcp.NewTypedToolHandler(run)`, `typed(run)`: the function that is called in the end, if it takes what the wrapper made of a request.
    private func wrapped(by call: NodeID, depth: Int) -> Reference? {
        let inner = reader.positional(call).lazy.compactMap { function($0, depth: depth + 1) }.first
        guard let inner, let last = inner.file.tree.children(of: inner.node, .parameter).last else { return nil }
        let tree = inner.file.tree
        let type = tree.child(of: last, .type)
        let written = tree.string(tree[type].range)
        // What is given the request itself is followed from the wrapper.
        let isKnown = if case .function = reader.value(call) { true } else { false }
        if isKnown, written.hasPart(".CallTool") { return nil }
        let takesInput = HandlerParameters.isArguments(written) || written.hasPart(".CallTool")
        return takesInput || reader.evaluator.goType(named: type, in: inner.file) != nil ? inner : nil
    }

    private func readServer(_ call: NodeID) {
        guard let first = reader.positional(call).first else { return }
        let value = reader.value(first)
        var item = ServerItem(.server, at: Reference(file, call))
        if case .text(let name) = value {
            item.name = name
        } else if case .text(let name) = value["Name"] {
            item.name = name
        }
        guard item.name != nil else { return }
        reader.add(item)
    }
}
