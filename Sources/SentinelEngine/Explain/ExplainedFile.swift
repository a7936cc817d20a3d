internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// The file that is asked about: what its scan finds, and what other files lead to. Made while it is open, judged when all is known.
final class ExplainedFile {
    let relative: RawPath
    let observer: LineObserver
    private let shown: RawPath
    private let prefix: RawPath
    private let root: Root
    private let types: FileTypeSet
    private let bytes: [UInt8]
    private let line: Int
    /// Of the line, end left out; nil past the file's end.
    private let span: Range<Int>?

    /// What patterns match, and what their rules have against it.
    private var examined: [(match: RuleMatch, objection: MatchObjection?)] = []
    /// What stands of the file's own matches before rules are asked about paths and zones.
    private var matches: [RuleMatch] = []
    private var elsewhere: [RuleMatch] = []
    private var secrets: [SecretSpan] = []
    private var passage: MetadataStage.Passage?
    private var limits: [String] = []
    private var contents: LineReader?

    init(_ file: FileReference, _ batch: FileBatch, _ reader: FileReader, _ root: Root, line: Int) {
        relative = batch.relativePath(of: file)
        shown = batch.path(of: file)
        prefix = batch.prefix(of: file)
        self.root = root
        types = reader.types
        bytes = unsafe Array(reader.window.bytes)
        self.line = line
        span = Self.span(of: line, in: bytes)
        observer = LineObserver(path: String(decoding: relative.bytes, as: UTF8.self), line: line)
    }

    var followsFlows: Bool { language?.hasOutline == true }

    private var language: Language? { Language(types, path: relative.bytes) }

    func lies(below other: Root) -> Bool { other.path == root.path }

    /// What a flow from another file comes to here.
    func arrive(_ matches: [RuleMatch]) { elsewhere += matches }

