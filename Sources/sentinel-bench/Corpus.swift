internal import SentinelFiles
internal import SentinelModel

/// A folder's text files, read once and kept in memory, as the engine would read them.
struct Corpus {
    struct File {
        var types: FileTypeSet
        var bytes: [UInt8]
    }

    private(set) var files: [File] = []
    var bytes: Int { files.reduce(0) { $0 + $1.bytes.count } }

    init(_ path: String) {
        Self.read(path) { reader in
            unsafe files.append(File(types: reader.types, bytes: Array(reader.window.bytes)))
        }
    }

    /// Discovers and opens every file, and hands each that is text to `body`.
    static func read(_ path: String, _ body: (FileReader) -> Void) {
        let options = DiscoveryOptions()
        let root = Root.path(RawPath(path))
        let discovery = Discovery(roots: [root], options: options, isCancelled: { false })
        let reader = FileReader(options: options, isCancelled: { false })
        let batch = FileBatch()
        while discovery.next(batch) {
            for file in batch.files where reader.open(file, of: batch) == .ready { body(reader) }
        }
        reader.close()
    }
}
