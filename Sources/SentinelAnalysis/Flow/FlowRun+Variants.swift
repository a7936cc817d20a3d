internal import SentinelSyntax

/// Constants that functions are given: what is worth following them once more for.
extension FlowRun {
    private static let mostVariants = 6
    private static let longestText = 64

    /// The arguments with what a function may ask of their values; all else that is known of them is left out.
    func worthKnowing(_ arguments: [FlowValue], of function: Reference) -> [FlowValue] {
        guard !keepsConstants, arguments.contains(where: { $0.known != nil || $0.isList }) else { return arguments }
        let isTainted = arguments.contains { $0.anyTaint != nil }
        let mayVary = variants[function, default: 0] < Self.mostVariants
        let names = mayVary && !isTainted ? asked(by: function) : []
        let parameters = function.file.tree.children(of: function.node, .parameter)
        var isVaried = false
        let kept = arguments.enumerated().map { index, argument -> FlowValue in
            guard argument.known != nil || argument.isList else { return argument }
            let isAsked =
                index < parameters.count && names.contains(function.file.tree.name(of: parameters[index]))
            guard mayVary, isTainted || isAsked else { return argument.unknown }
            let value = argument.shortened(to: Self.longestText, self)
            isVaried = isVaried || value.known != nil || value.length >= 0
            return value
        }
        if isVaried { variants[function, default: 0] += 1 }
        return kept
    }

    /// Of an argument, what its summary depends on.
    func constants(of value: FlowValue) -> [String: Constant] {
        var all: [String: Constant] = [:]
        if let one = value.known?.single ?? text(of: value).map({ .text($0) }) { all[""] = one }
        guard value.length >= 0 else {
            guard value.isList else { return all }
            for (key, item) in value.fields ?? [:] {
                all[key] = item.known?.single ?? text(of: item).map { .text($0) }
            }
            return all
        }
        all["length"] = .number(Double(value.length))
        for (place, item) in ItemList(value).items.enumerated() {
            all["#\(place)"] = item.known?.single ?? text(of: item).map { .text($0) }
        }
        return all
    }

    /// Parameters that decide something in a function: compared, asked whether they are true, used as a key.
    private func asked(by function: Reference) -> Set<String> {
        if let known = asked[function] { return known }
        let tree = function.file.tree
        var names: Set<String> = []
        func add(_ node: NodeID) {
            if tree.kind(node) == .name { names.insert(tree.string(tree[node].range)) }
            if tree.kind(node) == .unary { add(tree.child(of: node, .value)) }
        }
        var left = 4000
        tree.walk(tree.child(of: function.node, .body)) { node in
            left -= 1
            switch tree.kind(node) {
            case .ifStatement, .conditional: add(tree.child(of: node, .condition))
            case .switchStatement: add(tree.child(of: node, .value))
            case .index: add(tree.child(of: node, .index))
            case .binary where Self.asking.contains(tree[node].operation):
                add(tree.child(of: node, .left))
                add(tree.child(of: node, .right))
            default: break
            }
            return left > 0
        }
        asked[function] = names
        return names
    }

    private static let asking: Set<Operation> = [
        .equal, .notEqual, .identical, .notIdentical, .isIn, .isNotIn, .and, .or, .less, .lessOrEqual, .greater,
        .greaterOrEqual,
    ]
}

extension FlowValue {
    /// The same, of which nothing is known but what taints it and its fields.
    fileprivate var unknown: FlowValue {
        var value = forgotten
        value.fields = fields?.mapValues { $0.known == nil && $0.fields == nil && $0.length < 0 ? $0 : $0.unknown }
        return value
    }

    /// Without texts that are long, and without what lies deeper than one field.
    fileprivate func shortened(to most: Int, _ run: FlowRun) -> FlowValue {
        var value = self
        guard length >= 0 else {
            if let known, !known.isShort(most, run.text(of: self)) { value.known = nil }
            value.fields = fields?.mapValues { isList ? $0.shortItem(most, run) : $0.unknown }
            return value
        }
        ItemList(items: ItemList(self).items.map { $0.shortItem(most, run) }).put(into: &value)
        return value
    }

    private func shortItem(_ most: Int, _ run: FlowRun) -> FlowValue {
        var item = unknown
        if let known, length < 0, known.isShort(most, run.text(of: self)) { item.known = known }
        return item
    }
}

extension FlowKnown {
    fileprivate func isShort(_ most: Int, _ text: String?) -> Bool {
        if let text { return text.utf8.count <= most }
        return single != nil
    }
}
