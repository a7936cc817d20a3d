internal import SentinelSyntax

/// A variable: a name of a scope of a file, or a field of a class.
struct Variable: Hashable {
    let file: SourceFile
    let scope: Int32
    let name: NameID
    let isField: Bool

    init(_ file: SourceFile, scope: Int, _ name: NameID, isField: Bool = false) {
        self.file = file
        self.scope = Int32(truncatingIfNeeded: scope)
        self.name = name
        self.isField = isField
    }

    static func == (one: Variable, two: Variable) -> Bool {
        one.name == two.name && one.scope == two.scope && one.isField == two.isField && one.file === two.file
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(UInt64(name.index) << 32 | UInt64(UInt32(bitPattern: scope)))
    }
}

/// What variables hold at one point of a run, and which pieces were checked before it. A copy is one reference until either is changed, and two
/// ways on which nothing was changed are told to be one by it.
struct Environment {
    private var storage = Storage()
    /// False behind a return, a throw, and what never comes back.
    var isReachable = true

    private final class Storage {
        var values: [Variable: FlowValue] = [:]
        /// By piece, the rules for which it was checked.
        var checked: [Int: RuleBits] = [:]

        init() {}

        init(_ other: Storage) {
            values = other.values
            checked = other.checked
        }
    }

    private mutating func own() -> Storage {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage) }
        return storage
    }

    var values: [Variable: FlowValue] { storage.values }
    /// By piece, the rules for which it was checked.
    var checked: [Int: RuleBits] { storage.checked }

    subscript(variable: Variable) -> FlowValue? {
        get { storage.values[variable] }
        set { own().values[variable] = newValue }
    }

    mutating func check(_ parts: PartSet, for rules: RuleBits) {
        guard rules != .none else { return }
        parts.forEach { own().checked[$0, default: .none].formUnion(rules) }
    }

    /// For which rules all pieces were checked, or what they are pieces of.
    func checked(_ parts: PartSet, _ all: FlowParts) -> RuleBits {
        guard !parts.isEmpty, !storage.checked.isEmpty else { return .none }
        var common = RuleBits.everything
        parts.forEach { part in
            var rules = RuleBits.none
            var at = part
            var seen = 0
            while at != PartSet.most, seen < 16 {
                rules.formUnion(storage.checked[at] ?? .none)
                guard let parent = all.parents[at]?.parent else { break }
                at = parent
                seen += 1
            }
            common = common.intersection(rules)
        }
        return common
    }

    /// What holds whichever of two ways was taken.
    func joined(with other: Environment) -> Environment {
        guard other.isReachable else { return self }
        guard isReachable else { return other }
        guard storage !== other.storage else { return self }
        var both = self
        for (variable, value) in other.storage.values {
            guard let mine = storage.values[variable] else {
                both.own().values[variable] = value
                continue
            }
            if !mine.isSame(as: value) { both.own().values[variable] = mine.joined(with: value) }
        }
        guard !storage.checked.isEmpty else { return both }
        let joint = Checks(checked).joined(with: Checks(other.checked)).byPart
        if joint != checked { both.own().checked = joint }
        return both
    }

    /// What was checked, taken from elsewhere: a called function's.
    mutating func take(_ checks: Checks) {
        for (part, rules) in checks.byPart { own().checked[part, default: .none].formUnion(rules) }
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
