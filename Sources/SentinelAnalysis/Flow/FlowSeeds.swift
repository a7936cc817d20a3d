internal import SentinelSyntax

/// Places of a file that make the function around them worth following although no handler is known: what a rule is about, by its name, and
/// what is read there that a run follows. One look at each node, and none at what names mean: most functions are told by it to be harmless.
struct FlowSeeds {
    /// Where what a rule is about stands, in order.
    private let sinks: [Int]
    /// Where something is read that is followed, in order.
    private let sources: [Int]
    /// Functions and classes of the file with a source in them, by name.
    private let bringing: Set<NameID>
    /// A source alone is nothing: neither comes from elsewhere.
    private let needsBoth: Bool

    init(sinks: [Int], sources: [Int], bringing: Set<NameID>, needsBoth: Bool) {
        self.sinks = sinks.sorted()
        self.sources = sources.sorted()
        self.bringing = bringing
        self.needsBoth = needsBoth
    }

    var isEmpty: Bool { needsBoth ? sinks.isEmpty || sources.isEmpty : sinks.isEmpty && sources.isEmpty }
    var holdSources: Bool { !sources.isEmpty }

    /// True if what lies in `range` is worth following.
    func areWorthFollowing(in range: Range<Int>) -> Bool {
        needsBoth ? holdSink(in: range) && holdSource(in: range) : holdSink(in: range) || holdSource(in: range)
    }

    /// True if something in `range` is what a rule is about.
    func holdSink(in range: Range<Int>) -> Bool { Self.holds(sinks, range) }

    /// True if something that is followed is read in `range`.
    func holdSource(in range: Range<Int>) -> Bool { Self.holds(sources, range) }

    /// True if a function or class of the file that is called so holds a source.
    func bring(_ name: NameID) -> Bool { bringing.contains(name) }

    static func holds(_ offsets: [Int], _ range: Range<Int>) -> Bool {
        var (low, high) = (0, offsets.count)
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < offsets.count && offsets[low] < range.upperBound
    }
}

extension SourceFile {
    /// Names of functions and classes of the file that hold one of `offsets`, which are in order.
    func names(holding offsets: [Int]) -> Set<NameID> {
        guard !offsets.isEmpty else { return [] }
        var found: Set<NameID> = []
        for scope in scopes.dropFirst() where FlowSeeds.holds(offsets, scope.range) {
            let name = tree[scope.node].name
            if name != .none { found.insert(name) }
        }
        return found
    }
}

extension SyntaxTree {
    /// True if `module` is named in an import, or is no module at all. Scripts name them in texts, others as names.
    func mentions(_ module: String) -> Bool {
        if module.isEmpty { return true }
        guard [.javascript, .typescript, .tsx].contains(language) else { return find(module) != .none }
        // A global, or what a package is bound to.
        return find(module) != .none || contains(module)
    }
}