    private static func span(of line: Int, in bytes: [UInt8]) -> Range<Int>? {
        var (number, start, index) = (1, 0, 0)
        while index < bytes.count {
            let byte = bytes[index]
            let isPair = byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if number == line { return start..<index }
                number += 1
                start = index + (isPair ? 2 : 1)
            }
            index += isPair ? 2 : 1
        }
        return number == line && start < bytes.count ? start..<bytes.count : nil
    }

    // MARK: While it is open

    /// Scans the file as a scan does, and looks at what stands at the line.
    func examine(
        _ file: StructureStage.File, _ session: PatternSession, _ structure: StructureStage?,
        isCancelled: () -> Bool
    ) {
        session.beginFile()
        matches = unsafe session.matches(
            in: file.bytes, reportable: 0..<file.bytes.count, offset: 0, types: file.types,
            mayGoOn: { !isCancelled() })
        secrets = session.secrets
        limits += session.limits.map { "rule \($0.rule.id) reached a limit in this file" }
        if span != nil {
            examined = unsafe session.examined(file.bytes, file.types, mayGoOn: { !isCancelled() }).filter {
                touches($0.match)
            }
        }
        guard let structure else { return }
        var file = file
        file.isTriggered = session.isTriggered
        file.asking = session.asking
        structure.metadata?.observer = observer
        defer { structure.metadata?.observer = nil }
        let found = structure.find(in: file)
        passage = structure.metadata?.passage
        if let found { add(found) }
    }

    private func add(_ found: StructureStage.Found) {
        matches += found.matches
        matches.sort { ($0.span.lowerBound, $0.rule.id) < ($1.span.lowerBound, $1.rule.id) }
        secrets += found.secrets
        if found.mistake != nil { limits.append("the document has a mistake, and what stands behind it was not read") }
        switch found.limit {
        case nil: break
        case .size: limits.append("the file is too large to be read as code")
        case .work: limits.append("a limit kept something from being followed")
        case .rules: limits.append("a limit kept rules for documents from looking at all of it")
        }
    }

    private func touches(_ match: RuleMatch) -> Bool {
        guard let span else { return false }
        return match.span.lowerBound <= span.upperBound && match.span.upperBound > span.lowerBound
            || match.span.lowerBound >= span.lowerBound && match.span.lowerBound <= span.upperBound
    }

    // MARK: When all is known

    /// Tells what was seen.
    func judge(_ engine: Engine, _ session: PatternSession, into explanation: inout Explanation) {
        explanation = Explanation(path: shown, line: line, like: explanation)
        guard span != nil else { return explanation.notes.append("the file has no such line") }
        unsafe bytes.withUnsafeBufferPointer { bytes in
            let file = unsafe read(bytes, engine)
            explanation.notes += limits
            if let file {
                explanation.functions = functions(of: file)
                if let note = passageNote { explanation.notes.append(note) }
            }
            var teller = unsafe SightMaker(bytes, prefix)
            var sights: [Explanation.Sight] = []
            unsafe judgeMatches(bytes, engine, &teller, &sights)
            judgeFlows(engine, &teller, &sights)
            explanation.sights = SightMaker.sorted(sights)
        }
    }

    private func read(_ bytes: UnsafeBufferPointer<UInt8>, _ engine: Engine) -> SourceFile? {
        guard let language, language.hasOutline, bytes.count <= MetadataStage.largest else { return nil }
        var source: (any SourceProvider)?
        if case .path(let path) = root { source = TreeSource(path, isCancelled: { false }) }
        let project = Project(source ?? NoSource())
        project.begin()
        let file = unsafe project.add(bytes, at: String(decoding: relative.bytes, as: UTF8.self), language)
        let evaluator = Evaluator(project)
        let items = ModelReader(evaluator, file).read()
        contents = LineReader(file, line, evaluator, engine.flowRules?.table, items: items)
        return file
    }

    private func functions(of file: SourceFile) -> [Explanation.Function] {
        (contents?.functions ?? []).map {
            Explanation.Function(
                name: $0.name, line: SyntaxTree.line(of: $0.place.range.lowerBound, in: file.lineStarts),
                handles: $0.handles)
        }
    }

    /// How far the file came with the analysis of code.
    private var passageNote: String? {
        switch passage {
        case nil: nil
        case .untriggered:
            "nothing in the file speaks of MCP or reads requests, so flows do not begin here; others may lead here"
        case .gated:
            "nothing in the file declares anything or takes anything from outside, so flows do not begin here; others may lead here"
        case .read(_, false): "no rule about flows is on"
        case .read(false, true):
            "the file declares nothing; flows from what it reads, and into its functions, were followed"
        case .read(true, true): nil
        }
    }

    private func judgeMatches(
        _ bytes: UnsafeBufferPointer<UInt8>, _ engine: Engine, _ maker: inout SightMaker,
        _ sights: inout [Explanation.Sight]
    ) {
        for (match, objection) in examined {
            guard let objection else { continue }
            sights.append(maker.dropped(match, objection.told, objection == .fileType ? .inapplicable : .dropped))
        }
        let all = (matches + elsewhere).sorted {
            ($0.span.lowerBound, $0.rule.id, $0.note?.isTentative == true ? 1 : 0)
                < ($1.span.lowerBound, $1.rule.id, $1.note?.isTentative == true ? 1 : 0)
        }
        let zones = ZoneReader()
        unsafe zones.begin(bytes, types, path: relative)
        defer { zones.end() }
        let selected = engine.selected(all, path: relative, zones: zones)
        for match in all where touches(match) {
            guard let why = engine.selection.objection(to: match, path: relative, zones: zones, among: all) else {
                continue
            }
            let isMeant = engine.selection.looksAt(relative, match.rule)
            sights.append(maker.dropped(match, why, isMeant ? .dropped : .inapplicable))
        }
        var judge = FileJudge(settings: engine.settings, path: shown, relativePath: relative)
        var positions = PositionFinder()
        let events = unsafe judge.findings(
            selected, secrets: secrets, in: bytes, zones: zones,
            position: { unsafe positions.position(at: $0, in: bytes) })
        let findings = events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
        for match in selected where touches(match) { maker.add(match, findings, engine.settings, to: &sights) }
    }

    private func judgeFlows(_ engine: Engine, _ maker: inout SightMaker, _ sights: inout [Explanation.Sight]) {
        guard let rules = engine.flowRules else { return }
        for sight in observer.sights { maker.add(sight, rules.descriptor(sight.rule), to: &sights) }
        for call in contents?.calls ?? [] {
            for rule in Set(call.rules).sorted() {
                maker.add(call, rules.descriptor(rule), why: unreached, to: &sights)
            }
        }
    }

    /// Why a call was not met.
    private var unreached: String {
        guard let function = contents?.functions.first else {
            return "it stands outside of functions, where nothing comes in from outside"
        }
        let name = function.name.isEmpty ? "its function" : "`\(function.name)`"
        if observer.followed.contains(function.place.range.lowerBound) {
            return
                "\(name) was followed, and this place was not reached: it stands behind what always ends it, or a limit cut it"
        }
        return "nothing from outside was followed into \(name)"
    }
}

extension Explanation {
    /// The same of the path that findings show.
    fileprivate init(path: RawPath, line: Int, like other: Explanation) {
        self.init(path: path, line: line)
        isScanned = other.isScanned
        notes = other.notes
    }
}
