internal import SentinelModel
internal import SentinelSyntax

/// What a handler is given from outside, by its parameters. What a schema that is enforced makes harmless is none of it.
struct HandlerParameters {
    private let handler: Reference
    private let evaluator: Evaluator
    private let items: [ServerItem]
    private let isLikely: Bool
    private var tree: SyntaxTree { handler.file.tree }

    init(_ handler: FlowHandler, _ evaluator: Evaluator) {
        self.evaluator = evaluator
        self.handler = handler.function
        items = handler.items
        isLikely = handler.isLikely
    }

    /// By parameter, in order: where it is, what it is called, and whether nothing harmful can be in it.
    func map(_ body: (Reference, String, Bool) -> FlowValue) -> [FlowValue] {
        let parameters = tree.children(of: handler.node, .parameter)
        let first = isLikely ? parameters.firstIndex(where: isQuestion) ?? 0 : 0
        return parameters.enumerated().map { index, parameter in
            // What stands before the request is the program's.
            if index < first { return .harmless }
            let name = tree.name(of: parameter)
            let place = Reference(handler.file, parameter)
            if isContext(parameter, name, index, of: parameters.count) { return .harmless }
            var value = body(place, name, isHarmless(name))
            // An object of parameters: what is known of each.
            guard handler.file.language != .python || name == "arguments" || name == "args" else { return value }
            var fields: [String: FlowValue] = [:]
            for name in Set(items.flatMap { $0.parameters.map(\.name) }) where isHarmless(field: name) {
                fields[name] = .harmless
            }
            if !fields.isEmpty { value.fields = fields }
            return carried(parameter).map { FlowValue(value, in: $0) } ?? value
        }
    }

    /// A struct of the project that carries a context along is the whole call: where in it arguments lie. Nil for what is itself an argument.
    private func carried(_ parameter: NodeID) -> [String]? {
        guard handler.file.language == .go,
            let type = evaluator.goType(named: tree.child(of: parameter, .type), in: handler.file)
        else { return nil }
        let tree = type.file.tree
        let bases = tree.children(of: type.node, .base).map { tree.string(tree[$0].range) }
        guard bases.contains("context.Context") else { return nil }
        var names: [String] = []
        for property in tree.children(of: tree.child(of: type.node, .body)) where tree.kind(property) == .property {
            let written = tree.string(tree[tree.child(of: property, .type)].range)
            if Self.isArguments(written) || ["string", "any", "json.RawMessage"].contains(written) {
                names.append(tree.name(of: property))
            }
        }
        return names + [FlowValue.arguments]
    }

    /// Frameworks check what functions are declared with; a listed schema is the client's to obey.
    private func isEnforced(_ item: ServerItem) -> Bool {
        item.place.range != handler.range || item.parameters.contains { !$0.choices.isEmpty }
    }

    /// True if all that the handler serves lets nothing harmful through in a parameter.
    private func isHarmless(_ name: String) -> Bool {
        items.allSatisfy { item in
            item.kind == .tool && item.parameters.first { $0.name == name }.map(Self.isHarmless) ?? false
        }
    }

    /// The same of a field of what it is given; items that do not have it are not asked.
    private func isHarmless(field name: String) -> Bool {
        items.allSatisfy { item in
            guard let parameter = item.parameters.first(where: { $0.name == name }) else { return true }
            return isEnforced(item) && Self.isHarmless(parameter)
        }
    }

    /// Numbers, one of a list, and what a narrow expression lets through.
    private static func isHarmless(_ parameter: ItemParameter) -> Bool {
        if !parameter.choices.isEmpty || parameter.isNarrow { return true }
        return ["number", "integer", "boolean", "int", "float", "bool", "date", "datetime", "UUID"]
            .contains(parameter.type)
    }

    /// The context a framework hands on, `self`, and what belongs to the call rather than the caller.
    private func isContext(_ parameter: NodeID, _ name: String, _ index: Int, of count: Int) -> Bool {
        if ["self", "cls", "ctx", "context", "extra", "_context", "_extra", "_ctx"].contains(name) { return true }
        let type = tree.string(tree[tree.child(of: parameter, .type)].range)
        if type.hasPart("Context") || type.hasPart("Extra") || type.hasPrefix("Depends") { return true }
        // Handlers of scripts take what they are given, and then what belongs to the call; resources take an address first.
        switch handler.file.language {
        case .javascript, .typescript, .tsx: return index > (items.contains { $0.kind == .resource } ? 1 : 0)
        case .go:
            return !isQuestion(parameter) && (index == 0 && count > 1 || Self.isOfProgram(type))
        default: return false
        }
    }

    /// True for what holds a request in Go, or its arguments.
    private func isQuestion(_ parameter: NodeID) -> Bool {
        let type = tree.string(tree[tree.child(of: parameter, .type)].range)
        return Self.isArguments(type) || [".CallTool", ".ReadResource", ".GetPrompt"].contains(where: type.hasPart)
    }

    /// A map of arguments, as Go decodes objects.
    static func isArguments(_ type: String) -> Bool { ["map[string]any", "map[string]interface{}"].contains(type) }

    /// What a program of Go hands its own functions: `*slog.Logger`, `*sync.Map`.
    private static func isOfProgram(_ type: String) -> Bool {
        type.hasPrefix("*")
            && ["Logger", "sync.Map", "Session", "Client", "Server", "Config", "DB", "Cache"].contains(
                where: type.hasSuffix)
    }
}

extension FlowValue {
    /// Where what a call was given lies beside the fields of what carries it.
    static let arguments = "%arguments"

    /// An object that holds `value` under each of these names, and nothing else.
    fileprivate init(_ value: FlowValue, in names: [String]) {
        self.init()
        fields = Dictionary(names.map { ($0, value) }) { first, _ in first }
    }
}
