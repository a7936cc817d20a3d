internal import SentinelModel
internal import SentinelSyntax

/// Servers in JavaScript and TypeScript: `tool`, `registerTool` and their like, lists behind `setRequestHandler`, FastMCP's `addTool`.
struct ScriptModel {
    private let reader: ModelReader
    private let tree: SyntaxTree
    private let file: SourceFile

    init(_ reader: ModelReader) {
        self.reader = reader
        tree = reader.tree
        file = reader.file
    }

    func read() {
        var dispatcher: Reference?
        tree.walk(tree.root) { node in
            if tree.kind(node) == .call, let found = requestHandler(node), found.schema.hasPart("CallTool") {
                dispatcher = found.handler
            }
            return true
        }
        tree.walk(tree.root) { node in
            switch tree.kind(node) {
            case .call: readCall(node)
            case .dictionary: if reader.mayList { readListed(node, dispatcher) }
            default: break
            }
            return true
        }
    }

    /// `server.setRequestHandler(CallToolRequestSchema, async (request) => ...)`.
    private func requestHandler(_ call: NodeID) -> (schema: String, handler: Reference)? {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member, tree.name(of: callee) == "setRequestHandler" else { return nil }
        let arguments = reader.positional(call)
        guard arguments.count >= 2, let handler = handler(arguments[1]) else { return nil }
        return (tree.string(tree[arguments[0]].range), handler)
    }

    private func readCall(_ call: NodeID) {
        let callee = tree.child(of: call, .callee)
        guard tree.kind(callee) == .member else { return readServer(call, callee) }
        switch tree.name(of: callee) {
        case "tool": readNamed(call, .tool)
        case "registerTool": readRegistered(call, .tool)
        case "registerPrompt": readRegistered(call, .prompt)
        case "prompt": readNamed(call, .prompt)
        case "resource", "registerResource": readResource(call)
        case "addTool": readAdded(call, .tool)
        case "addPrompt": readAdded(call, .prompt)
        case "addResource": readAdded(call, .resource)
        default: readServer(call, callee)
        }
    }

    /// An item whose first argument is its name and whose last one does the work.
    private func item(_ call: NodeID, _ kind: ServerItem.Kind, _ arguments: [NodeID]) -> ServerItem? {
        guard let first = arguments.first, arguments.count >= 2, let name = reader.text(first),
            let handler = arguments.last.flatMap(handler)
        else { return nil }
        var item = ServerItem(kind, at: Reference(file, call))
        item.name = name
        item.handler = handler
        return item
    }

    /// `server.tool(name, description?, schema?, annotations?, handler)`, and prompts, which have no annotations.
    private func readNamed(_ call: NodeID, _ kind: ServerItem.Kind) {
        let arguments = reader.positional(call)
        guard var item = item(call, kind, arguments) else { return }
        var objects: [NodeID] = []
        for argument in arguments[1..<(arguments.count - 1)] {
            if objects.isEmpty, item.description == nil, let text = reader.text(argument) {
                item.description = text
            } else {
                objects.append(argument)
            }
        }
        if let schema = objects.first { item.parameters = ZodSchema(reader).parameters(of: schema) }
        // One object alone may be either.
        if let last = objects.last, objects.count > 1 || item.parameters.isEmpty {
            item.annotations = reader.annotations(reader.value(last))
        }
        reader.add(item)
    }

    /// `server.registerTool(name, { title, description, inputSchema, annotations }, handler)`.
    private func readRegistered(_ call: NodeID, _ kind: ServerItem.Kind) {
        let arguments = reader.positional(call)
        guard arguments.count >= 2, let name = reader.text(arguments[0]) else { return }
        var item = ServerItem(kind, at: Reference(file, call))
        item.name = name
        item.handler = arguments.count > 2 ? handler(arguments[2]) : nil
        apply(reader.value(arguments[1]), of: arguments[1], schemas: ["inputSchema", "argsSchema"], to: &item)
        reader.add(item)
    }

