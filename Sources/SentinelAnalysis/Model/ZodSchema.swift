internal import SentinelSyntax

/// Parameters as schemas of JavaScript and TypeScript say them: zod's objects and shapes, and JSON Schema.
struct ZodSchema {
    private let reader: ModelReader
    private let tree: SyntaxTree
    private let file: SourceFile

    init(_ reader: ModelReader) {
        self.reader = reader
        tree = reader.tree
        file = reader.file
    }

    func parameters(of node: NodeID, depth: Int = 0) -> [ItemParameter] {
        guard depth < 8, !node.isNone else { return [] }
        switch tree.kind(node) {
        case .dictionary:
            if reader.value(node)["type"].text == "object" {
                return reader.parameters(schema: reader.value(node), at: Reference(file, node))
            }
            return shape(node, depth)
        case .call: return call(node, depth)
        case .member, .name, .cast: return named(node, depth)
        default: return []
        }
    }

    /// `{ a: z.string(), ...more }`.
    private func shape(_ node: NodeID, _ depth: Int) -> [ItemParameter] {
        var found: [ItemParameter] = []
        for item in tree.children(of: node) where tree[item].field == .item {
            switch tree.kind(item) {
            case .pair:
                guard let key = reader.evaluator.key(of: item, file) else { continue }
                var parameter = ItemParameter(name: key, place: Reference(file, item))
                if let place = resolved(tree.child(of: item, .value)) {
                    ZodSchema(ModelReader(reader.evaluator, place.file)).describe(place.node, &parameter)
                }
                found.append(parameter)
            case .spread: found += parameters(of: tree.child(of: item, .value), depth: depth + 1)
            default: continue
            }
        }
        return found
    }

    /// `z.object({...})` with what is chained to it; `zodToJsonSchema(X)`; `X.shape`.
    private func call(_ node: NodeID, _ depth: Int) -> [ItemParameter] {
        let callee = tree.child(of: node, .callee)
        let arguments = reader.positional(node)
        let name = tree.kind(callee) == .member ? tree.name(of: callee) : tree.string(tree[callee].range)
        switch name {
        case "object", "strictObject", "looseObject", "zodToJsonSchema", "toJSONSchema", "toJsonSchema":
            return arguments.first.map { parameters(of: $0, depth: depth + 1) } ?? []
        case "extend", "merge", "and":
            let own = parameters(of: tree.child(of: callee, .object), depth: depth + 1)
            return own + (arguments.first.map { parameters(of: $0, depth: depth + 1) } ?? [])
        default:
            guard tree.kind(callee) == .member else { return [] }
            return parameters(of: tree.child(of: callee, .object), depth: depth + 1)
        }
    }

    /// A name for a schema, in this file or another.
    private func named(_ node: NodeID, _ depth: Int) -> [ItemParameter] {
        if tree.kind(node) == .member, tree.name(of: node) == "shape" {
            return parameters(of: tree.child(of: node, .object), depth: depth + 1)
        }
        guard let place = resolved(node), place.file !== file || place.node != node else { return [] }
        return ZodSchema(ModelReader(reader.evaluator, place.file)).parameters(of: place.node, depth: depth + 1)
    }

    /// Where the expression stands that a name is bound to.
    private func resolved(_ node: NodeID) -> Reference? { reader.evaluator.definition(of: node, in: file) }

    /// What a chain such as `z.string().optional().describe("...")` says.
    private func describe(_ node: NodeID, _ parameter: inout ItemParameter) {
        var at = node
        for _ in 0..<32 {
            guard tree.kind(at) == .call else { break }
            let callee = tree.child(of: at, .callee)
            guard tree.kind(callee) == .member else { break }
            let arguments = reader.positional(at)
            apply(tree.name(of: callee), arguments, &parameter)
            at = tree.child(of: callee, .object)
        }
    }

    private func apply(_ name: String, _ arguments: [NodeID], _ parameter: inout ItemParameter) {
        switch name {
        case "describe":
            // The outermost counts, which comes first.
            if parameter.description == nil { parameter.description = arguments.first.flatMap(reader.text) }
        case "optional", "nullish": parameter.isRequired = false
        case "default", "catch":
            parameter.isRequired = false
            parameter.defaultText = arguments.first.flatMap(reader.text)
        case "string", "number", "boolean", "array", "object": parameter.type = name
        case "int", "bigint": parameter.type = "integer"
        case "record": parameter.type = "object"
        case "enum", "nativeEnum":
            parameter.type = "string"
            if let first = arguments.first, case .list(let items) = reader.value(first) {
                parameter.choices = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
            }
        case "literal":
            if let text = arguments.first.flatMap(reader.text) { parameter.choices = [text] }
        case "uuid", "guid", "ulid", "cuid", "cuid2", "nanoid", "ipv4", "ipv6", "datetime", "date":
            parameter.isNarrow = true
        case "regex": if let first = arguments.first { parameter.isNarrow = isNarrow(first) }
        default: break
        }
    }

    /// True for a regular expression that nothing harmful matches as a whole.
    private func isNarrow(_ node: NodeID) -> Bool {
        let place = tree.kind(node) == .regex ? Reference(file, node) : resolved(node)
        guard let place, place.file.tree.kind(place.node) == .regex else { return false }
        let text = place.file.tree.string(place.range).dropFirst()
        guard let end = text.lastIndex(of: "/") else { return false }
        let known = SafePattern(String(text[..<end]), isWhole: false, startsAtBeginning: false)
        return known.isSafe && !known.allowsPaths && !known.allowsDash
    }
}
