internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Tells what stands at places of the file in work: code, string or comment. The file is read for it when that is first asked, which
/// is seldom. One a worker.
@safe
final class ZoneReader {
    private let tree = SyntaxTree()
    private var bytes = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var language: Language?
    private var isRead = false

    /// Begins with a whole file, whose bytes must stay until `end`.
    func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, path: RawPath) {
        unsafe self.bytes = bytes
        language = Language(types, path: path.bytes)
        isRead = false
    }

    func end() {
        unsafe bytes = UnsafeBufferPointer(start: nil, count: 0)
        language = nil
    }

    /// Nil where the file's language is not known.
    func kind(at offset: Int) -> ZoneKind? {
        guard let language else { return nil }
        if !isRead { unsafe tree.parse(bytes, as: language) }
        isRead = true
        return tree.zones.kind(at: offset)
    }
}
