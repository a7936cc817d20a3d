internal import SentinelSyntax

/// Parameters of tools in Go, as the official SDK makes them: from the struct that the handler takes.
struct GoParameters {
    private let evaluator: Evaluator

    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// Those of the last parameter's type, which is the handler's input.
    func parameters(ofHandler handler: Reference) -> [ItemParameter] {
        let tree = handler.file.tree
        guard let last = tree.children(of: handler.node, .parameter).last,
            let type = evaluator.goType(named: tree.child(of: last, .type), in: handler.file)
        else { return [] }
        return fields(of: type, depth: 0)
    }

    private func fields(of type: Reference, depth: Int) -> [ItemParameter] {
        let (file, tree) = (type.file, type.file.tree)
        guard depth < 4, !tree[type.node].flags.contains(.isTypeOnly) else { return [] }
        var found: [ItemParameter] = []
        // What is embedded shows its fields as its own.
        for base in tree.children(of: type.node, .base) {
            if let other = evaluator.goType(named: base, in: file) { found += fields(of: other, depth: depth + 1) }
        }
        for property in tree.children(of: tree.child(of: type.node, .body)) where tree.kind(property) == .property {
            if let parameter = parameter(property, file) { found.append(parameter) }
        }
        return found
    }

    private func parameter(_ property: NodeID, _ file: SourceFile) -> ItemParameter? {
        let tree = file.tree
        let name = tree.name(of: property)
        let tagNode = tree.child(of: property, .tag)
        let tag = tree.stringText(tagNode) ?? ""
        let json = Self.value(of: "json", in: tag)?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        // Only what is exported is filled in.
        guard json.first != "-", name.first?.isUppercase == true else { return nil }
        let shown = json.first.map { String($0) } ?? ""
        var parameter = ItemParameter(name: shown.isEmpty ? name : shown, place: Reference(file, property))
        parameter.type = Self.type(tree.string(tree[tree.child(of: property, .type)].range))
        parameter.isRequired = !json.dropFirst().contains { $0 == "omitempty" || $0 == "omitzero" }
        if let said = Self.value(of: "jsonschema", in: tag) {
            apply(said, tag: Reference(file, tagNode), to: &parameter)
        }
        return parameter
    }

    /// A description, or words such as `required,description=...`.
    private func apply(_ said: String, tag: Reference, to parameter: inout ItemParameter) {
        var text = said
        if let start = said.firstRange(of: "description=") {
            parameter.isRequired = said[..<start.lowerBound].split(separator: ",").contains("required")
            text = String(said[start.upperBound...]).replacing("\\,", with: ",")
        } else if said == "required" {
            parameter.isRequired = true
            return
        }
        // The whole tag is shown as its place.
        var value = TextValue(tag.file.tree.stringValue(of: tag.node), at: tag)
        value.text = text
        parameter.description = value
    }

    /// The value of `key:"value"` in a tag.
    private static func value(of key: String, in tag: String) -> String? {
        var rest = tag[...]
        while let colon = rest.firstIndex(of: ":") {
            let name = rest[..<colon].drop { $0 == " " }
            rest = rest[colon...].dropFirst()
            guard rest.first == "\"" else { return nil }
            rest = rest.dropFirst()
            var found = ""
            while let next = rest.popFirst(), next != "\"" {
                if next == "\\", let escaped = rest.popFirst() {
                    if escaped != "\"" { found.append(next) }
                    found.append(escaped)
                } else {
                    found.append(next)
                }
            }
            if name == key { return found }
        }
        return nil
    }

    /// What JSON Schema calls a type.
    private static func type(_ written: String) -> String {
        let plain = written.drop { $0 == "*" }
        if plain.hasPrefix("[]byte") { return "string" }
        if plain.hasPrefix("[") { return "array" }
        if plain.hasPrefix("map[") || plain.hasPrefix("struct") { return "object" }
        switch plain {
        case "string", "time.Time", "time.Duration": return "string"
        case "bool": return "boolean"
        case "any", "interface{}": return ""
        case "float32", "float64": return "number"
        case _ where plain.hasPrefix("int") || plain.hasPrefix("uint"): return "integer"
        default: return String(plain)
        }
    }
}