    /// `server.resource(name, uriOrTemplate, metadata?, handler)`.
    private func readResource(_ call: NodeID) {
        let arguments = reader.positional(call)
        guard arguments.count >= 3, var item = item(call, .resource, arguments) else { return }
        item.uri = reader.text(arguments[1]) ?? template(arguments[1])
        if arguments.count > 3 { apply(reader.value(arguments[2]), of: arguments[2], schemas: [], to: &item) }
        reader.add(item)
    }

    /// The text in `new ResourceTemplate("file:///{path}", ...)`.
    private func template(_ node: NodeID) -> TextValue? {
        guard tree.kind(node) == .call, let first = reader.positional(node).first else { return nil }
        return reader.text(first)
    }

    /// `server.addTool({ name, description, parameters, execute })`.
    private func readAdded(_ call: NodeID, _ kind: ServerItem.Kind) {
        guard let first = reader.positional(call).first else { return }
        let object = reader.value(first)
        guard case .text(let name) = object["name"] else { return }
        var item = ServerItem(kind, at: Reference(file, call))
        item.name = name
        for key in ["execute", "handler", "load", "call", "run"] {
            if case .function(let function) = object[key] { item.handler = function }
        }
        if let second = reader.positional(call).dropFirst().first, let function = handler(second) {
            item.handler = function
        }
        apply(object, of: first, schemas: ["parameters", "inputSchema", "arguments"], to: &item)
        reader.add(item)
    }

    private func apply(_ object: Value, of node: NodeID, schemas: [String], to item: inout ServerItem) {
        if case .text(let text) = object["title"] { item.title = text }
        if case .text(let text) = object["description"] { item.description = text }
        if case .text(let text) = object["uri"] { item.uri = text }
        item.annotations = reader.annotations(object["annotations"])
        for key in schemas {
            guard case .object(let entries) = object, let entry = entries.last(where: { $0.key == key }) else {
                continue
            }
            let other = entry.place.file === file ? reader : ModelReader(reader.evaluator, entry.place.file)
            let schema = other.tree.child(of: entry.place.node, .value)
            item.references = reader.references(in: entry.value) + reader.references(in: object["outputSchema"])
            item.parameters = ZodSchema(other).parameters(of: schema)
            return
        }
    }

    /// A function, given by itself, by name, or wrapped: `wrap(async () => ...)`.
    private func handler(_ node: NodeID) -> Reference? {
        reader.evaluator.handed(node, in: file)
    }

    private func readServer(_ call: NodeID, _ callee: NodeID) {
        guard tree[call].flags.contains(.isNew) else { return }
        let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
        guard ["McpServer", "Server", "FastMCP", "MCPServer"].contains(name), let first = reader.positional(call).first
        else { return }
        let options = reader.value(first)
        guard case .text(let title) = options["name"] else { return }
        var item = ServerItem(.server, at: Reference(file, call))
        item.name = title
        if case .text(let text) = options["instructions"] { item.description = text }
        if let second = reader.positional(call).dropFirst().first,
            case .text(let text) = reader.value(second)["instructions"]
        {
            item.description = text
        }
        reader.add(item)
    }

    /// `{ name, description, inputSchema }`, wherever it stands.
    private func readListed(_ object: NodeID, _ dispatcher: Reference?) {
        var keys: Set<String> = []
        for pair in tree.children(of: object) where tree.kind(pair) == .pair {
            let key = tree.child(of: pair, .key)
            keys.insert(tree.kind(key) == .string ? tree.stringText(key) ?? "" : tree.string(tree[key].range))
        }
        guard keys.contains("name"), keys.contains("inputSchema") else { return }
        let value = reader.value(object)
        guard case .text(let name) = value["name"] else { return }
        var item = ServerItem(.tool, at: Reference(file, object))
        item.name = name
        item.handler = dispatcher
        for key in ["handler", "execute", "run", "callback"] {
            if case .function(let function) = value[key] { item.handler = function }
        }
        apply(value, of: object, schemas: ["inputSchema"], to: &item)
        reader.add(item)
    }
}
