internal import SentinelDocuments
internal import SentinelModel
internal import SentinelRules
internal import SentinelSyntax

/// Tells code, texts and comments of a file apart. The file is read when it is first asked, which is in few of them. One a worker.
@safe
final class ZoneReader {
    private let code = FileZones()
    private var bytes = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var language: Language?
    private var format: DocumentFormat?
    /// True where the document was read.
    private var isRead = false
    /// Nil where the file is no document, or one with a mistake: then what stands behind it is of no zone.
    private var document: DocumentZones?

    /// Begins with a whole file, whose bytes must stay until `end`.
    func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, path: RawPath) {
        unsafe self.bytes = bytes
        language = Language(types, path: path.bytes)
        if let language { unsafe code.begin(bytes, language) }
        format =
            language == nil ? DocumentFormat(for: types, path: String(decoding: path.bytes, as: UTF8.self)) : nil
        isRead = false
    }

    /// The same of a file whose language is known.
    func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ language: Language) {
        unsafe self.bytes = bytes
        self.language = language
        unsafe code.begin(bytes, language)
    }

    func end() {
        unsafe bytes = UnsafeBufferPointer(start: nil, count: 0)
        if language != nil { code.end() }
        language = nil
        format = nil
        document = nil
    }

    /// Nil where the file's language is not known.
    func kind(at offset: Int) -> ZoneKind? { language == nil ? nil : code.kind(at: offset) }

    /// The zone of a byte as rules name it; nil in plain text.
    func zone(at offset: Int) -> RuleZones? {
        if let kind = kind(at: offset) {
            return switch kind {
            case .code, .interpolation: .code
            case .string: .string
            case .docstring: .docstring
            case .comment: .comment
            }
        }
        guard let format else { return nil }
        if !isRead {
            let tree = unsafe DocumentReader.read(bytes, as: format)
            document = tree.mistake == nil && !tree.isPartial ? DocumentZones(tree) : nil
        }
        isRead = true
        return document.map {
            switch $0.kind(at: offset) {
            case .key: .key
            case .value: .value
            case .comment: .comment
            case .mark: .code
            }
        }
    }
}
