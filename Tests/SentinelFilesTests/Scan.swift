import SentinelFiles
import SentinelModel

/// What a scan of roots saw, in a form that is easily compared.
struct Scan {
    /// Display paths below the root, in order, of all files that were ready.
    var files: [String] = []
    /// `code path`, in the order of the scan.
    var diagnostics: [String] = []
    var details: [Diagnostic] = []
    var outcomes: [String: ReadOutcome] = [:]
    /// The text of a file: the reportable parts of its windows, joined.
    var texts: [String: [UInt8]] = [:]
    var types: [String: FileTypeSet] = [:]
    var windows: [String: Int] = [:]
    var counts = DiscoveryCounts()
    var sequences: [Int] = []

    init(
        _ roots: [Root], _ options: DiscoveryOptions = DiscoveryOptions(), isRelative: Bool = true,
        onBatch: (FileBatch) -> Void = { _ in }
    ) {
        let discovery = Discovery(roots: roots, options: options) { false }
        let reader = FileReader(options: options) { false }
        let batch = FileBatch()
        while discovery.next(batch) {
            onBatch(batch)
            var walk = batch.diagnostics[...]
            for file in batch.files {
                while let first = walk.first, first.sequence < file.sequence { add(walk.removeFirst()) }
                sequences.append(file.sequence)
                let path = (isRelative ? batch.relativePath(of: file) : batch.path(of: file)).display
                let outcome = read(file, of: batch, reader, path)
                outcomes[path] = outcome
                if outcome == .ready { files.append(path) }
                reader.diagnostics.forEach { note($0) }
            }
            walk.forEach { add($0) }
        }
        counts = discovery.counts
    }

    private mutating func add(_ placed: PlacedDiagnostic) {
        sequences.append(placed.sequence)
        note(placed.diagnostic)
    }

    private mutating func note(_ diagnostic: Diagnostic) {
        details.append(diagnostic)
        let name = diagnostic.path?.display.split(separator: "/").last.map(String.init) ?? ""
        diagnostics.append("\(diagnostic.code.rawValue) \(name)")
    }

    private mutating func read(_ file: FileReference, of batch: FileBatch, _ reader: FileReader, _ path: String)
        -> ReadOutcome
    {
        let outcome = reader.open(file, of: batch)
        types[path] = reader.types
        if outcome == .ready {
            var text: [UInt8] = []
            var windows = 0
            repeat {
                let window = reader.window
                unsafe text += window.bytes[window.reportable]
                windows += 1
            } while reader.advance()
            texts[path] = text
            self.windows[path] = windows
        }
        reader.close()
        return outcome
    }

    static func tree(_ tree: TemporaryTree, _ options: DiscoveryOptions = DiscoveryOptions()) -> Scan {
        Scan([.path(RawPath(tree.path))], options)
    }

    func text(_ path: String) -> String? { texts[path].map { String(decoding: $0, as: UTF8.self) } }

    /// The files that discovery hands out, none of them opened.
    static func names(_ roots: [Root], _ options: DiscoveryOptions = DiscoveryOptions()) -> [String] {
        let discovery = Discovery(roots: roots, options: options) { false }
        let batch = FileBatch()
        var names: [String] = []
        while discovery.next(batch) {
            names += batch.files.map { String(decoding: batch.relativePath(of: $0).bytes, as: UTF8.self) }
        }
        return names
    }
}
