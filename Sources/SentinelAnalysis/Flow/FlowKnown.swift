internal import SentinelSyntax

/// What a value is, where that is known without running anything. Literals are read when somebody asks.
enum FlowKnown {
    case literal(Reference)
    /// What a name outside of the function stands for. Whoever runs the program may change it: it decides no condition.
    case named(Reference)
    case constant(Constant)
    /// One of these, by the way that was taken.
    case several([Constant])

    /// More possible values than these are none that is known.
    private static let most = 6

    /// The values it may be; nil for what a name outside stands for.
    var exact: [Constant]? {
        switch self {
        case .literal(let place): Self.literal(place).map { [$0] }
        case .named: nil
        case .constant(let one): [one]
        case .several(let some): some
        }
    }

    /// The one value it is.
    var single: Constant? {
        switch self {
        case .literal(let place): Self.literal(place)
        case .constant(let one): one
        case .named, .several: nil
        }
    }

    private static func literal(_ place: Reference) -> Constant? {
        let tree = place.file.tree
        switch tree.kind(place.node) {
        case .string:
            guard tree[place.node].range.count <= Constant.longest else { return nil }
            return tree.stringText(place.node).map { .text($0) }
        case .number: return Constant(number: tree.string(tree[place.node].range))
        case .constant:
            switch tree.string(tree[place.node].range) {
            case "True", "true": return .boolean(true)
            case "False", "false": return .boolean(false)
            case "None", "null", "undefined", "nil": return .null
            default: return nil
            }
        default: return nil
        }
    }

    static func joined(_ one: FlowKnown?, _ two: FlowKnown?) -> FlowKnown? {
        guard let one, let two else { return nil }
        switch (one, two) {
        case (.literal(let first), .literal(let second)) where first == second: return one
        case (.named(let first), .named(let second)) where first == second: return one
        default: break
        }
        guard let first = one.exact, let second = two.exact else { return nil }
        var all = first
        for value in second where !all.contains(value) { all.append(value) }
        return make(all)
    }

    static func make(_ all: [Constant]) -> FlowKnown? {
        switch all.count {
        case 0: nil
        case 1: .constant(all[0])
        case ...most: .several(all)
        default: nil
        }
    }
}

extension FlowValue {
    static func constant(_ value: Constant) -> FlowValue {
        var made = FlowValue()
        made.known = .constant(value)
        return made
    }

    /// A request as an object.
    static var request: FlowValue {
        var value = FlowValue()
        value.isRequest = true
        return value
    }

    /// The same without what it is known to be.
    var forgotten: FlowValue {
        var value = self
        value.forget()
        return value
    }

    /// Forgets what it is known to be, but not what taints it.
    mutating func forget() {
        if length >= 0, case .literal = known { ItemList(self).put(into: &self) }
        known = nil
        length = -1
    }
}
