internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    func member(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        if let known = outside(node, file) { return known }
        if let field = field(node, file) { return fields[field] ?? named(node, file, environment) }
        let tree = file.tree
        let whole = evaluate(tree.child(of: node, .object), file, &environment)
        let name = tree.name(of: node)
        if whole.isRequest, KnownSources.source(ofRequest: name, file.language) != nil {
            return isRoute(node, file) ? .harmless : value(of: .http, node, file)
        }
        guard whole.anyTaint != nil || whole.fields != nil else { return named(node, file, environment) }
        if KnownFlows.privateMembers.contains(name), let taint = whole.anyTaint {
            return FlowValue(
                truth: Truth(
                    ifTrue: Checks.none, ifFalse: checks(taint.parts.ancestors(parts), table.rules(for: .host))))
        }
        if KnownFlows.harmlessMembers.contains(name) { return .harmless }
        return part(of: whole, name)
    }

    func index(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        if let known = outside(node, file) { return known }
        let whole = evaluate(tree.child(of: node, .object), file, &environment)
        let index = tree.child(of: node, .index)
        if tree.kind(index) == .slice, let part = slice(whole, index, file, &environment) { return part }
        var place = FlowValue.harmless
        for index in tree.children(of: node, .index) { place = evaluate(index, file, &environment) }
        if let text = whole.known?.single?.text, let at = place.known?.single?.index {
            return known(Constant.element(at, of: text).map { .constant($0) })
        }
        guard whole.anyTaint != nil || whole.fields != nil || whole.length >= 0 else { return .harmless }
        if let at = place.known?.single?.index, at < 0, whole.length >= 0 {
            return part(of: whole, "#\(Int(whole.length) + at)")
        }
        if let keys = place.known?.exact?.compactMap(\.key), let first = keys.first {
            return keys.dropFirst().reduce(part(of: whole, first)) { $0.joined(with: part(of: whole, $1)) }
        }
        switch evaluator.value(of: index, in: file) {
        case .text(let text): return part(of: whole, text.text)
        case .number(let number): return part(of: whole, "#" + number)
        // Some characters of a secret are none.
        case _ where followsSecrets && tree.kind(index) == .slice: return .harmless
        default: return tree.kind(index) == .slice ? cut(whole, index, file) : whole.element
        }
    }

    /// What lies in a value under a key.
    func part(of value: FlowValue, _ key: String) -> FlowValue {
        if let known = value.fields?[key] { return known }
        guard let taint = value.taint else { return value.literalItem(key) ?? .harmless }
        if followsSecrets, !isSecretPart(key, of: taint) { return .harmless }
        var parts = PartSet()
        var numbers: [Int] = []
        taint.parts.forEach { numbers.append($0) }
        for number in numbers { parts = parts.union(PartSet(self.parts.child(of: number, key))) }
        return FlowValue(taint: Taint(parts: parts, clean: taint.clean, step: taint.step))
    }

    func list(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var value = FlowValue()
        var fields: [String: FlowValue] = [:]
        let items = tree.children(of: node, .item)
        value.length = items.count <= 16 && !items.contains { tree.kind($0) == .spread } ? Int32(items.count) : -1
        let values = items.map { evaluate($0, file, &environment) }
        let isSpliced = items.count <= Int(Self.longestList) && items.contains { tree.kind($0) == .spread }
        if isSpliced, let whole = spliced(values, items, tree) { return whole }
        for (index, (item, one)) in zip(items, values).enumerated() {
            if tree.kind(item) == .spread {
                value.taint = FlowValue.merged(value.taint, one.anyTaint)
                value.length = -1
            } else if value.length >= 0 {
                if !one.isLiteral(Reference(file, item)) { fields["#\(index)"] = one }
            } else if one.anyTaint != nil || one.truth != nil || one.function != nil || one.known != nil, index < 64 {
                fields["#\(index)"] = one
            } else {
                value.taint = FlowValue.merged(value.taint, one.anyTaint)
            }
        }
        value.fields = fields.isEmpty ? nil : fields
        value.isList = true
        // Items that are literals are read when somebody asks.
        if value.length >= 0 { value.known = .literal(Reference(file, node)) }
        return value
    }

    /// `["git", ...options, "push"]`, where all that is put in is a list; nil for others.
    private func spliced(_ values: [FlowValue], _ nodes: [NodeID], _ tree: SyntaxTree) -> FlowValue? {
        var whole = FlowValue()
        ItemList(items: []).put(into: &whole)
        for (value, node) in zip(values, nodes) {
            var more = value
            if tree.kind(node) == .spread {
                guard value.isList, value.taint == nil else { return nil }
            } else {
                more = FlowValue()
                ItemList(items: [value]).put(into: &more)
            }
            guard let longer = behind(whole, more) else { return nil }
            whole = longer
        }
        return whole
    }

    func object(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        if file.language == .go {
            let first = tree.children(of: node, .item).first
            if first.map({ tree.kind($0) != .pair }) ?? (tree.string(tree[node].range.prefix(2)) == "[]") {
                return list(node, file, &environment)
            }
        }
        var value = FlowValue()
        var fields: [String: FlowValue] = [:]
        let isMap = file.language == .go && tree.string(tree[node].range.prefix(4)) == "map["
        for item in tree.children(of: node, .item) {
            if isMap { addKey(evaluate(tree.child(of: item, .key), file, &environment), to: &fields) }
            switch tree.kind(item) {
            case .pair:
                let one = evaluate(tree.child(of: item, .value), file, &environment)
                guard fields.count < 256, let key = evaluator.key(of: item, file) else {
                    value.taint = FlowValue.merged(value.taint, one.anyTaint)
                    continue
                }
                fields[key] = one
            case .spread:
                let one = evaluate(tree.child(of: item, .value), file, &environment)
                value.taint = FlowValue.merged(value.taint, one.taint)
                fields.merge(one.fields ?? [:]) { $1 }
            case .function:
                fields[tree.name(of: item)] = function(Reference(file, item), environment)
            default: value.taint = FlowValue.merged(value.taint, evaluate(item, file, &environment).anyTaint)
            }
        }
        value.fields = fields.isEmpty ? nil : fields
        return value
    }

    /// Notes a key of a map of Go, where it came from outside.
    func addKey(_ key: FlowValue, to fields: inout [String: FlowValue]) {
        guard key.anyTaint != nil else { return }
        fields[FlowValue.keys] = fields[FlowValue.keys].map { $0.joined(with: key) } ?? key
    }

    func comprehension(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var inside = environment
        for clause in tree.children(of: node, .clause) {
            let source = evaluate(tree.child(of: clause, .value), file, &inside)
            bind(tree.child(of: clause, .target), source.element, file, &inside)
            for condition in tree.children(of: clause, .condition) { assume(condition, true, file, &inside) }
        }
        let one = checked(evaluate(tree.child(of: node, .value), file, &inside), inside)
        // `any(...)` asks for its truth.
        var value = FlowValue(taint: one.anyTaint, shape: one.shape)
        value.truth = one.truth
        return value
    }

    func cast(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let value = evaluate(tree.child(of: node, .value), file, &environment)
        guard file.language == .go else { return value }
        // `x.(float64)` is a check of what it is.
        let type = tree.string(tree[tree.child(of: node, .type)].range)
        return ["float64", "int", "bool", "int64"].contains(type) ? .harmless : value
    }
}

extension FlowValue {
    /// Under which the keys of a map lie that came from outside.
    static let keys = "%keys"

    /// One of what it holds.
    var element: FlowValue {
        if length > 0, taint == nil {
            let items = ItemList(self).items
            return items.dropFirst().reduce(items[0]) { $0.joined(with: $1) }
        }
        guard let fields else { return FlowValue(taint: taint) }
        return fields.reduce(FlowValue(taint: taint)) { $1.key == Self.keys ? $0 : $0.joined(with: $1.value) }
    }
}
