internal import SentinelSyntax

/// Finds what a run that follows what comes from outside begins with.
struct OutsideSeeds {
    /// Where what a rule is about stands.
    private var sinks: [Int] = []
    /// Where something is read from outside.
    private var sources: [Int] = []

    private struct Mark: OptionSet {
        let rawValue: UInt8
        static let sink = Mark(rawValue: 1)
        /// Wherever it stands: a call that asks a model, a parameter that holds an answer.
        static let source = Mark(rawValue: 8)
        /// Only as a member of an object that holds a request or an answer.
        static let member = Mark(rawValue: 2)
        /// A request may be handed on as a whole too.
        static let request = Mark(rawValue: 4)
        static let answer = Mark(rawValue: 16)
        static let holder: Mark = [.request, .answer]
    }

    private let file: SourceFile
    private let tree: SyntaxTree
    /// By name of the file.
    private var marks: [Mark]

    init(_ file: SourceFile, _ table: FlowTable) {
        self.file = file
        tree = file.tree
        marks = [Mark](repeating: [], count: file.tree.nameCount)
        var modules: [String: Bool] = [:]
        for sink in table.openSinkNames(in: tree.language) {
            let id = tree.find(sink.last)
            guard id != .none else { continue }
            let isThere = modules[sink.module] ?? tree.mentions(sink.module)
            modules[sink.module] = isThere
            if isThere { marks[Int(id.index)].insert(.sink) }
        }
        mark(KnownSources.askingMethods, .source)
        mark(KnownSources.answers, .source)
        mark(KnownSources.members, .member)
        mark(KnownSources.requestNames, .request)
        mark(KnownSources.answerHolders, .answer)
        if tree.language == .go, tree.contains("gin.Context") || tree.contains("echo.Context") {
            mark(KnownSources.goRequestMethods, .member)
            mark(["c"], .request)
        }
        // Finding out what a file's names mean is what costs.
        if marks.contains(where: { $0.contains(.sink) }) { markAliases(in: file) }
        find(table)
    }

    var seeds: FlowSeeds {
        FlowSeeds(sinks: sinks, sources: sources, bringing: file.names(holding: sources.sorted()), needsBoth: false)
    }

    private mutating func mark(_ names: Set<String>, _ mark: Mark) {
        for name in names {
            let id = tree.find(name)
            if id != .none { marks[Int(id.index)].insert(mark) }
        }
    }

    private func mark(of id: NodeID) -> Mark { id.isNone ? [] : marks[Int(tree[id].name.index)] }

    /// `const run = promisify(exec)`, `from os import system as sh`: what the file calls them by.
    private mutating func markAliases(in file: SourceFile) {
        var found: [NameID] = []
        for (name, bindings) in file.bindings(in: 0) {
            for binding in bindings where isAlias(binding) { found.append(name) }
        }
        for name in found { marks[Int(name.index)].insert(.sink) }
    }

    private func isAlias(_ binding: Binding) -> Bool {
        switch binding.kind {
        case .imported: return mark(of: tree.child(of: binding.node, .name)).contains(.sink)
        case .value:
            guard !binding.node.isNone else { return false }
            var (holds, rest) = (false, Self.mostOfAlias)
            tree.walk(binding.node) { node in
                rest -= 1
                if tree.kind(node) == .function { return false }
                if mark(of: node).contains(.sink) { holds = true }
                return !holds && rest > 0
            }
            return holds
        default: return false
        }
    }

    /// Nodes of an expression that may make an alias.
    private static let mostOfAlias = 64

    private mutating func find(_ table: FlowTable) {
        var readsRequests = tree.language == .go
        for node in tree.nodes where node.name != .none {
            let mark = marks[Int(node.name.index)]
            if mark.isEmpty { continue }
            if mark.contains(.sink) { sinks.append(Int(node.start)) }
            var holder = mark.contains(.member) && node.kind == .member ? holder(of: node) : []
            if mark.contains(.request), node.kind == .name, node.field == .argument { holder = .request }
            if holder.contains(.request) { readsRequests = true }
            if mark.contains(.source) || !holder.isEmpty { sources.append(Int(node.start)) }
        }
        // Much code passes on what a model answers and does nothing with it.
        if !readsRequests, !sources.isEmpty, !table.sinkNames(in: tree.language).contains(where: isThere) {
            sources = []
        }
    }

    private func isThere(_ sink: FlowTable.SinkName) -> Bool {
        tree.find(sink.last) != .none && tree.mentions(sink.module)
    }

    /// `request.args`, `block.input`, `call.function.arguments`.
    private func holder(of member: SyntaxNode) -> Mark {
        var child = member.first
        while !child.isNone {
            if tree[child].field == .object { return mark(of: child).intersection(.holder) }
            child = tree[child].next
        }
        return []
    }
}
