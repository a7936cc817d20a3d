internal import SentinelAnalysis
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Reads what the files below a scan's roots declare of MCP servers.
struct ServerExtraction {
    private let engine: Engine
    private let stop: StopSignal
    private(set) var items: [ListedItem] = []
    private(set) var diagnostics: [Diagnostic] = []

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
        guard outcome == .ready, reader.window.isWhole else { return }
        let bytes = unsafe reader.window.bytes
        let path = batch.relativePath(of: file)
        guard let language = Language(reader.types, path: path.bytes), language.hasOutline,
            unsafe AnalysisGate.isWorthReading(bytes)
        else { return }
        let name = String(decoding: path.bytes, as: UTF8.self)
        let isOwn = { project.mayHold($0, importedAt: name) }
        guard unsafe DeclarationGate.mayDeclare(bytes, language, isOwn: isOwn) else { return }
        project.begin()
        let parsed = unsafe project.add(bytes, at: name, language)
        let evaluator = Evaluator(project)
        let capabilities = ReachReader(evaluator)
        for item in ModelReader(evaluator, parsed).read() {
            items.append(listed(item, shown: batch.path(of: file), reader, capabilities))
        }
    }

    private func listed(
        _ item: ServerItem, shown: RawPath, _ reader: FileReader, _ capabilities: ReachReader
    ) -> ListedItem {
        let handler = item.handler.map { handler in
            handler.file === item.place.file
                ? (shown, reader.position(at: handler.range.lowerBound))
                : (RawPath(handler.file.path), Self.position(of: handler))
        }
        return ListedItem(
            kind: item.kind.rawValue, name: item.name?.text ?? "", title: item.title?.text ?? "",
            description: item.description?.text ?? "", uri: item.uri?.text ?? "",
            parameters: item.parameters.map {
                ListedParameter(
                    name: $0.name, type: $0.type, description: $0.description?.text ?? "", isRequired: $0.isRequired,
                    choices: $0.choices.map(\.text))
            },
            annotations: item.annotations,
            capabilities: item.handler.map { capabilities.reach(of: $0).capabilities.map(\.rawValue) } ?? [],
            path: shown, position: reader.position(at: item.place.range.lowerBound), handler: handler)
    }

    /// A place in a file that was read because another one refers to it.
    private static func position(of reference: Reference) -> Position {
        let starts = reference.file.tree.lineStarts()
        let offset = reference.range.lowerBound
        let line = SyntaxTree.line(of: offset, in: starts)
        let column = offset - starts[max(0, line - 1)] + 1
        return Position(offset: offset, line: line, column: column, byteColumn: column)
    }
}

/// For what lies in no folder.
final class NoSource: SourceProvider {
    func source(at path: RawPath, limit: Int) -> [UInt8]? { nil }
    func mayExist(_ path: RawPath) -> Bool { false }
}
