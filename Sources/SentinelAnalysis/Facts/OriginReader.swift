internal import SentinelSyntax

/// Tells where definitions come from that are no texts of the program.
struct OriginReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let reach: ReachReader

    init(_ file: SourceFile, _ reach: ReachReader) {
        self.file = file
        tree = file.tree
        self.reach = reach
    }

    /// What the expressions of an item's description and schema reach; nil where they are texts, or come from nowhere that is known.
    func origin(ofDefinition item: ServerItem) -> (capabilities: [Capability], place: Range<Int>)? {
        guard item.description == nil || item.kind == .tool else { return nil }
        for node in definitions(of: item) {
            switch reach.evaluator.value(of: node, in: file) {
            case .text, .object, .list, .number, .boolean, .null: continue
            default: break
            }
            let found = capabilities(of: node)
            if !found.isEmpty { return (found, tree[node].range) }
        }
        return nil
    }

    /// The expressions that stand for description and schema where an item is declared.
    func definitions(of item: ServerItem) -> [NodeID] {
        let node = item.place.node
        switch tree.kind(node) {
        case .function: return tree.children(of: node, .decorator).flatMap { named(in: $0) }
        case .call: return named(in: node)
        case .dictionary: return pairs(of: node)
        default: return []
        }
    }

    private func named(in call: NodeID) -> [NodeID] {
        guard tree.kind(call) == .call else { return [] }
        var found: [NodeID] = []
        let arguments = tree.children(of: call, .argument)
        for argument in arguments {
            switch tree.kind(argument) {
            case .keywordArgument where Self.keys.contains(tree.name(of: argument)):
                found.append(tree.child(of: argument, .value))
            case .dictionary: found += pairs(of: argument)
            default: continue
            }
        }
        // `server.tool(name, description, ...)`
        let callee = tree.child(of: call, .callee)
        if tree.kind(callee) == .member, ["tool", "prompt"].contains(tree.name(of: callee)), arguments.count >= 3,
            tree.kind(arguments[1]) != .dictionary, tree.kind(arguments[1]) != .function
        {
            found.append(arguments[1])
        }
        return found
    }

    private func pairs(of dictionary: NodeID) -> [NodeID] {
        tree.children(of: dictionary).filter { tree.kind($0) == .pair }.filter { pair in
            let key = tree.child(of: pair, .key)
            let text = tree.kind(key) == .string ? tree.stringText(key) ?? "" : tree.string(tree[key].range)
            return Self.keys.contains(text)
        }.map { tree.child(of: $0, .value) }
    }

    private static let keys: Set<String> = ["description", "inputSchema", "input_schema"]

    // MARK: Where a value comes from

    /// What the calls reach that an expression is made of: its own, and those of what its names are bound to.
    private func capabilities(of node: NodeID) -> [Capability] {
        var found: Set<Capability> = []
        var seen: Set<Reference> = []
        var waiting = [(Reference(file, node), 0)]
        while let (at, depth) = waiting.popLast(), seen.count < 64 {
            guard seen.insert(at).inserted else { continue }
            let tree = at.file.tree
            tree.walk(at.node) { node in
                switch tree.kind(node) {
                case .function: return false
                case .call: found.formUnion(calls(node, at.file))
                case .name where depth < 6:
                    if tree[node].field == .name || tree[node].field == .key { break }
                    waiting += bound(node, at.file).map { ($0, depth + 1) }
                default: break
                }
                return true
            }
        }
        return Capability.allCases.filter(found.contains)
    }

    private func calls(_ call: NodeID, _ file: SourceFile) -> [Capability] {
        switch reach.evaluator.value(of: file.tree.child(of: call, .callee), in: file) {
        case .external(let name): return KnownCalls.capabilities(of: name)
        case .function(let function): return reach.reach(of: function).capabilities
        case .unknown:
            return KnownCalls.capabilities(of: file.tree.dottedName(file.tree.child(of: call, .callee)) ?? "")
        default: return []
        }
    }

    /// What a name is bound to, elements of loops included.
    private func bound(_ name: NodeID, _ file: SourceFile) -> [Reference] {
        guard let found = file.bindings(of: name) else {
            return []
        }
        return found.bindings.compactMap { binding in
            switch binding.kind {
            case .value, .element: binding.node.isNone ? nil : Reference(file, binding.node)
            default: nil
            }
        }
    }
}
