internal import SentinelSyntax

extension PythonParameters {
    /// What a type says of a parameter: `int`, `Optional[str]`, `str | None`, `Annotated[str, Field(description="...")]`,
    /// `Literal["a", "b"]`, and names for such types, of this file or another.
    func describe(_ type: NodeID, _ item: inout ItemParameter, depth: Int = 0) {
        guard !type.isNone, depth < 8 else { return }
        switch tree.kind(type) {
        case .index: describe(generic: type, &item, depth)
        case .binary where tree[type].operation == .bitOr:
            let left = tree.child(of: type, .left)
            describe(isNone(left) ? tree.child(of: type, .right) : left, &item, depth: depth + 1)
        case .name, .member: describe(named: type, &item, depth)
        // A type that is written before it is known.
        case .string: if item.type.isEmpty { item.type = Self.schemaType(tree.stringText(type) ?? "") }
        default: if item.type.isEmpty { item.type = tree.string(tree[type].range) }
        }
    }

    private func isNone(_ type: NodeID) -> Bool { tree.string(tree[type].range) == "None" }

    private func describe(generic type: NodeID, _ item: inout ItemParameter, _ depth: Int) {
        guard let generic = tree.dottedName(tree.child(of: type, .object)) else { return }
        var arguments = tree.children(of: type).filter { tree[$0].field == .index }
        if arguments.count == 1, tree.kind(arguments[0]) == .tuple {
            arguments = tree.children(of: arguments[0], .item)
        }
        switch generic.lastName {
        case "Annotated":
            if let first = arguments.first { describe(first, &item, depth: depth + 1) }
            for extra in arguments.dropFirst() { applyMetadata(extra, &item) }
        case "Optional", "Union", "Final", "Required", "NotRequired":
            if let first = arguments.first(where: { !isNone($0) }) { describe(first, &item, depth: depth + 1) }
        case "Literal":
            item.type = literalType(arguments.first)
            item.choices = arguments.compactMap(reader.text)
        case "list", "List", "Sequence", "Iterable", "set", "Set", "frozenset", "tuple", "Tuple": item.type = "array"
        case "dict", "Dict", "Mapping", "MutableMapping": item.type = "object"
        default: item.type = tree.string(tree[type].range)
        }
    }

    private func literalType(_ first: NodeID?) -> String {
        switch first.map(reader.value) {
        case .number: "integer"
        case .boolean: "boolean"
        default: "string"
        }
    }

    private func describe(named type: NodeID, _ item: inout ItemParameter, _ depth: Int) {
        let name = tree.string(tree[type].range)
        let known = Self.schemaType(name)
        if known == name, let place = reader.evaluator.definition(of: type, in: file), place.node != type {
            let other = place.file === file ? self : PythonParameters(ModelReader(reader.evaluator, place.file))
            return other.describe(definition: place.node, &item, depth + 1)
        }
        if item.type.isEmpty { item.type = known }
    }

    /// What stands behind a name: another type, or a class.
    private func describe(definition node: NodeID, _ item: inout ItemParameter, _ depth: Int) {
        guard tree.kind(node) == .classDefinition else { return describe(node, &item, depth: depth) }
        guard item.type.isEmpty else { return }
        let bases = tree.children(of: node, .base).map {
            tree.string(tree[$0].range).lastName
        }
        guard bases.contains(where: Self.enumerations.contains) else {
            item.type = "object"
            return
        }
        item.type = bases.contains { $0 == "int" || $0.hasPrefix("Int") } ? "integer" : "string"
        for statement in tree.children(of: tree.child(of: node, .body)) where tree.kind(statement) == .assignment {
            if let choice = reader.text(tree.child(of: statement, .value)) { item.choices.append(choice) }
        }
    }

    private static let enumerations: Set<String> = ["Enum", "StrEnum", "IntEnum", "Flag", "IntFlag"]

    /// What JSON Schema calls a type of Python's or pydantic's; the name itself where it is none of them.
    private static func schemaType(_ name: String) -> String {
        switch name.lastName {
        case "str", "bytes", "AnyUrl", "HttpUrl", "AnyHttpUrl", "FileUrl", "EmailStr", "SecretStr", "Path", "FilePath",
            "DirectoryPath", "UUID", "date", "datetime", "time", "timedelta":
            "string"
        case "int", "PositiveInt", "NonNegativeInt", "NegativeInt", "NonPositiveInt", "StrictInt": "integer"
        case "float", "PositiveFloat", "NonNegativeFloat", "StrictFloat": "number"
        case "bool", "StrictBool": "boolean"
        case "list", "List", "tuple", "Tuple", "set", "Set", "Sequence", "frozenset": "array"
        case "dict", "Dict", "Mapping": "object"
        case "Any", "object": ""
        default: name
        }
    }
}
