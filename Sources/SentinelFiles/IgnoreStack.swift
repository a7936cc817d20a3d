import SentinelModel

/// The ignore lists that are in force where the walk is, the nearest last, and the globs of the options above them all.
struct IgnoreStack {
    private var lists: [IgnoreList] = []
    private var exclude: IgnoreList?
    private var include: IgnoreList?
    /// Work beyond `fairCost`, of all questions of the walk.
    private var overdraft = 0

    /// What one question may cost without being counted: far beyond ordinary lists.
    private static let fairCost = 20_000
    /// When the work beyond that reaches this, hostile patterns are at work: a fraction of a second.
    private static let allowance = 50_000_000

    /// What the lists say of an entry.
    struct Verdict {
        var isIgnored = false
        /// An include glob selects the entry; for a folder, all that lies in it.
        var isIncluded = false
        /// A list that was given up just now.
        var givenUp: RawPath?
    }

    var depth: Int { lists.count }
    var hasIncludes: Bool { include != nil }
    /// True if no list says anything of any entry.
    var isSilent: Bool { lists.isEmpty && exclude == nil && include == nil }

    /// Starts anew at a root, whose path takes `base` bytes of the walk's path.
    mutating func reset(options: DiscoveryOptions, base: Int) {
        lists.removeAll(keepingCapacity: true)
        exclude = Self.list(options.exclude, base: base)
        include = Self.list(options.include, base: base)
    }

    private static func list(_ globs: [String], base: Int) -> IgnoreList? {
        let patterns = globs.compactMap { IgnorePattern(line: Array($0.utf8)[...]) }
        return patterns.isEmpty ? nil : IgnoreList(patterns: patterns, source: nil, base: base)
    }

    mutating func push(_ list: IgnoreList) {
        lists.append(list)
    }

    /// Forgets the lists beyond the first `depth`.
    mutating func pop(to depth: Int) {
        lists.removeSubrange(min(depth, lists.count)...)
    }

    /// Asks the globs of the options, then the lists from the nearest on.
    mutating func verdict(on query: IgnoreQuery) -> Verdict {
        var verdict = Verdict()
        verdict.isIncluded = include?.verdict(on: query) ?? false
        if let decided = exclude?.verdict(on: query) {
            verdict.isIgnored = decided
            return verdict
        }
        var total = 0
        var worst: (list: IgnoreList, cost: Int)?
        for list in lists.reversed() where !list.isDisabled {
            let before = list.cost
            let decided = list.verdict(on: query)
            let cost = list.cost - before
            total += cost
            if cost > worst?.cost ?? 0 { worst = (list, cost) }
            if let decided {
                verdict.isIgnored = decided
                break
            }
        }
        if total > Self.fairCost, let worst {
            overdraft += total - Self.fairCost
            if overdraft > Self.allowance {
                worst.list.disable()
                verdict.givenUp = worst.list.source
            }
        }
        return verdict
    }
}
