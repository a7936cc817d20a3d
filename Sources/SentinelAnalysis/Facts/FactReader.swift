package import SentinelModel
internal import SentinelSyntax

/// Makes plain facts of what a file declares of an MCP server. For one file.
package final class FactReader {
    private let file: SourceFile
    private let reach: ReachReader
    private var tree: SyntaxTree { file.tree }

    /// Items of one file beyond these are not looked into.
    private static let mostItems = 400

    package init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        reach = ReachReader(evaluator)
    }

    /// True where a limit kept something from being known.
    package var isCut: Bool { reach.isCut || reach.evaluator.isCut }

    package func facts(of items: [ServerItem]) -> ServerFacts {
        var facts = ServerFacts()
        let items = Array(items.prefix(Self.mostItems))
        let handlers = Handlers(items, file)
        let origins = OriginReader(file, reach)
        let slices = DispatchSlices(items, reach.evaluator)
        facts.items = items.map { item in
            reach.begin()
            return fact(of: item, slices, handlers, origins)
        }
        facts.branches = branches(of: items, handlers)
        reach.begin()
        facts.changes = ChangeReader(file, reach.evaluator, handlers).changes()
        reach.begin()
        facts.requests = RequestReader(file, reach, handlers).requests()
        reach.begin()
        facts.sharings = SharingReader(file, reach.evaluator).sharings()
        addAccess(items, handlers, origins, to: &facts)
        reach.begin()
        facts.conduct = DecodedRunReader(file, reach.evaluator).facts()
        facts.conduct += LoadReader(file, reach.evaluator).facts()
        reach.begin()
        facts.conduct += EchoReader(file, reach, handlers).facts()
        return facts
    }

    /// Who may talk to the server, and what it tells them.
    private func addAccess(
        _ items: [ServerItem], _ handlers: Handlers, _ origins: OriginReader, to facts: inout ServerFacts
    ) {
        reach.begin()
        if EntryReader.mayServe(file) {
            let exposure = ModelReader(reach.evaluator, file).exposure
            if !exposure.connections.isEmpty {
                facts.isNetworked = exposure.connections.contains { $0.transport != .stdio && $0.transport != nil }
            }
            facts.entries = EntryReader(file, reach, exposure, facts.items).entries()
        }
        reach.begin()
        let credentials = CredentialReader(file)
        let leaks = LeakReader(file, reach.evaluator)
        var seen: Set<NodeID> = []
        for item in items {
            if item.place.file === file {
                facts.leaks += origins.definitions(of: item).compactMap {
                    leaks.leak(inDeclaration: $0, owner: item.owner)
                }
            }
            guard let handler = item.handler, handler.file === file, seen.insert(handler.node).inserted else {
                continue
            }
            let owner = handlers.owner(of: handler.node) ?? item.owner
            if item.kind == .tool { facts.credentials += credentials.credentials(in: handler.node, owner: owner) }
            facts.leaks += leaks.leaks(in: handler.node, owner: owner)
        }
        facts.credentials += credentials.headers() + credentials.lenient()
        reach.begin()
        facts.relays = RelayReader(file, reach.evaluator).relays()
    }

    private func branches(of items: [ServerItem], _ handlers: Handlers) -> [BranchFact] {
        let own = items.filter { $0.handler?.file === file }
        // What the reader looks up first takes a walk over the file.
        if own.isEmpty { return [] }
        reach.begin()
        let reader = BranchReader(file, reach)
        var found: [BranchFact] = []
        var seen: Set<NodeID> = []
        for item in own {
            guard let handler = item.handler, seen.insert(handler.node).inserted else { continue }
            reach.begin()
            found += reader.branches(in: handler.node, owner: handlers.owner(of: handler.node) ?? item.owner)
        }
        return found
    }

    private func fact(
        of item: ServerItem, _ slices: DispatchSlices, _ handlers: Handlers, _ origins: OriginReader
    ) -> ItemFact {
        var fact = ItemFact(kind: item.kind.rawValue, name: item.name?.text ?? "", place: place(of: item))
        fact.description = item.description?.text ?? ""
        if let uri = item.uri {
            fact.uri = uri.text
            fact.uriPlace = uri.place.file === file ? uri.place.range : fact.place
        }
        fact.parameters = item.parameters.map { ($0.name, $0.description?.text ?? "") }
        fact.annotations = item.annotations
        if item.place.file === file {
            fact.within = handlers.owner(at: item.place.range.lowerBound, besides: item.handler?.node)
            if let origin = origins.origin(ofDefinition: item) {
                fact.definitionCapabilities = origin.capabilities.map(\.rawValue)
                fact.definitionPlace = origin.place
            }
        }
        guard let handler = item.handler else { return fact }
        let excluded = slices.excluded(for: item)
        fact.hasOwnHandler = excluded != nil
        // Of what all calls go to nothing can be said of one item.
        guard fact.hasOwnHandler else { return fact }
        if handler.file === file {
            let care = HandlerCare(handler.node, file)
            fact.decides = care.decides
            fact.namesCaller = care.namesCaller
            fact.lookups = care.lookups
        }
        let reached = reach.reach(of: handler, without: excluded ?? [])
        fact.calledNames = reached.names
        fact.calls = reached.calls.map { call -> CallFact in
            var fact = CallFact(
                name: call.name, capabilities: call.capabilities.map(\.rawValue), distance: call.distance,
                usesInput: call.usesInput, text: call.text,
                place: call.place.file === file ? call.place.range : nil, isIgnored: call.isIgnored)
            fact.folderCommand = call.folderCommand
            fact.choosesStatement = call.choosesStatement
            return fact
        }
        return fact
    }

    private func place(of item: ServerItem) -> Range<Int> {
        if let name = item.name?.place, name.file === file { return name.range }
        guard item.place.file === file else { return 0..<0 }
        let node = item.place.node
        let name = tree.child(of: node, .name)
        if !name.isNone { return tree[name].range }
        let callee = tree.child(of: node, .callee)
        return callee.isNone ? firstLine(item.place.range) : tree[callee].range
    }

    private func firstLine(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<min(range.upperBound, range.lowerBound + 1)
    }
}

extension ServerItem {
    var owner: String { name.map { "\(kind.rawValue) `\($0.text)`" } ?? kind.rawValue }
}
