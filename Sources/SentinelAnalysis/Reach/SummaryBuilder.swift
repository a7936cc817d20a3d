internal import SentinelModel
internal import SentinelSyntax

/// Makes the summary of a function.
struct SummaryBuilder {
    private let evaluator: Evaluator
    private let function: Reference
    private let file: SourceFile
    private let tree: SyntaxTree
    private var summary = FunctionSummary()
    /// Calls that are statements.
    private var ignored: Set<NodeID> = []

    init(_ function: Reference, _ evaluator: Evaluator) {
        self.evaluator = evaluator
        self.function = function
        file = function.file
        tree = function.file.tree
    }

    /// Also tells how many nodes were looked at.
    static func build(_ function: Reference, _ evaluator: Evaluator) -> (FunctionSummary, nodes: Int) {
        var builder = SummaryBuilder(function, evaluator)
        builder.summary.parameters = builder.parameters(of: function.node)
        var nodes = 0
        var found: [NodeID] = []
        let tree = builder.tree
        tree.walk(function.node) { node in
            nodes += 1
            found.append(node)
            return true
        }
        for node in found { builder.look(at: node) }
        return (builder.summary, nodes)
    }

    private mutating func look(at node: NodeID) {
        switch tree.kind(node) {
        case .call: addSite(node)
        case .expressionStatement: ignore(tree.child(of: node, .value))
        case .member, .index: if readsSecret(node) { summary.secrets.append(node) }
        case .assignment, .assignmentExpression, .forLoop, .comprehensionClause, .withItem:
            if tree.kind(node) == .forLoop { addPaths(node) }
            let targets = tree.children(of: node).filter { tree[$0].field == .target }.flatMap { names(in: $0) }
            let sources = names(in: tree.child(of: node, .value))
            if !targets.isEmpty, !sources.isEmpty {
                summary.flows.append(FunctionSummary.Flow(targets: targets, sources: sources))
            }
        default: break
        }
    }

    /// Paths of the system that a loop goes over.
    private mutating func addPaths(_ loop: NodeID) {
        guard case .list(let items) = evaluator.value(of: tree.child(of: loop, .value), in: file) else { return }
        for text in items.prefix(40).compactMap(path) {
            summary.sites.append(FunctionSummary.Site(node: loop, name: "each", capabilities: [], text: text))
        }
    }

    private func path(_ value: Value) -> String? {
        guard let text = value.text, ["/etc/", "/var/log/", "/proc/", "/root/"].contains(where: text.hasPrefix) else {
            return nil
        }
        return text
    }

    private func parameters(of function: NodeID) -> [[NameID]] {
        tree.children(of: function, .parameter).map { parameter in
            let pattern = tree.child(of: parameter, .pattern)
            return names(in: pattern.isNone ? tree.child(of: parameter, .name) : pattern)
        }
    }

    /// All names in an expression; of members only what they belong to. Without recursion: chains are trees as deep as they are long.
    private func names(in node: NodeID) -> [NameID] {
        var found: [NameID] = []
        var waiting = [node]
        while let at = waiting.popLast(), found.count < 64 {
            guard !at.isNone else { continue }
            switch tree.kind(at) {
            case .name: if tree[at].name != .none { found.append(tree[at].name) }
            case .member: waiting.append(tree.child(of: at, .object))
            case .keywordArgument, .pair: waiting.append(tree.child(of: at, .value))
            case .function where at != node: continue
            default: for child in tree.children(of: at) { waiting.append(child) }
            }
        }
        return found
    }

    // MARK: Calls

    /// Marks a call that is a statement, awaited or not, with handlers of its failure or without.
    private mutating func ignore(_ node: NodeID) {
        var at = node
        for _ in 0..<6 {
            switch tree.kind(at) {
            case .awaitExpression, .unary: at = tree.child(of: at, .value)
            case .call:
                ignored.insert(at)
                let callee = tree.child(of: at, .callee)
                guard tree.kind(callee) == .member, ["catch", "then", "finally"].contains(tree.name(of: callee)) else {
                    return
                }
                at = tree.child(of: callee, .object)
            default: return
            }
        }
    }

