internal import SentinelSyntax

/// What is declared by literals, as the official SDK has it.
extension GoModel {
    /// `mcp.Tool{Name: "..."}` or its address, handed to a call with the function that does the work: `mcp.AddTool(server, &tool, handler)`.
    func readLiterals(_ call: NodeID) {
        let arguments = reader.positional(call)
        for (place, argument) in arguments.enumerated() {
            guard let literal = reader.evaluator.definition(of: pointed(argument), in: file),
                let kind = kind(of: literal)
            else { continue }
            var item = ServerItem(kind, at: literal)
            var hasSchema = false
            for pair in literal.file.tree.children(of: literal.node) where literal.file.tree.kind(pair) == .pair {
                apply(pair, literal.file, to: &item, &hasSchema)
            }
            guard item.name != nil else { continue }
            for later in arguments[(place + 1)...] where item.handler == nil { item.handler = function(later) }
            if kind == .tool, !hasSchema, let handler = item.handler {
                item.parameters = GoParameters(reader.evaluator).parameters(ofHandler: handler)
            }
            reader.add(item)
        }
    }

    /// `server.RegisterTool("name", "What it does", run)`, `MustTool("name", "What it does", run, ...)`.
    func readTexts(_ call: NodeID) {
        let arguments = reader.positional(call)
        guard (3...8).contains(arguments.count), optionName(call).hasSuffix("Tool"),
            let name = reader.text(arguments[0]), let description = reader.text(arguments[1]),
            let handler = arguments[2...].lazy.compactMap({ function($0) }).first
        else { return }
        var item = ServerItem(.tool, at: Reference(file, call))
        item.name = name
        item.description = description
        item.handler = handler
        item.parameters = GoParameters(reader.evaluator).parameters(ofHandler: handler)
        reader.add(item)
    }

    private func pointed(_ node: NodeID) -> NodeID {
        tree.kind(node) == .unary && tree[node].operation == .address ? tree.child(of: node, .value) : node
    }

    private func kind(of literal: Reference) -> ServerItem.Kind? {
        let tree = literal.file.tree
        guard tree.kind(literal.node) == .dictionary else { return nil }
        return switch tree.string(tree[tree.child(of: literal.node, .type)].range) {
        case "mcp.Tool", "Tool": .tool
        case "mcp.Prompt": .prompt
        case "mcp.Resource", "mcp.ResourceTemplate": .resource
        default: nil
        }
    }

    private func apply(_ pair: NodeID, _ file: SourceFile, to item: inout ServerItem, _ hasSchema: inout Bool) {
        let value = file.tree.child(of: pair, .value)
        switch file.tree.string(file.tree[file.tree.child(of: pair, .key)].range) {
        case "Name": item.name = looseText(value, file)
        case "Description": item.description = looseText(value, file)
        case "Title": item.title = looseText(value, file)
        case "URI", "URITemplate": item.uri = looseText(value, file)
        case "InputSchema":
            hasSchema = true
            item.parameters = parameters(value, file)
        case "Arguments": item.parameters = arguments(reader.evaluator.value(of: value, in: file))
        case "Annotations":
            guard case .object(let entries) = reader.evaluator.value(of: value, in: file) else { return }
            for entry in entries {
                if case .boolean(let isSet) = entry.value {
                    item.annotations.append((entry.key.prefix(1).lowercased() + entry.key.dropFirst(), isSet))
                } else if entry.key == "Title", item.title == nil {
                    item.title = looseText(entry.place.file.tree.child(of: entry.place.node, .value), entry.place.file)
                }
            }
        default: break
        }
    }

    /// A schema that is written out, or handed to a function that adds to it.
    private func parameters(_ node: NodeID, _ file: SourceFile) -> [ItemParameter] {
        let place = Reference(file, node)
        let found = reader.parameters(schema: reader.evaluator.value(of: node, in: file), at: place)
        guard found.isEmpty, file.tree.kind(node) == .call else { return found }
        return file.tree.children(of: node, .argument).lazy
            .map { reader.parameters(schema: reader.evaluator.value(of: $0, in: file), at: place) }
            .first { !$0.isEmpty } ?? []
    }

    /// Those of a prompt: a list of literals.
    private func arguments(_ list: Value) -> [ItemParameter] {
        guard case .list(let entries) = list else { return [] }
        return entries.compactMap { entry in
            guard case .text(let name) = entry["Name"] else { return nil }
            var parameter = ItemParameter(name: name.text, place: name.place)
            if case .text(let text) = entry["Description"] { parameter.description = text }
            if case .boolean(let isSet) = entry["Required"] {
                parameter.isRequired = isSet
            } else {
                parameter.isRequired = false
            }
            return parameter
        }
    }

    /// A text, or the last text that a call is given: a pointer to it, or the default of a translation.
    private func looseText(_ node: NodeID, _ file: SourceFile) -> TextValue? {
        if case .text(let text) = reader.evaluator.value(of: node, in: file) { return text }
        guard file.tree.kind(node) == .call, let last = file.tree.children(of: node, .argument).last else { return nil }
        if case .text(let text) = reader.evaluator.value(of: last, in: file) { return text }
        return nil
    }
}
