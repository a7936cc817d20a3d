internal import SentinelModel
internal import SentinelSyntax

/// Servers in Python: FastMCP and its like by decorators and calls, the low-level server by its lists.
struct PythonModel {
    private let reader: ModelReader
    private let tree: SyntaxTree
    private let file: SourceFile

    /// Names of what declares something. Comparing them costs nothing; making texts of all that is called would.
    private let calls: Set<NameID>

    init(_ reader: ModelReader) {
        self.reader = reader
        tree = reader.tree
        file = reader.file
        let tree = tree
        calls = Set(Self.calls.map { tree.find($0) }.filter { $0 != .none })
    }

    private static let calls = [
        "add_tool", "tool", "prompt", "resource", "from_function", "Tool", "Prompt", "Resource", "ResourceTemplate",
        "FastMCP",
        "Server", "MCPServer",
    ]

    func read() {
        let dispatcher = dispatcher()
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .function: readDecorators(of: node)
            case .call: readCall(node, dispatcher)
            case .dictionary: if reader.mayList { readListed(node, dispatcher) }
            default: break
            }
            return true
        }
    }

    /// The function that all calls of the low-level server's tools go to.
    private func dispatcher() -> Reference? {
        if let made = ConstructorHandlers(file, reader.evaluator).found.first(where: { $0.kind == .tool }) {
            return made.handler
        }
        guard tree.find("call_tool") != .none else { return nil }
        var found: Reference?
        tree.walk(tree.root) { node in
            if tree.kind(node) == .function,
                tree.children(of: node, .decorator).contains(where: { role(of: $0) == "call_tool" })
            {
                found = Reference(file, node)
            }
            return true
        }
        return found
    }

    // MARK: Decorators

    /// `tool` of `@mcp.tool(...)`, where `mcp` is, or may be, a server.
    private func role(of decorator: NodeID) -> String? {
        let callee = tree.kind(decorator) == .call ? tree.child(of: decorator, .callee) : decorator
        if tree.kind(callee) == .member, Self.roles.contains(tree.name(of: callee)),
            isServer(tree.child(of: callee, .object))
        {
            return tree.name(of: callee)
        }
        // A decorator of the project's own that registers what it is given.
        guard case .function(let function) = reader.value(callee) else { return nil }
        return registers(function) ? "tool" : nil
    }

    /// True if a function calls `tool` or `add_tool` of a server, or returns what such a function returns.
    private func registers(_ function: Reference, depth: Int = 0) -> Bool {
        if let known = reader.registering[function] { return known }
        guard depth < 4 else { return false }
        // Until it is known: one may lead back to itself.
        reader.registering[function] = false
        let found = looksForRegistration(in: function, depth)
        reader.registering[function] = found
        return found
    }

    private func looksForRegistration(in function: Reference, _ depth: Int) -> Bool {
        let other = function.file === file ? self : PythonModel(ModelReader(reader.evaluator, function.file))
        let tree = function.file.tree
        var found = false
        tree.walk(function.node) { node in
            guard !found else { return false }
            switch tree.kind(node) {
            case .call:
                let callee = tree.child(of: node, .callee)
                found =
                    tree.kind(callee) == .member && ["tool", "add_tool"].contains(tree.name(of: callee))
                    && other.isServer(tree.child(of: callee, .object))
            case .returnStatement:
                let value = tree.child(of: node, .value)
                guard !value.isNone, tree.kind(value) == .call,
                    case .function(let next) = other.reader.value(tree.child(of: value, .callee))
                else { break }
                found = registers(next, depth: depth + 1)
            default: break
            }
            return !found
        }
        return found
    }

    private static let roles: Set<String> = [
        "tool", "prompt", "resource", "call_tool", "list_tools", "list_prompts", "get_prompt", "list_resources",
        "read_resource",
    ]

    /// True for an instance of a server class, and for what nobody can tell in a file that speaks of MCP.
    func isServer(_ object: NodeID) -> Bool {
        switch reader.value(object) {
        case .result(of: .external(let name), _): return Self.isServerClass(name)
        case .result(of: .classType(let type), _):
            return type.file.tree.children(of: type.node).contains { base in
                type.file.tree[base].field == .base
                    && Self.isServerClass(type.file.tree.string(type.file.tree[base].range))
            } || Self.isServerClass(type.file.tree.name(of: type.node))
        case .external(let name): return Self.isServerClass(name)
        case .function, .classType, .text, .object, .list, .number, .boolean, .null: return false
        case .unknown, .module, .parameter, .result: return file.importsMCP
        }
    }

    private static func isServerClass(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasPart("mcp") || lower.hasSuffix(".server") || lower == "server"
    }

    private func readDecorators(of function: NodeID) {
        for decorator in tree.children(of: function, .decorator) {
            guard let role = role(of: decorator), let kind = ServerItem.Kind(rawValue: role) else { continue }
            var item = described(function, kind)
            if tree.kind(decorator) == .call {
                let own = ownDecorator(decorator)
                apply(decorator, to: &item, positional: own == nil ? nil : [])
                if let own { give(reader.positional(decorator), to: own, &item) }
            }
            reader.add(item)
        }
    }

    /// The project's own function that makes a decorator; nil for a method of a server.
    private func ownDecorator(_ call: NodeID) -> Reference? {
        let callee = tree.child(of: call, .callee)
        guard case .function(let function) = reader.value(callee) else { return nil }
        return function
    }

    /// What a decorator of the project's own is given says what its parameters are called. A text for a parameter of which nobody can tell
    /// is the tool's name if it can be one.
    private func give(_ arguments: [NodeID], to decorator: Reference, _ item: inout ServerItem) {
        let other = decorator.file.tree
        var names = other.children(of: decorator.node, .parameter).map { other.name(of: $0) }
        if let first = names.first, ["self", "cls"].contains(first) { names.removeFirst() }
        for (name, argument) in zip(names, arguments) {
            guard let text = reader.text(argument) else { continue }
            switch name {
            case "name", "tool_name": item.name = text
            case "title": item.title = text
            case "description", "desc", "doc": item.description = text
            default: if name == names.first, !text.text.hasPart(" ") { item.name = text }
            }
        }
    }

    /// What the function itself says.
    private func described(_ function: NodeID, _ kind: ServerItem.Kind) -> ServerItem {
        var item = ServerItem(kind, at: Reference(file, function))
        let name = tree.child(of: function, .name)
        if !name.isNone { item.name = TextValue(text: tree.string(tree[name].range), place: Reference(file, name)) }
        item.description = docstring(function)
        item.handler = Reference(file, function)
        item.parameters = PythonParameters(reader).parameters(of: function)
        return item
    }

    /// What a decorator or call says beyond that.
    private func apply(_ call: NodeID, to item: inout ServerItem, positional: [NodeID]? = nil) {
        let first = (positional ?? reader.positional(call)).first.flatMap(reader.text)
        if item.kind == .resource {
            item.uri = reader.keyword("uri", of: call).flatMap(reader.text) ?? first
        } else if let first {
            item.name = first
        }
        if let name = reader.keyword("name", of: call).flatMap(reader.text) { item.name = name }
        if let title = reader.keyword("title", of: call).flatMap(reader.text) { item.title = title }
        if let text = reader.keyword("description", of: call).flatMap(reader.text) { item.description = text }
        if let annotations = reader.keyword("annotations", of: call) { item.annotations = hints(annotations) }
    }

    /// `ToolAnnotations(readOnlyHint=True)`, or a dictionary.
    private func hints(_ node: NodeID) -> [(name: String, value: Bool)] {
        guard tree.kind(node) == .call else { return reader.annotations(reader.value(node)) }
        return tree.children(of: node, .argument).compactMap { argument in
            guard tree.kind(argument) == .keywordArgument,
                case .boolean(let isSet) = reader.value(tree.child(of: argument, .value))
            else { return nil }
            return (Self.hint(tree.name(of: argument)), isSet)
        }
    }

    /// `read_only_hint`, as newer releases have it, is `readOnlyHint` to clients.
    private static func hint(_ name: String) -> String {
        let words = name.split(separator: "_")
        guard words.count > 1 else { return name }
        return String(words[0]) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private func docstring(_ function: NodeID) -> TextValue? {
        let body = tree.child(of: function, .body)
        guard let first = tree.children(of: body).first(where: { _ in true }), tree.kind(first) == .expressionStatement
        else {
            return nil
        }
        let string = tree.child(of: first, .value)
        guard tree.kind(string) == .string else { return nil }
        var text = TextValue(tree.stringValue(of: string), at: Reference(file, string))
        text.text = Docstring.cleaned(text.text)
        return text
    }

    // MARK: Calls

    private func readCall(_ call: NodeID, _ dispatcher: Reference?) {
        let callee = tree.child(of: call, .callee)
        // `mcp.tool(...)(function)`
        if tree.kind(callee) == .call, let role = role(of: callee), let kind = ServerItem.Kind(rawValue: role) {
            guard let function = reader.positional(call).first else { return }
            readRegistration(of: function, kind, at: call, by: callee, positional: nil)
            return
        }
        let nameNode = tree.kind(callee) == .member ? tree.child(of: callee, .name) : callee
        guard calls.contains(tree[nameNode].name) || isImportedServer(nameNode) else { return }
        let name = tree.string(tree[nameNode].range)
        switch name {
        case "add_tool", "tool", "from_function":
            // A decorator is a call too; its function comes below it.
            guard tree[call].field != .decorator, tree.kind(callee) == .member else { return }
            guard name == "from_function" || isServer(tree.child(of: callee, .object)) else { return }
            guard let function = reader.positional(call).first ?? reader.keyword("fn", of: call) else { return }
            let kind = name == "from_function" ? made(by: tree.child(of: callee, .object)) : .tool
            readRegistration(of: function, kind, at: call, by: call, positional: [])
        case "Tool", "Prompt", "Resource", "ResourceTemplate": readConstructor(call, name, dispatcher)
        default: readServer(call)
        }
    }

    /// `Tool.from_function`, `Prompt.from_function` and their like.
    private func made(by type: NodeID) -> ServerItem.Kind {
        switch tree.dottedName(type)?.lastName {
        case "Prompt", "FunctionPrompt": .prompt
        case "Resource", "ResourceTemplate", "FunctionResource": .resource
        default: .tool
        }
    }

    private func isImportedServer(_ name: NodeID) -> Bool {
        !importedServers.isEmpty && importedServers.contains(tree.string(tree[name].range))
    }

    /// Local names of imported server classes: `from mcp.server.fastmcp import FastMCP as F`.
    private var importedServers: Set<String> {
        if let known = reader.importedServers { return known }
        var found: Set<String> = []
        for statement in tree.children(of: tree.root) where tree.kind(statement) == .importStatement {
            for item in tree.children(of: statement) where tree[item].field == .item {
                let alias = tree.child(of: item, .alias)
                let name = tree.child(of: item, .name)
                guard !alias.isNone, !name.isNone, Self.isServerClass(tree.string(tree[name].range)) else { continue }
                found.insert(tree.string(tree[alias].range))
            }
        }
        reader.importedServers = found
        return found
    }

    private func readRegistration(
        of function: NodeID, _ kind: ServerItem.Kind, at call: NodeID, by options: NodeID, positional: [NodeID]?
    ) {
        guard case .function(let found) = reader.value(function) else { return }
        let other = found.file === file ? self : PythonModel(ModelReader(reader.evaluator, found.file))
        var item = other.described(found.node, kind)
        item.place = Reference(file, call)
        apply(options, to: &item, positional: positional)
        reader.add(item)
    }

    /// `types.Tool(name=..., description=..., inputSchema=...)`.
    private func readConstructor(_ call: NodeID, _ name: String, _ dispatcher: Reference?) {
        let kind: ServerItem.Kind = name == "Tool" ? .tool : name == "Prompt" ? .prompt : .resource
        guard let naming = reader.keyword("name", of: call) else { return }
        let named = reader.text(naming) ?? given(reader.value(naming), near: call)
        // What it says of itself is worth reading though nobody knows what it is called.
        guard named != nil || kind == .tool && isOfMCP(tree.child(of: call, .callee)) else { return }
        let schema = reader.keyword("inputSchema", of: call) ?? reader.keyword("input_schema", of: call)
        guard kind != .tool || schema != nil else { return }
        var item = ServerItem(kind, at: Reference(file, call))
        apply(call, to: &item, positional: [])
        item.name = named
        if kind == .tool { item.handler = dispatcher }
        if let schema { item.parameters = PythonParameters(reader).parameters(schema: schema) }
        for schema in [schema, reader.keyword("outputSchema", of: call)].compactMap(\.self) {
            item.references += reader.references(in: reader.value(schema))
        }
        reader.add(item)
    }

    private func isOfMCP(_ callee: NodeID) -> Bool {
        guard case .external(let name) = reader.value(callee) else { return false }
        return name.hasPrefix("mcp.") || name.hasPrefix("mcp_types.") || name.hasPrefix("fastmcp.")
    }

    /// What a class gives a parameter of the constructor it inherits: `super().__init__("list_files")`. `value` is a field, as it is set there.
    private func given(_ value: Value, near place: NodeID) -> TextValue? {
        guard case .parameter(let parameter) = value, let scope = file.enclosingClass(at: tree[place].range.lowerBound),
            let function = parameter.file.enclosingFunction(at: parameter.range.lowerBound)
        else { return nil }
        let other = parameter.file.tree
        let parameters = other.children(of: function, .parameter)
        guard let index = parameters.firstIndex(where: { other[$0].range.contains(parameter.range.lowerBound) }) else {
            return nil
        }
        var found: TextValue?
        tree.walk(file.scopes[scope].node) { node in
            guard found == nil, tree.kind(node) == .call else { return found == nil }
            let callee = tree.child(of: node, .callee)
            let object = tree.child(of: callee, .object)
            guard tree.kind(callee) == .member, tree.name(of: callee) == "__init__", tree.kind(object) == .call,
                tree.string(tree[tree.child(of: object, .callee)].range) == "super"
            else { return true }
            let positional = reader.positional(node)
            // The object itself is handed over unseen.
            let argument =
                reader.keyword(other.name(of: parameters[index]), of: node)
                ?? (positional.indices.contains(index - 1) ? positional[index - 1] : nil)
            found = argument.flatMap(reader.text)
            return true
        }
        return found
    }

    private func readServer(_ call: NodeID) {
        guard case .external(let name) = reader.value(tree.child(of: call, .callee)), Self.isServerClass(name),
            name.hasSuffix("MCP") || name.hasSuffix("Server")
        else { return }
        var item = ServerItem(.server, at: Reference(file, call))
        item.name = (reader.positional(call).first ?? reader.keyword("name", of: call)).flatMap(reader.text)
        item.description = reader.keyword("instructions", of: call).flatMap(reader.text)
        reader.add(item)
    }

    private func readListed(_ dictionary: NodeID, _ dispatcher: Reference?) {
        // Cheap to ask, dear to evaluate.
        let keys = tree.children(of: dictionary).filter { tree.kind($0) == .pair }
            .map { tree.child(of: $0, .key) }.filter { tree.kind($0) == .string }.compactMap(tree.stringText)
        guard keys.contains("name"), keys.contains("inputSchema") else { return }
        guard var item = reader.listedTool(reader.value(dictionary), at: Reference(file, dictionary)) else { return }
        item.handler = dispatcher
        reader.add(item)
    }
}
