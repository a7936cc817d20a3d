internal import SentinelModel
internal import SentinelSyntax

/// Lists that are known item by item, and what is kept under constant keys.
extension FlowRun {
    static let longestList: Int32 = 64

    /// What a method makes of a list that is known item by item; nil where it is none of these.
    func list(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue? {
        guard !call.object.isNone else { return nil }
        if call.receiver.length < 0 { return lengthened(call, file, &environment) }
        guard call.arguments.allSatisfy({ !$0.isSpread }) else { return nil }
        var items = ItemList(call.receiver)
        let first = call.arguments.first?.value
        let place = first?.known?.single?.index
        var taken = FlowValue.harmless
        switch (call.method, call.arguments.count) {
        case ("append", 1), ("push", 1...):
            for argument in call.arguments { items.insert(told(argument.value, call, file), at: items.count) }
        case ("appendleft", 1): items.insert(told(first ?? .harmless, call, file), at: 0)
        case ("unshift", 1): items.insert(told(first ?? .harmless, call, file), at: 0)
        case ("insert", 2):
            guard let place else { return nil }
            let range = Constant.range(items.count, place, nil)
            items.insert(told(call.arguments[1].value, call, file), at: range.lowerBound)
        case ("extend", 1):
            guard let more = first, more.length >= 0 else { return nil }
            for item in ItemList(more).items { items.insert(told(item, call, file), at: items.count) }
        case ("pop", 0): taken = items.remove(at: -1)
        case ("pop", 1) where file.language == .python:
            guard let place else { return nil }
            taken = items.remove(at: place)
        case ("shift", 0), ("popleft", 0): taken = items.remove(at: 0)
        case ("remove", 1):
            guard let wanted = first?.known?.single, let found = items.first(wanted, file.language) else { return nil }
            _ = items.remove(at: found)
        case ("clear", 0): items.items = []
        case ("reverse", 0): items.items.reverse()
        case ("copy", 0): return call.receiver
        default: return nil
        }
        guard items.count <= Self.longestList else { return nil }
        change(call.object, file, &environment) { items.put(into: &$0) }
        return taken
    }

    /// `list.push(x)` on a list of which some ways make more than others: what is added stands behind all that may be there. Nil for what
    /// is no such list.
    private func lengthened(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> FlowValue? {
        guard ["append", "push", "extend"].contains(call.method), call.receiver.isList, call.receiver.taint == nil
        else { return nil }
        var whole = call.receiver
        for argument in call.arguments {
            var more = told(argument.value, call, file)
            if !argument.isSpread, call.method != "extend" {
                var one = FlowValue()
                if more.anyTaint != nil { more.isShifted = true }
                ItemList(items: [more]).put(into: &one)
                more = one
            }
            // Something harmless of whatever length.
            guard let longer = listed(whole, before: more) else { continue }
            whole = longer
        }
        change(call.object, file, &environment) { $0 = whole }
        return .harmless
    }

    private func told(_ value: FlowValue, _ call: FlowCall, _ file: SourceFile) -> FlowValue {
        guard let taint = value.anyTaint else { return value }
        var value = value
        let step = trace.add(.assigned(call.method), at: Reference(file, call.node), after: taint.step)
        if value.taint != nil { value.taint?.step = step }
        return value
    }

    /// Go's `append(list, a, b...)`.
    func appended(_ call: FlowCall) -> FlowValue? {
        guard call.object.isNone, call.method == "append", let whole = call.arguments.first?.value, whole.length >= 0
        else {
            return nil
        }
        var items = ItemList(whole)
        for argument in call.arguments.dropFirst() {
            guard argument.isSpread else {
                items.insert(argument.value, at: items.count)
                continue
            }
            guard argument.value.length >= 0 else { return nil }
            for item in ItemList(argument.value).items { items.insert(item, at: items.count) }
        }
        guard items.count <= Self.longestList else { return nil }
        var value = FlowValue()
        items.put(into: &value)
        return value
    }

    /// `list[a:b]` of one that is known item by item, `text[a:b]` of a constant; nil for others.
    func slice(_ whole: FlowValue, _ slice: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue?
    {
        guard whole.length >= 0 || whole.known != nil, let bounds = bounds(of: slice, file, &environment) else {
            return nil
        }
        if whole.length >= 0 {
            let items = ItemList(whole)
            var value = FlowValue()
            ItemList(items: Array(items.items[Constant.range(items.count, bounds.from, bounds.to)])).put(into: &value)
            return value
        }
        guard let text = whole.known?.single?.text else { return nil }
        return Constant.slice(of: text, from: bounds.from, to: bounds.to).map { .constant($0) }
    }

    private func bounds(
        of slice: NodeID, _ file: SourceFile, _ environment: inout Environment
    ) -> (from: Int?, to: Int?)? {
        let tree = file.tree
        let written = tree.string(tree[slice].range)
        let values = tree.children(of: slice, .value).map { evaluate($0, file, &environment).known?.single?.index }
        guard values.count <= 2, values.allSatisfy({ $0 != nil }) else { return nil }
        switch values.count {
        case 0: return (nil, nil)
        case 1: return written.hasPrefix(":") ? (nil, values[0]) : (values[0], nil)
        default: return (values[0], values[1])
        }
    }

    /// Text taken from the middle of one that was put together.
    func cut(_ whole: FlowValue, _ slice: NodeID, _ file: SourceFile) -> FlowValue {
        let tree = file.tree
        // What it begins with stays where the beginning does.
        let written = tree.string(tree[slice].range)
        // A check of it is none of the whole.
        var value = part(of: FlowValue(taint: whole.anyTaint), "[\(written)]")
        value.isList = whole.isList
        if case .built = whole.shape { value.shape = written.hasPrefix(":") ? whole.shape : .built(prefix: nil) }
        return value
    }

    // MARK: Keys

    /// `settings.set("section", "name", x)`: what is kept under keys that are known. Nil where they are not.
    func store(_ call: FlowCall, _ file: SourceFile, _ environment: inout Environment) -> Bool {
        guard !call.object.isNone, Self.storing.contains(call.method), (2...3).contains(call.arguments.count),
            call.arguments.allSatisfy({ $0.name == nil && !$0.isSpread })
        else { return false }
        var keys: [String] = []
        for argument in call.arguments.dropLast() {
            guard let key = text(of: argument.value) else { return false }
            keys.append(key)
        }
        let value = told(call.arguments[call.arguments.count - 1].value, call, file)
        // What is never read again needs no room.
        guard value.anyTaint != nil || call.receiver.fields != nil else { return true }
        change(call.object, file, &environment) { $0.put(value, under: keys[...]) }
        return true
    }

    private static let storing: Set<String> = ["set", "put", "Set", "Store", "setItem", "setdefault"]

    /// What `get` finds under keys that are known; nil where it is an ordinary one.
    func stored(_ call: FlowCall) -> FlowValue? {
        guard call.receiver.taint == nil, call.receiver.fields != nil, call.arguments.count == 2,
            let section = text(of: call.arguments[0].value), let name = text(of: call.arguments[1].value),
            let held = call.receiver.fields?[section], held.isStore
        else { return nil }
        return held.fields?[name] ?? .harmless
    }
}

extension FlowValue {
    /// True for what is a literal and nothing else.
    func isLiteral(_ place: Reference) -> Bool {
        guard case .literal(let own) = known else { return false }
        return own == place && truth == nil
    }

    /// Some of its items are read from the source when somebody asks.
    var hasLiteralItems: Bool {
        guard length >= 0, case .literal = known else { return false }
        return true
    }

    /// The same list with its items beside it.
    var materialized: FlowValue {
        guard hasLiteralItems else { return self }
        var value = self
        ItemList(self).put(into: &value)
        return value
    }

    /// An item that is written in the list itself.
    func literalItem(_ key: String) -> FlowValue? {
        guard length >= 0, case .literal(let list) = known, let place = Int(key.dropFirst()) else { return nil }
        let items = list.file.tree.children(of: list.node, .item)
        guard place >= 0, place < items.count else { return nil }
        var value = FlowValue()
        value.known = .literal(Reference(list.file, items[place]))
        return value
    }

    /// Something that holds what was put under its keys.
    fileprivate var isStore: Bool { fields != nil && !isList }

    fileprivate mutating func put(_ value: FlowValue, under keys: ArraySlice<String>) {
        guard let key = keys.first else { return }
        var all = fields ?? [:]
        if keys.count == 1 {
            all[key] = value
        } else {
            var inner = all[key] ?? .harmless
            inner.put(value, under: keys.dropFirst())
            all[key] = inner
        }
        fields = all
    }
}

/// The items of a list that is known item by item.
struct ItemList {
    var items: [FlowValue]
    var count: Int { items.count }

    init(items: [FlowValue]) { self.items = items }

    init(_ value: FlowValue) {
        items = (0..<max(0, value.length)).map { place in
            let key = "#\(place)"
            return value.fields?[key] ?? value.literalItem(key) ?? .harmless
        }
    }

    mutating func insert(_ value: FlowValue, at place: Int) {
        items.insert(value, at: min(max(0, place), items.count))
    }

    /// Takes an item out; negative places count from the end.
    mutating func remove(at place: Int) -> FlowValue {
        let at = place < 0 ? items.count + place : place
        return items.indices.contains(at) ? items.remove(at: at) : .harmless
    }

    /// Where the first item stands that is `wanted`; nil where that is not known.
    func first(_ wanted: Constant, _ language: Language) -> Int? {
        for (place, item) in items.enumerated() {
            guard let one = item.known?.single,
                case .boolean(let isSame) = Constant.combined(one, .equal, wanted, language)
            else { return nil }
            if isSame { return place }
        }
        return nil
    }

    /// Puts an item in the place of another: `list[1] = x`. False where there is none.
    static func set(_ item: FlowValue, _ key: String, in value: inout FlowValue) -> Bool {
        guard key.hasPrefix("#"), let place = Int(key.dropFirst()), (0..<Int(value.length)).contains(place) else {
            return false
        }
        var all = ItemList(value)
        all.items[place] = item
        all.put(into: &value)
        return true
    }

    func put(into value: inout FlowValue) {
        value.isList = true
        value.length = Int32(items.count)
        value.known = nil
        var fields: [String: FlowValue] = [:]
        for (place, item) in items.enumerated() { fields["#\(place)"] = item }
        value.fields = fields.isEmpty ? nil : fields
    }
}
