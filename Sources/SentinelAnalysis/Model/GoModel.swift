internal import SentinelSyntax

/// Servers in Go: mark3labs/mcp-go by `mcp.NewTool`, the official SDK by `mcp.Tool` literals.
struct GoModel {
    private let reader: ModelReader
    private let tree: SyntaxTree
    private let file: SourceFile

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

    /// `s.AddTool(tool, handler)`: the second arguments, by the calls that made the tools.
    private func handlers() -> [NodeID: Reference] {
        var found: [NodeID: Reference] = [:]
        tree.walk(tree.root) { node in
            guard tree.kind(node) == .call, ["AddTool", "AddPrompt"].contains(optionName(node)) else { return true }
            let arguments = reader.positional(node)
            if arguments.count >= 2, let made = reader.evaluator.definition(of: arguments[0], in: file),
                made.file === file
            {
                found[made.node] = function(arguments[1])
            }
            return true
        }
        return found
    }

    private func readCall(_ call: NodeID, _ handlers: [NodeID: Reference]) {
        switch optionName(call) {
        case "NewTool": readNewTool(call, .tool, handlers)
        case "NewPrompt": readNewTool(call, .prompt, handlers)
        case "NewMCPServer", "NewServer": readServer(call)
        default: readLiterals(call)
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

    /// The last name of what is called; type arguments are looked through.
    private func optionName(_ call: NodeID) -> String {
        var callee = tree.child(of: call, .callee)
        if tree.kind(callee) == .index { callee = tree.child(of: callee, .object) }
        return tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
    }

    private func apply(_ option: NodeID, to item: inout ServerItem) {
        let arguments = reader.positional(option)
        let first = arguments.first.flatMap(reader.text)
        switch optionName(option) {
        case "WithDescription", "WithPromptDescription": item.description = first
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

    /// A function, or a method by its name: `server.handleRead`.
    private func function(_ node: NodeID) -> Reference? {
        if case .function(let function) = reader.value(node) { return function }
        guard tree.kind(node) == .member, let bindings = file.scopes[0].bindings[tree.find(tree.name(of: node))] else {
            return nil
        }
        return bindings.last { $0.kind == .function }.map { Reference(file, $0.node) }
    }

    /// `mcp.Tool{Name: "..."}` or its address, handed to a call with the function that does the work: `mcp.AddTool(server, &tool, handler)`.
    private func readLiterals(_ call: NodeID) {
        let arguments = reader.positional(call)
        for (place, argument) in arguments.enumerated() {
            guard let literal = reader.evaluator.definition(of: pointed(argument), in: file), isTool(literal) else {
                continue
            }
            var item = ServerItem(.tool, at: literal)
            for pair in literal.file.tree.children(of: literal.node) where literal.file.tree.kind(pair) == .pair {
                apply(pair, literal.file, to: &item)
            }
            guard item.name != nil else { continue }
            for later in arguments[(place + 1)...] where item.handler == nil { item.handler = function(later) }
            reader.add(item)
        }
    }

    private func pointed(_ node: NodeID) -> NodeID {
        tree.kind(node) == .unary && tree[node].operation == .address ? tree.child(of: node, .value) : node
    }

    private func isTool(_ literal: Reference) -> Bool {
        let tree = literal.file.tree
        guard tree.kind(literal.node) == .dictionary else { return false }
        let type = tree.string(tree[tree.child(of: literal.node, .type)].range)
        return type == "mcp.Tool" || type == "Tool"
    }

    private func apply(_ pair: NodeID, _ file: SourceFile, to item: inout ServerItem) {
        let value = file.tree.child(of: pair, .value)
        switch file.tree.string(file.tree[file.tree.child(of: pair, .key)].range) {
        case "Name": item.name = looseText(value, file)
        case "Description": item.description = looseText(value, file)
        case "Title": item.title = looseText(value, file)
        default: break
        }
    }

    /// A text, or the last text that a call is given: a pointer to it, or the default of a translation.
    private func looseText(_ node: NodeID, _ file: SourceFile) -> TextValue? {
        if case .text(let text) = reader.evaluator.value(of: node, in: file) { return text }
        guard file.tree.kind(node) == .call, let last = file.tree.children(of: node, .argument).last else { return nil }
        if case .text(let text) = reader.evaluator.value(of: last, in: file) { return text }
        return nil
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
