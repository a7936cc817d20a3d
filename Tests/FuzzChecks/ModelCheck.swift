internal import SentinelAnalysis
internal import SentinelModel
internal import SentinelSyntax

/// What a file declares, whatever it says: places lie in their files, and texts know where they stand.
enum ModelCheck {
    /// `input` is the file, and behind each record separator (0x1E) one that it may import: `a`, `b` and `c`.
    static func check(_ input: [UInt8], _ language: Language) throws(Broken) {
        let files = input.split(separator: 0x1E, maxSplits: 3, omittingEmptySubsequences: false).map(Array.init)
        let suffix =
            switch language {
            case .python: "py"
            case .go: "go"
            case .javascript: "js"
            case .tsx: "tsx"
            default: "ts"
            }
        let names = ["main", "a", "b", "c"].map { "\($0).\(suffix)" }
        let project = Project(Imported(Dictionary(uniqueKeysWithValues: zip(names, files).dropFirst())))
        project.begin()
        let file = unsafe files[0].withUnsafeBufferPointer { unsafe project.add($0, at: names[0], language) }
        let evaluator = Evaluator(project)
        let reader = ModelReader(evaluator, file)
        let items = reader.read()
        let capabilities = ReachReader(evaluator)
        for item in items {
            try check(item.place)
            for parameter in item.parameters { try check(parameter.place) }
            for text in item.texts { try check(text.text) }
            guard let handler = item.handler else { continue }
            try check(handler)
            _ = capabilities.reach(of: handler)
        }
    }

    private static func check(_ place: Reference) throws(Broken) {
        let isThere = Int(place.node.index) < place.file.tree.nodes.count && !place.node.isNone
        try require(isThere && place.range.upperBound <= place.file.tree.count, "an item is nowhere")
    }

    private static func check(_ text: TextValue) throws(Broken) {
        try check(text.place)
        let written = text.written
        for at in written.indices.prefix(4_000) {
            guard let (file, range) = text.source(of: at..<at + 1) else {
                throw Broken("byte \(at) of a text is nowhere")
            }
            try require(!range.isEmpty && range.upperBound <= file.tree.count, "byte \(at) of a text is at \(range)")
        }
    }
}

/// The other files.
private final class Imported: SourceProvider {
    private let files: [String: [UInt8]]

    init(_ files: [String: [UInt8]]) { self.files = files }

    func source(at path: RawPath, limit: Int) -> [UInt8]? { files[String(decoding: path.bytes, as: UTF8.self)] }
    func mayExist(_ path: RawPath) -> Bool { true }
    var rootName: RawPath { RawPath([]) }
    func entries(of folder: RawPath, limit: Int) -> [SourceEntry]? { [] }
}
