internal import SentinelModel
internal import SentinelSyntax

/// Finds what a run that follows secrets begins with: functions in which something is read that may be one, and something done that a rule is
/// about. Either may lie in another function of the file that they call.
struct SecretSeeds {
    private let file: SourceFile
    private let tree: SyntaxTree
    private var sinks: [Int] = []
    private var sources: [Int] = []

    /// What is known of names of the file.
    private struct Mark: OptionSet {
        let rawValue: UInt8
        static let isKnown = Mark(rawValue: 1)
        static let source = Mark(rawValue: 2)
        static let sink = Mark(rawValue: 4)
        static let request = Mark(rawValue: 8)
    }
    private var marks: [Mark]

    init(_ file: SourceFile, _ table: FlowTable) {
        self.file = file
        tree = file.tree
        marks = [Mark](repeating: [], count: file.tree.nameCount)
        let names = table.secretSinkNames(in: tree.language)
        for sink in names where tree.mentions(sink.module) { mark(sink.last, .sink) }
        for name in KnownSources.requestNames { mark(name, .request) }
        for name in Self.reading { mark(name, .source) }
        let isErrorSink = names.contains { $0.last == "!error" }
        for index in tree.nodes.indices { look(at: tree.nodes[index], isErrorSink) }
        guard !sources.isEmpty, !sinks.isEmpty else { return }
        addOwn()
    }

    var seeds: FlowSeeds {
        FlowSeeds(sinks: sinks, sources: sources, bringing: file.names(holding: sources.sorted()), needsBoth: true)
    }

    private mutating func mark(_ name: String, _ mark: Mark) {
        let id = tree.find(name)
        if id != .none { marks[Int(id.index)].insert(mark) }
    }

    private mutating func look(at node: SyntaxNode, _ isErrorSink: Bool) {
        switch node.kind {
        case .throwStatement: if isErrorSink { sinks.append(Int(node.start)) }
        case .string, .stringPart: if mayTellOfSecret(node) { sources.append(Int(node.start)) }
        default: break
        }
        guard node.name != .none else { return }
        let mark = mark(of: node.name)
        if mark.contains(.sink) { sinks.append(Int(node.start)) }
        if mark.contains(.source) || isHeaders(node) { sources.append(Int(node.start)) }
    }

    private mutating func mark(of name: NameID) -> Mark {
        let place = Int(name.index)
        if !marks[place].contains(.isKnown) {
            marks[place].insert(.isKnown)
            guard SecretWords.mayStand(in: tree.text(of: name)) else { return marks[place] }
            let text = tree.string(of: name)
            if SecretName.isSecretVariable(text) || SecretName.isSecretHeader(text) { marks[place].insert(.source) }
        }
        return marks[place]
    }

    /// What reads the environment and stores of passwords.
    private static let reading = [
        "environ", "environb", "env", "getenv", "Getenv", "LookupEnv", "Environ", "get_password",
    ]

    /// All headers of a request.
    private func isHeaders(_ node: SyntaxNode) -> Bool {
        guard node.kind == .member else { return false }
        var child = node.first
        while !child.isNone {
            if tree[child].field == .object {
                guard marks[Int(tree[child].name.index)].contains(.request) else { return false }
                let name = tree.string(of: node.name)
                return name == "headers" || name == "Header"
            }
            child = tree[child].next
        }
        return false
    }

    /// A key under which secrets are kept, a path of a private file, what stands before a secret in a text.
    private func mayTellOfSecret(_ node: SyntaxNode) -> Bool {
        let range = Int(node.start) + Int(node.leading)..<max(Int(node.end) - Int(node.trailing), Int(node.start))
        guard range.count >= 3 else { return false }
        let bytes = tree.text(range)
        if bytes.count <= 160, SecretWords.mayStand(in: bytes) {
            let text = String(decoding: bytes, as: UTF8.self)
            if FlowRun.isPrivatePath(text) { return true }
            let isKey = node.field == .index || node.field == .argument
            if isKey, SecretName.isSecretHeader(text) || SecretName.isSecretVariable(text) { return true }
        }
        let end = bytes.suffix(64)
        guard SecretWords.mayEndLabel(end), SecretWords.mayStand(in: end) else { return false }
        return SecretName.endsInLabel(String(decoding: end, as: UTF8.self))
    }

    /// What the file's own functions, variables and attributes bring and do.
    private mutating func addOwn() {
        let (brought, done) = (sources.sorted(), sinks.sorted())
        var new: [NameID: Mark] = [:]
        for name in file.names(holding: brought) { new[name, default: []].insert(.source) }
        for name in file.names(holding: done) { new[name, default: []].insert(.sink) }
        for (name, bindings) in file.bindings(in: 0) where bindings.contains(where: { holds(brought, $0) }) {
            new[name, default: []].insert(.source)
        }
        for assignment in file.assignments where FlowSeeds.holds(brought, tree[assignment.value].range) {
            // What is kept is read by others.
            sinks.append(Int(tree[assignment.target].start))
            let name = tree[assignment.target].name
            if name != .none { new[name, default: []].insert(.source) }
        }
        for node in tree.nodes where node.name != .none {
            guard let mark = new[node.name] else { continue }
            if mark.contains(.source) { sources.append(Int(node.start)) }
            if mark.contains(.sink) { sinks.append(Int(node.start)) }
        }
    }

    private func holds(_ offsets: [Int], _ binding: Binding) -> Bool {
        binding.kind == .value && !binding.node.isNone && FlowSeeds.holds(offsets, tree[binding.node].range)
    }
}
