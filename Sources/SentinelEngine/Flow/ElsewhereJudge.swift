internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// Judges what is found in a file while another is in work. One a worker.
final class ElsewhereJudge {
    private let engine: Engine
    /// Finds the secrets that excerpts must not show.
    private lazy var session = engine.detector.makeSession()
    private let zones = ZoneReader()

    init(_ engine: Engine) { self.engine = engine }

    /// The findings in `file`. `prefix` stands before paths where they are shown.
    func findings(_ matches: [RuleMatch], in file: SourceFile, shownBelow prefix: RawPath) -> [ScanEvent] {
        let relative = RawPath(Array(file.path.utf8))
        var judge = FileJudge(
            settings: engine.settings, path: prefix.appending(file.path), relativePath: relative)
        var positions = PositionFinder()
        return unsafe file.tree.withSource { bytes in
            guard let session else { return [] }
            session.beginFile()
            // Only for its secrets; what else it matches is told when the file itself is scanned.
            _ = unsafe session.matches(
                in: bytes, reportable: 0..<bytes.count, offset: 0, types: FileTypeSet(file.language), mayGoOn: { true })
            unsafe zones.begin(bytes, file.language)
            defer { zones.end() }
            let selected = engine.selected(matches, path: relative, zones: zones)
            return unsafe judge.findings(
                selected, secrets: session.secrets, in: bytes, zones: zones,
                position: { unsafe positions.position(at: $0, in: bytes) })
        }
    }
}

extension FileTypeSet {
    /// The type of files in a language.
    fileprivate init(_ language: Language) {
        switch language {
        case .python: self.init([.python])
        case .javascript: self.init([.javascript])
        case .typescript, .tsx: self.init([.typescript])
        case .go: self.init([.go])
        default: self.init([])
        }
    }
}
