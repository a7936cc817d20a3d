internal import SentinelSyntax

/// Parameters of handlers in Python: from signatures, `Annotated`, `Field`, and schemas that are written out or made by pydantic.
struct PythonParameters {
    let reader: ModelReader
    let tree: SyntaxTree
    let file: SourceFile

    init(_ reader: ModelReader) {
        self.reader = reader
        tree = reader.tree
        file = reader.file
    }

    func parameters(of function: NodeID) -> [ItemParameter] {
        var found: [ItemParameter] = []
        for (place, parameter) in tree.children(of: function, .parameter).enumerated() {
            let name = tree.name(of: parameter)
            let flags = tree[parameter].flags
            let type = tree.child(of: parameter, .type)
            if flags.contains(.isRest) || flags.contains(.isKeywordRest) || name.isEmpty { continue }
            if place == 0, name == "self" || name == "cls" { continue }
            if tree.string(tree[type].range).contains("Context") { continue }
            var item = ItemParameter(name: name, place: Reference(file, parameter))
            let value = tree.child(of: parameter, .value)
            item.isRequired = value.isNone
            describe(type, &item)
            if !value.isNone { applyDefault(value, &item) }
            found.append(item)
        }
        return found
    }

    /// `Field(...)`, or a text alone, as fastmcp has it.
    func applyMetadata(_ node: NodeID, _ item: inout ItemParameter) {
        if tree.kind(node) == .call { return applyField(node, &item) }
        if let text = reader.text(node) { item.description = text }
    }

    private func applyField(_ call: NodeID, _ item: inout ItemParameter) {
        guard let name = tree.dottedName(tree.child(of: call, .callee)), name.hasSuffix("Field") else { return }
        if let text = reader.keyword("description", of: call).flatMap(reader.text) { item.description = text }
        if let value = reader.keyword("default", of: call) { item.defaultText = reader.text(value) }
    }

    private func applyDefault(_ value: NodeID, _ item: inout ItemParameter) {
        guard tree.kind(value) == .call else {
            item.defaultText = reader.text(value)
            return
        }
        applyField(value, &item)
        let first = reader.positional(value).first
        let isMissing = first == nil || first.map { tree.string(tree[$0].range) == "..." } == true
        item.isRequired =
            isMissing && reader.keyword("default", of: value) == nil
            && reader.keyword("default_factory", of: value) == nil
    }

    // MARK: Schemas

    /// A dictionary, or `Model.model_json_schema()` of a pydantic class.
    func parameters(schema node: NodeID) -> [ItemParameter] {
        if tree.kind(node) == .call {
            let callee = tree.child(of: node, .callee)
            guard tree.kind(callee) == .member, ["model_json_schema", "schema"].contains(tree.name(of: callee)),
                case .classType(let type) = reader.value(tree.child(of: callee, .object))
            else { return [] }
            let other = type.file === file ? self : PythonParameters(ModelReader(reader.evaluator, type.file))
            return other.fields(of: type.node)
        }
        return reader.parameters(schema: reader.value(node), at: Reference(file, node))
    }

    /// Fields of a pydantic class: `name: type = Field(...)`, or annotated.
    private func fields(of type: NodeID) -> [ItemParameter] {
        tree.children(of: tree.child(of: type, .body)).compactMap { statement in
            guard tree.kind(statement) == .assignment else { return nil }
            let target = tree.child(of: statement, .target)
            let annotation = tree.child(of: statement, .type)
            guard tree.kind(target) == .name, !annotation.isNone else { return nil }
            var item = ItemParameter(name: tree.string(tree[target].range), place: Reference(file, statement))
            let value = tree.child(of: statement, .value)
            item.isRequired = value.isNone
            describe(annotation, &item)
            if !value.isNone { applyDefault(value, &item) }
            return item
        }
    }
}
