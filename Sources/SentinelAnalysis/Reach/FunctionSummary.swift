internal import SentinelSyntax

/// What one function calls, and which of its names are made of which. Functions within it belong to it. Made once a function.
struct FunctionSummary {
    struct Argument {
        /// Empty for one that has none.
        var keyword: String
        var names: [NameID]
    }

    struct Site {
        var node: NodeID
        /// In full where that is known; `?.name` for a method.
        var name: String
        var capabilities: [Capability]
        /// The function of the project that is called.
        var target: Reference?
        /// Functions that are handed on.
        var handed: [Reference] = []
        /// Names in what the method belongs to.
        var receiver: [NameID] = []
        var arguments: [Argument] = []
        var text = ""
        /// Of a program that is run: its name and what it is told, as far as they are known, and names in the folder it runs in.
        var command = ""
        var folder: [NameID] = []
        /// Of a query: names in its statement; nil where the call has none. What is bound to places in it is no part of it.
        var statement: [NameID]?
        /// True if nothing is made of what it answers.
        var isIgnored = false
    }

    /// Names that get what others hold.
    struct Flow {
        var targets: [NameID]
        var sources: [NameID]
    }

    var sites: [Site] = []
    var flows: [Flow] = []
    /// Where a secret is read from the environment.
    var secrets: [NodeID] = []
    /// The names that each parameter binds.
    var parameters: [[NameID]] = []

    /// All of `start`, and what is made of it.
    func derived(from start: Set<NameID>) -> Set<NameID> {
        var known = start
        guard !known.isEmpty else { return known }
        // A chain of assignments is followed in the order it is written in; more rounds are for loops.
        for _ in 0..<4 {
            let before = known.count
            for flow in flows where flow.sources.contains(where: known.contains) { known.formUnion(flow.targets) }
            if known.count == before { break }
        }
        return known
    }
}