    private mutating func addSite(_ call: NodeID) {
        let callee = tree.child(of: call, .callee)
        var site = FunctionSummary.Site(node: call, name: "", capabilities: [])
        switch evaluator.value(of: callee, in: file) {
        case .function(let target):
            site.name = target.file.tree.name(of: target.node)
            site.target = target
        case .classType(let type):
            site.name = type.file.tree.name(of: type.node)
            site.target = constructor(of: type)
        case .external(let name):
            site.name = name
            site.capabilities = KnownCalls.capabilities(of: name)
        case .text, .number, .boolean, .null, .list, .object, .module: site.name = lastName(callee)
        case .unknown, .result, .parameter:
            let isMethod = tree.kind(callee) == .member
            site.name = isMethod ? "?." + tree.name(of: callee) : tree.string(short(tree[callee].range))
            site.capabilities =
                isMethod
                ? KnownCalls.capabilities(ofMethod: tree.name(of: callee)) : KnownCalls.capabilities(of: site.name)
        }
        if tree.kind(callee) == .member { site.receiver = names(in: tree.child(of: callee, .object)) }
        let arguments = tree.children(of: call, .argument)
        for argument in arguments {
            let isKeyword = tree.kind(argument) == .keywordArgument
            let value = isKeyword ? tree.child(of: argument, .value) : argument
            site.arguments.append(
                FunctionSummary.Argument(keyword: isKeyword ? tree.name(of: argument) : "", names: names(in: value)))
            if case .function(let handed) = evaluator.value(of: value, in: file), !isWithin(handed) {
                site.handed.append(handed)
            }
        }
        if !site.capabilities.isEmpty {
            describe(arguments, callee, &site)
        } else if site.target != nil, let first = arguments.first, tree.kind(first) == .string {
            site.text = path(evaluator.value(of: first, in: file)) ?? ""
        }
        if site.capabilities.contains(.execute) { describeCommand(arguments, &site) }
        if site.capabilities.contains(.database) { site.statement = site.arguments.first?.names }
        site.isIgnored = ignored.contains(call)
        connect(site)
        summary.sites.append(site)
    }

    private func short(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<min(range.upperBound, range.lowerBound + 80)
    }

    private func lastName(_ callee: NodeID) -> String {
        tree.kind(callee) == .member ? "?." + tree.name(of: callee) : tree.string(short(tree[callee].range))
    }

    /// The first argument's text, and what the mode of `open` adds.
    private func describe(_ arguments: [NodeID], _ callee: NodeID, _ site: inout FunctionSummary.Site) {
        if let first = arguments.first { site.text = evaluator.value(of: first, in: file).text ?? "" }
        guard site.name == "open" || site.name.hasSuffix(".open") else { return }
        let named = arguments.first { tree.kind($0) == .keywordArgument && tree.name(of: $0) == "mode" }
        guard let mode = named ?? arguments.dropFirst().first,
            let text = evaluator.value(of: mode, in: file).text
        else { return }
        if text.contains(where: { "wax+".contains($0) }) { site.capabilities.append(.fileWrite) }
        if text.contains(where: { "wax".contains($0) }) && !text.contains("+") {
            site.capabilities.removeAll { $0 == .fileRead }
        }
    }

    /// The words of a command, and what its folder is made of: `cwd=...`, `{ cwd: ... }`, `git -C ...`.
    private func describeCommand(_ arguments: [NodeID], _ site: inout FunctionSummary.Site) {
        var words: [String] = []
        for argument in arguments.prefix(12) {
            switch tree.kind(argument) {
            case .keywordArgument:
                if tree.name(of: argument) == "cwd" { site.folder += names(in: tree.child(of: argument, .value)) }
            case .dictionary:
                for pair in tree.children(of: argument, .item) where tree.kind(pair) == .pair {
                    guard evaluator.key(of: pair, file) == "cwd" else { continue }
                    site.folder += names(in: tree.child(of: pair, .value))
                }
            default: words += commandWords(argument, &site)
            }
        }
        site.command = words.joined(separator: " ")
    }

    private func commandWords(_ argument: NodeID, _ site: inout FunctionSummary.Site) -> [String] {
        guard tree.kind(argument) == .list else {
            return (evaluator.value(of: argument, in: file).text ?? "").split(separator: " ").map { String($0) }
        }
        var words: [String] = []
        for item in tree.children(of: argument, .item).prefix(24) {
            if words.last == "-C" { site.folder += names(in: item) }
            words.append(evaluator.value(of: item, in: file).text ?? "?")
        }
        return words
    }

    private func constructor(of type: Reference) -> Reference? {
        for name in ["__init__", "constructor"] {
            if case .function(let found) = evaluator.member(name, of: .classType(type)) { return found }
        }
        return nil
    }

    private func isWithin(_ other: Reference) -> Bool {
        other.file === file && function.range.contains(other.range.lowerBound)
    }

    /// What is given to a function within this one flows into its parameters.
    private mutating func connect(_ site: FunctionSummary.Site) {
        guard let target = site.target, isWithin(target) else { return }
        for (parameter, argument) in zip(parameters(of: target.node), site.arguments) where !argument.names.isEmpty {
            summary.flows.append(FunctionSummary.Flow(targets: parameter, sources: argument.names))
        }
    }

    /// `os.environ[...]`, `process.env.X`: a secret where the name says so.
    private func readsSecret(_ node: NodeID) -> Bool {
        let object = tree.child(of: node, .object)
        guard let dotted = tree.dottedName(object), dotted == "os.environ" || dotted == "process.env" else {
            return false
        }
        let key =
            tree.kind(node) == .member
            ? tree.name(of: node) : evaluator.value(of: tree.child(of: node, .index), in: file).text ?? ""
        let upper = key.uppercased()
        return ["KEY", "SECRET", "TOKEN", "PASSWORD", "CREDENTIAL"].contains(where: upper.hasPart)
    }
}
