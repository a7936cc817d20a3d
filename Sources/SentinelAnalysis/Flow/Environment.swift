/// A variable: a name of a scope of a file, or a field of a class.
struct Variable: Hashable {
    var file: ObjectIdentifier
    var scope: Int
    var name: String
}

/// What variables hold at one point of a run, and which pieces were checked before it.
struct Environment {
    private(set) var values: [Variable: FlowValue] = [:]
    /// By piece, the rules for which it was checked.
    private(set) var checked: [Int: RuleBits] = [:]
    /// False behind a return, a throw, and what never comes back.
    var isReachable = true

    subscript(variable: Variable) -> FlowValue? {
        get { values[variable] }
        set { values[variable] = newValue }
    }

    mutating func check(_ parts: PartSet, for rules: RuleBits) {
        guard rules != .none else { return }
        parts.forEach { checked[$0, default: .none].formUnion(rules) }
    }

    /// For which rules all pieces were checked, or what they are pieces of.
    func checked(_ parts: PartSet, _ all: FlowParts) -> RuleBits {
        var common = RuleBits.everything
        parts.forEach { part in
            var rules = RuleBits.none
            var at = part
            var seen = 0
            while at != PartSet.most, seen < 16 {
                rules.formUnion(checked[at] ?? .none)
                guard let parent = all.parents[at]?.parent else { break }
                at = parent
                seen += 1
            }
            common = common.intersection(rules)
        }
        return parts.isEmpty ? .none : common
    }

    /// What holds whichever of two ways was taken.
    func joined(with other: Environment) -> Environment {
        guard other.isReachable else { return self }
        guard isReachable else { return other }
        var both = self
        for (variable, value) in other.values {
            both.values[variable] = both.values[variable].map { $0.joined(with: value) } ?? value
        }
        both.checked = Checks(checked).joined(with: Checks(other.checked)).byPart
        return both
    }

    /// What was checked, taken from elsewhere: a called function's.
    mutating func take(_ checks: Checks) {
        for (part, rules) in checks.byPart { checked[part, default: .none].formUnion(rules) }
    }
}

/// What was checked where a way ends.
struct Checks: Sendable {
    var byPart: [Int: RuleBits]

    init(_ byPart: [Int: RuleBits]) { self.byPart = byPart }

    func joined(with other: Checks) -> Checks {
        Checks(
            byPart.reduce(into: [:]) { all, entry in
                guard let others = other.byPart[entry.key] else { return }
                let both = entry.value.intersection(others)
                if both != .none { all[entry.key] = both }
            })
    }

    /// Either's: what holds where both hold.
    func union(_ other: Checks) -> Checks { Checks(byPart.merging(other.byPart) { $0.union($1) }) }

    static let none = Checks([:])
}
