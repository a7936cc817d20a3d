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
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call { readCall(node) }
            return true
        }
    }

    private func readCall(_ call: NodeID) {
        switch reader.calleeName(call).split(separator: ".").last ?? "" {
        case "NewTool": readNewTool(call, .tool)
        case "NewPrompt": readNewTool(call, .prompt)
        case "AddTool": readAddTool(call)
        case "NewMCPServer", "NewServer": readServer(call)
        default: break
        }
    }

    /// `mcp.NewTool("name", mcp.WithDescription("..."), mcp.WithString("path", mcp.Required(), ...))`.
    private func readNewTool(_ call: NodeID, _ kind: ServerItem.Kind) {
        let arguments = reader.positional(call)
        guard let first = arguments.first, let name = reader.text(first) else { return }
        var item = ServerItem(kind, at: Reference(file, call))
        item.name = name
        for option in arguments.dropFirst() where tree.kind(option) == .call { apply(option, to: &item) }
        item.handler = handler(of: call)
        reader.add(item)
    }

    private func optionName(_ call: NodeID) -> String {
        let callee = tree.child(of: call, .callee)
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

    /// `s.AddTool(tool, handler)`: the second argument of the call whose first is the tool made by `made`.
    private func handler(of made: NodeID) -> Reference? {
        var found: Reference?
        tree.walk(tree.root) { node in
            guard found == nil else { return false }
            guard tree.kind(node) == .call, optionName(node) == "AddTool" || optionName(node) == "AddPrompt" else {
                return true
            }
            let arguments = reader.positional(node)
            guard arguments.count >= 2, reader.evaluator.definition(of: arguments[0], in: file)?.node == made,
                case .function(let function) = reader.value(arguments[1])
            else { return true }
            found = function
            return false
        }
        return found
    }

    /// `mcp.AddTool(server, &mcp.Tool{Name: "..."}, handler)`.
    private func readAddTool(_ call: NodeID) {
        let arguments = reader.positional(call)
        guard arguments.count >= 2 else { return }
        for (place, argument) in arguments.enumerated() {
            let object = reader.value(argument)
            guard case .text(let name) = object["Name"] else { continue }
            var item = ServerItem(
                .tool, at: reader.evaluator.definition(of: argument, in: file) ?? Reference(file, argument))
            item.name = name
            if case .text(let text) = object["Description"] { item.description = text }
            if case .text(let text) = object["Title"] { item.title = text }
            if place + 1 < arguments.count, case .function(let function) = reader.value(arguments[place + 1]) {
                item.handler = function
            }
            reader.add(item)
            return
        }
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
