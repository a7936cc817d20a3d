internal import SentinelSyntax

/// Finds what a file declares of an MCP server.
package final class ModelReader {
    let evaluator: Evaluator
    let file: SourceFile
    var tree: SyntaxTree { file.tree }
    private(set) var items: [ServerItem] = []
    private var places: [ServerItem.Kind: Set<Reference>] = [:]
    /// What Python's reader asks of many decorators: by function, whether it registers what it is given.
    var registering: [Reference: Bool] = [:]
    /// Made when they are first asked for.
    var importedServers: Set<String>?
    /// True if something may be a listed tool. Cheap to know, and most files have none.
    private(set) lazy var mayList = tree.contains("inputSchema") || tree.contains("input_schema")

    /// How the file lets clients reach its servers. Read when it is first asked for.
    package private(set) lazy var exposure = ExposureReader(self).read()

    package init(_ evaluator: Evaluator, _ file: SourceFile) {
        self.evaluator = evaluator
        self.file = file
    }

    /// True where a limit kept something from being read.
    package var isCut: Bool { evaluator.isCut || evaluator.project.isCut }

    /// All items, in the order of the source.
    package func read() -> [ServerItem] {
        evaluator.begin()
        switch file.language {
        case .python: PythonModel(self).read()
        case .javascript, .typescript, .tsx: ScriptModel(self).read()
        case .go: GoModel(self).read()
        default: break
        }
        return items.sorted { $0.place.range.lowerBound < $1.place.range.lowerBound }
    }

    func add(_ item: ServerItem) {
        // One way of declaring may be found by two of reading.
        if places[item.kind, default: []].insert(item.place).inserted { items.append(item) }
    }

    // MARK: What all languages need

    func value(_ node: NodeID) -> Value { evaluator.value(of: node, in: file) }

    func text(_ node: NodeID) -> TextValue? {
        if case .text(let text) = value(node) { text } else { nil }
    }

    /// An argument's expression by its keyword.
    func keyword(_ name: String, of call: NodeID) -> NodeID? {
        for argument in tree.children(of: call, .argument)
        where tree.kind(argument) == .keywordArgument && tree.name(of: argument) == name {
            return tree.child(of: argument, .value)
        }
        return nil
    }

    /// The arguments that have no keyword, up to the first spread.
    func positional(_ call: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        for argument in tree.children(of: call, .argument) {
            if tree.kind(argument) == .spread { break }
            if tree.kind(argument) != .keywordArgument { found.append(argument) }
        }
        return found
    }

    /// The full name of what a call calls: by its imports; `?.name` for a method of something unknown.
    func calleeName(_ call: NodeID) -> String {
        let callee = tree.child(of: call, .callee)
        switch value(callee) {
        case .external(let name): return name
        case .function(let function), .classType(let function): return function.file.tree.name(of: function.node)
        default: return tree.kind(callee) == .member ? "?.\(tree.name(of: callee))" : tree.string(tree[callee].range)
        }
    }

    /// What a JSON Schema says of an object's properties. Go writes its words with capitals.
    func parameters(schema: Value, at place: Reference) -> [ItemParameter] {
        guard case .object(let properties) = Self.word("properties", of: schema) else { return [] }
        var required: Set<String> = []
        if case .list(let names) = Self.word("required", of: schema) { required = Set(names.compactMap(\.text)) }
        return properties.map { entry in
            var parameter = ItemParameter(name: entry.key, place: entry.place)
            parameter.type = Self.word("type", of: entry.value).text ?? ""
            if case .text(let text) = Self.word("description", of: entry.value) { parameter.description = text }
            parameter.isRequired = required.contains(entry.key)
            if case .list(let choices) = Self.word("enum", of: entry.value) {
                parameter.choices = choices.compactMap { if case .text(let text) = $0 { text } else { nil } }
            }
            if case .text(let text) = Self.word("default", of: entry.value) { parameter.defaultText = text }
            return parameter
        }
    }

    /// What a schema's `$ref`, `$dynamicRef` and `$schema` say, at any depth that schemas have.
    func references(in schema: Value) -> [TextValue] {
        var found: [TextValue] = []
        var waiting = [schema]
        var looked = 0
        while let value = waiting.popLast(), looked < 2_000 {
            looked += 1
            switch value {
            case .object(let entries):
                for entry in entries {
                    if Self.referring.contains(entry.key), case .text(let text) = entry.value {
                        found.append(text)
                    } else {
                        waiting.append(entry.value)
                    }
                }
            case .list(let items): waiting += items
            default: continue
            }
        }
        return found
    }

    private static let referring: Set<String> = ["$ref", "$dynamicRef", "$schema"]

    private static func word(_ name: String, of schema: Value) -> Value {
        let found = schema[name]
        return found.isUnknown ? schema[name.prefix(1).uppercased() + name.dropFirst()] : found
    }

    func annotations(_ value: Value) -> [(name: String, value: Bool)] {
        guard case .object(let entries) = value else { return [] }
        return entries.compactMap { entry in
            if case .boolean(let isSet) = entry.value { (entry.key, isSet) } else { nil }
        }
    }

    /// An object that lists a tool: `name`, and a schema of its input.
    func listedTool(_ object: Value, at place: Reference) -> ServerItem? {
        guard case .text(let name) = object["name"] else { return nil }
        let schema = ["inputSchema", "input_schema", "parameters"].lazy.map { object[$0] }.first { !$0.isUnknown }
        guard let schema, case .object = schema else { return nil }
        var item = ServerItem(.tool, at: place)
        item.name = name
        if case .text(let text) = object["description"] { item.description = text }
        if case .text(let text) = object["title"] { item.title = text }
        item.parameters = parameters(schema: schema, at: place)
        item.references = references(in: schema) + references(in: object["outputSchema"])
        item.annotations = annotations(object["annotations"])
        return item
    }
}
