internal import SentinelAnalysis
internal import SentinelDocuments
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Reads what the files below a scan's roots declare of MCP servers.
struct ServerExtraction {
    private let engine: Engine
    private let stop: StopSignal
    private(set) var items: [ListedItem] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// Of the root in work: the servers that were found, and ways to reach servers of other files.
    private var servers: [Place: Int] = [:]
    private var elsewhere: [(server: Place, connection: ListedConnection, isAsked: Bool)] = []

    private struct Place: Hashable {
        var path: String
        var offset: Int

        init(_ reference: Reference) {
            path = reference.file.path
            offset = reference.range.lowerBound
        }
    }

    init(engine: Engine, stop: StopSignal) {
        self.engine = engine
        self.stop = stop
    }

    mutating func read(_ roots: [Root]) {
        for root in roots { read(root) }
    }

    private mutating func read(_ root: Root) {
        let stop = stop
        guard let source = Self.source(of: root, isCancelled: { stop.isSet }) else { return }
        let discovery = Discovery(roots: [root], options: engine.discoveryOptions, isCancelled: { stop.isSet })
        let reader = FileReader(options: engine.discoveryOptions, isCancelled: { stop.isSet })
        let project = Project(source)
        let batch = FileBatch()
        while discovery.next(batch) {
            diagnostics += batch.diagnostics.map(\.diagnostic)
            for file in batch.files where !stop.isSet { read(file, batch, reader, project) }
        }
        join()
    }

    /// A server may be made in one file and started in another, whichever is read first.
    private mutating func join() {
        for (server, connection, isAsked) in elsewhere {
            guard let index = servers[server] else { continue }
            items[index].connections.append(connection)
            items[index].authentication = items[index].authentication == true || isAsked
        }
        servers = [:]
        elsewhere = []
    }

    private static func source(of root: Root, isCancelled: @escaping () -> Bool) -> (any SourceProvider)? {
        switch root {
        case .path(let path): TreeSource(path, isCancelled: isCancelled) ?? NoSource()
        case .memory: NoSource()
        }
    }

    private mutating func read(_ file: FileReference, _ batch: FileBatch, _ reader: FileReader, _ project: Project) {
        let outcome = reader.open(file, of: batch)
        defer { reader.close() }
        diagnostics += reader.diagnostics
        guard outcome == .ready else { return }
        let bytes = unsafe reader.window.bytes
        let shown = batch.path(of: file)
        let path = batch.relativePath(of: file)
        if reader.types.contains(.json) || reader.types.contains(.yaml) {
            return unsafe readDocument(bytes, at: path, shown: shown, reader)
        }
        guard let language = Language(reader.types, path: path.bytes), language.hasOutline,
            unsafe AnalysisGate.isWorthReading(bytes)
        else { return }
        guard reader.window.isWhole else { return diagnostics.append(.analysisLimit(shown, .size)) }
        let name = String(decoding: path.bytes, as: UTF8.self)
        project.begin()
        let parsed = unsafe project.add(bytes, at: name, language)
        read(parsed, project, shown: shown, reader)
    }

    private mutating func read(_ file: SourceFile, _ project: Project, shown: RawPath, _ reader: FileReader) {
        let evaluator = Evaluator(project)
        let model = ModelReader(evaluator, file)
        let declared = model.read()
        var isCut = model.isCut
        let capabilities = ReachReader(evaluator)
        let slices = DispatchSlices(declared, evaluator)
        for connection in model.exposure.connections {
            guard let server = connection.server, server.file !== file else { continue }
            elsewhere.append((Place(server), ListedConnection(connection), model.exposure.authentication != nil))
        }
        for item in declared {
            if item.kind == .server { servers[Place(item.place)] = items.count }
            let reach = item.handler.map { capabilities.reach(of: $0, without: slices.excluded(for: item) ?? []) }
            items.append(listed(item, model, shown: shown, reader, reach?.capabilities ?? []))
            isCut = isCut || evaluator.isCut || capabilities.isCut
        }
        if isCut || project.isCut { diagnostics.append(.analysisLimit(shown, .work)) }
    }

    private mutating func readDocument(
        _ bytes: UnsafeBufferPointer<UInt8>, at path: RawPath, shown: RawPath, _ reader: FileReader
    ) {
        guard unsafe ServerDocument.mayBe(bytes),
            let format = DocumentFormat(for: reader.types, path: String(decoding: path.bytes, as: UTF8.self))
        else { return }
        guard reader.window.isWhole else { return diagnostics.append(.analysisLimit(shown, .size)) }
        let tree = unsafe DocumentReader.read(bytes, as: format)
        for item in ServerDocument(tree).items {
            items.append(item.listed(at: reader.position(at: item.node.range.lowerBound), in: shown))
        }
        if tree.isPartial { diagnostics.append(.analysisLimit(shown, .work)) }
    }

    private func listed(
        _ item: ServerItem, _ model: ModelReader, shown: RawPath, _ reader: FileReader, _ capabilities: [Capability]
    ) -> ListedItem {
        let handler = item.handler.map { handler in
            handler.file === item.place.file
                ? (shown, reader.position(at: handler.range.lowerBound))
                : (RawPath(handler.file.path), Self.position(of: handler))
        }
        var made = ListedItem(
            kind: item.kind.rawValue, name: item.name?.text ?? "", title: item.title?.text ?? "",
            description: item.description?.text ?? "", uri: item.uri?.text ?? "",
            parameters: item.parameters.map { parameter in
                var listed = ListedParameter(
                    name: parameter.name, type: parameter.type, description: parameter.description?.text ?? "",
                    isRequired: parameter.isRequired, choices: parameter.choices.map(\.text))
                listed.isComplete = parameter.description?.isComplete ?? true
                return listed
            },
            annotations: item.annotations,
            capabilities: capabilities.map(\.rawValue),
            connections: [], authentication: nil,
            path: shown, position: reader.position(at: item.place.range.lowerBound), handler: handler)
        made.isComplete = item.description?.isComplete ?? true
        if item.kind == .server {
            made.connections = model.exposure.connections.filter { $0.server == nil || $0.server == item.place }
                .map(ListedConnection.init)
            made.authentication = model.exposure.authentication != nil
        }
        return made
    }

    /// A place in a file that was read because another one refers to it.
    private static func position(of reference: Reference) -> Position {
        let file = reference.file
        let offset = reference.range.lowerBound
        let line = SyntaxTree.line(of: offset, in: file.lineStarts)
        let start = file.lineStarts[max(0, line - 1)]
        // Bytes that continue a code point are not counted.
        let column = file.tree.text(start..<offset).count { $0 & 0xC0 != 0x80 } + 1
        return Position(offset: offset, line: line, column: column, byteColumn: offset - start + 1)
    }
}

extension ListedConnection {
    init(_ connection: ServerConnection) {
        self.init(
            transport: connection.transport?.rawValue ?? "", host: connection.host?.text ?? "", port: connection.port,
            url: "")
    }
}

/// For what lies in no folder.
final class NoSource: SourceProvider {
    let rootName = RawPath([])
    func source(at path: RawPath, limit: Int) -> [UInt8]? { nil }
    func mayExist(_ path: RawPath) -> Bool { false }
    func entries(of folder: RawPath, limit: Int) -> [SourceEntry]? { nil }
}
