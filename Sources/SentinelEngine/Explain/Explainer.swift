internal import Glibc
internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Scans the roots once more, on one thread, and keeps what has to do with one line.
struct Explainer {
    private let engine: Engine
    private let stop: StopSignal
    private let path: RawPath
    private let resolved: RawPath?
    private var explanation: Explanation
    private var target: ExplainedFile?

    /// `path` is a file as findings show it, or leads to it.
    init(engine: Engine, stop: StopSignal, path: RawPath, line: Int) {
        self.engine = engine
        self.stop = stop
        self.path = Self.plain(path)
        resolved = Self.resolved(path)
        explanation = Explanation(path: Self.plain(path), line: line)
    }

    mutating func explain(_ roots: [Root]) -> Explanation {
        let stop = stop
        guard let session = engine.detector.makeSession() else { return explanation }
        let structure = StructureStage(engine, isCancelled: { stop.isSet })
        for root in roots where target == nil { find(below: root, session, structure) }
        guard let target else {
            if explanation.notes.isEmpty {
                explanation.notes.append("no file of that path is below what is scanned, or options leave it out")
            }
            return explanation
        }
        explanation.isScanned = true
        if target.followsFlows, let root = roots.first(where: { target.lies(below: $0) }) {
            follow(below: root, to: target, session, structure)
        }
        target.judge(engine, session, into: &explanation)
        return explanation
    }

    // MARK: The file itself

    private mutating func find(below root: Root, _ session: PatternSession, _ structure: StructureStage?) {
        var options = engine.discoveryOptions
        options.reportSkipped = true
        let stop = stop
        let discovery = Discovery(roots: [root], options: options, isCancelled: { stop.isSet })
        let reader = FileReader(options: options, isCancelled: { stop.isSet })
        let batch = FileBatch()
        while target == nil, discovery.next(batch) {
            for placed in batch.diagnostics where concerns(placed.diagnostic) {
                explanation.notes.append(placed.diagnostic.message)
            }
            for file in batch.files where target == nil && !stop.isSet && isMeant(batch.path(of: file)) {
                read(file, batch, reader, session, structure, root)
            }
        }
    }

    private mutating func read(
        _ file: FileReference, _ batch: FileBatch, _ reader: FileReader, _ session: PatternSession,
        _ structure: StructureStage?, _ root: Root
    ) {
        let outcome = reader.open(file, of: batch)
        defer { reader.close() }
        explanation.notes += reader.diagnostics.map(\.message)
        switch outcome {
        case .ready: break
        case .empty: explanation.notes.append("the file is empty")
        case .binary: explanation.notes.append("the file is binary")
        case .tooLarge, .failed, .cancelled: break
        case .notSelected: explanation.notes.append("no rule looks at files of this type")
        }
        guard outcome == .ready else { return }
        guard reader.window.isWhole else {
            return explanation.notes.append(
                "the file is scanned in pieces, by pattern rules alone; it is not explained")
        }
        let found = ExplainedFile(file, batch, reader, root, line: explanation.line)
        unsafe found.examine(
            StructureStage.File(
                bytes: reader.window.bytes, types: reader.types, isTriggered: false, asking: [], reference: file,
                batch: batch),
            session, structure, isCancelled: { [stop] in stop.isSet })
        target = found
    }

    // MARK: Files that lead to it

    /// Follows flows from all other files of the root in which some may begin.
    private func follow(
        below root: Root, to target: ExplainedFile, _ session: PatternSession, _ structure: StructureStage?
    ) {
        guard let structure, case .path = root else { return }
        let stop = stop
        structure.metadata?.observer = target.observer
        defer { structure.metadata?.observer = nil }
        let discovery = Discovery(roots: [root], options: engine.discoveryOptions, isCancelled: { stop.isSet })
        let reader = FileReader(options: engine.discoveryOptions, isCancelled: { stop.isSet })
        let batch = FileBatch()
        while discovery.next(batch) {
            for file in batch.files where !stop.isSet && batch.relativePath(of: file) != target.relative {
                defer { reader.close() }
                guard reader.open(file, of: batch) == .ready, reader.window.isWhole,
                    Language(reader.types, path: batch.relativePath(of: file).bytes)?.hasOutline == true
                else { continue }
                session.beginFile()
                let window = reader.window
                _ = unsafe session.matches(
                    in: window.bytes, reportable: window.reportable, offset: window.offset, types: reader.types,
                    mayGoOn: { !stop.isSet })
                let found = unsafe structure.find(
                    in: StructureStage.File(
                        bytes: window.bytes, types: reader.types, isTriggered: session.isTriggered,
                        asking: session.asking, reference: file,
                        batch: batch))
                for (other, matches) in found?.elsewhere ?? [] where RawPath(other.path) == target.relative {
                    target.arrive(matches)
                }
            }
        }
    }

    // MARK: Paths

    private func isMeant(_ shown: RawPath) -> Bool {
        if shown == path { return true }
        guard let resolved,
            shown.bytes.split(separator: Self.slash).last == path.bytes.split(separator: Self.slash).last
        else { return false }
        return Self.resolved(shown) == resolved
    }

    /// True for what is said of the file or a folder it lies in.
    private func concerns(_ diagnostic: Diagnostic) -> Bool {
        guard let place = diagnostic.path else { return false }
        return place == path || path.bytes.starts(with: place.bytes + [Self.slash])
    }

    private static let slash = UInt8(ascii: "/")

    private static func plain(_ path: RawPath) -> RawPath {
        var bytes = path.bytes[...]
        while bytes.starts(with: Array("./".utf8)) { bytes = bytes.dropFirst(2) }
        return RawPath(Array(bytes))
    }

    private static func resolved(_ path: RawPath) -> RawPath? {
        guard !path.bytes.contains(0) else { return nil }
        let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress, let real = unsafe realpath(base, nil) else { return nil }
            defer { unsafe free(real) }
            return unsafe RawPath(Array(UnsafeRawBufferPointer(start: real, count: strlen(real))))
        }
    }
}
