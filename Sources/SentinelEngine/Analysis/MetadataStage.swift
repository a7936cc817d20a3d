internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelDocuments
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules
internal import SentinelSyntax

/// Reads what a file declares of an MCP server, and shows its texts to the rules about them. One a worker.
final class MetadataStage {
    private let engine: Engine
    private lazy var rules = engine.metadataRules?.set
    private lazy var scratch = engine.detector.makeScratch()
    private let isCancelled: () -> Bool
    /// By root.
    private var projects: [RawPath: Project] = [:]

    /// Nil where no rule is about such texts, nor about what is declared.
    init?(_ engine: Engine, isCancelled: @escaping () -> Bool) {
        guard
            engine.metadataRules != nil || engine.modelRules != nil || engine.flowRules != nil
                || engine.callRules != nil
        else { return nil }
        self.engine = engine
        self.isCancelled = isCancelled
    }

    /// What is seen in files that declare something, and the languages of such files.
    static let trigger = PatternDetector.Trigger(
        patterns: BuiltInRules.metadataTrigger ?? MetadataTrigger.texts,
        types: FileTypeSet([.python, .javascript, .typescript, .go, .json, .yaml]))

    /// Code with more bytes is a bundle or a table.
    static let largest = 512 << 10
    /// Code with more bytes is not looked through for calls.
    private static let largestOfCalls = 256 << 10
    /// Code with more bytes is not read for its calls alone: reading every file that names a digest or a random number would cost more than
    /// the rest of a scan.
    private static let largestForCallsAlone = 8 << 10

    /// True for code that speaks of MCP and is too large to be read for it.
    func isTooLarge(_ count: Int, _ types: FileTypeSet, isTriggered: Bool) -> Bool {
        isTriggered && count > Self.largest && !types.contains(.json) && !types.contains(.yaml)
    }

    /// Told of the flows that are followed; nil in a scan.
    var observer: (any FlowObserver)?
    /// How far the file looked at last came.
    private(set) var passage = Passage.untriggered

    /// How far a file came.
    enum Passage {
        /// Nothing in it speaks of MCP, or it is no code.
        case untriggered
        /// Nothing in it can declare or begin anything.
        case gated
        case read(declares: Bool, flows: Bool)
    }

    /// A limit kept something of the file looked at last from being read.
    private(set) var isCut = false
    /// What flows from the file looked at last come to in others.
    private(set) var elsewhere: [(file: SourceFile, matches: [RuleMatch])] = []

    /// What the rules say of a file of code that speaks of MCP, and of a saved listing. `root` is the folder that was scanned;
    /// `prefix` stands before paths below it where they are shown.
    func find(
        in bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, isTriggered: Bool, asking: Set<Int>,
        path: () -> RawPath, root: () -> RawPath?, prefix: () -> RawPath
    ) -> [RuleMatch] {
        isCut = false
        elsewhere = []
        passage = .untriggered
        guard isTriggered || !asking.isEmpty else { return [] }
        let path = path()
        if types.contains(.json) || types.contains(.yaml) { return unsafe find(in: bytes, documentAt: path, types) }
        guard let language = Language(types, path: path.bytes), language.hasOutline else { return [] }
        let project = project(of: root())
        let name = String(decoding: path.bytes, as: UTF8.self)
        let asked = bytes.count <= Self.largestOfCalls ? engine.callRules?.numbers(of: asking) ?? [] : []
        let mayDeclare =
            unsafe isTriggered && AnalysisGate.isWorthReading(bytes)
            && DeclarationGate.mayDeclare(bytes, language) { unsafe project.mayRegister($0, in: bytes, at: name) }
        let mayFlow =
            unsafe isTriggered && engine.flowRules != nil
            && (mayDeclare || FlowGate.mayReach(bytes, language, at: name))
        passage = mayDeclare || mayFlow ? .read(declares: mayDeclare, flows: mayFlow) : .gated
        let isReadForCalls = !asked.isEmpty && bytes.count <= Self.largestForCallsAlone
        guard mayDeclare || mayFlow || isReadForCalls else { return [] }
        project.begin()
        defer { project.end() }
        let file = unsafe project.add(bytes, at: name, language)
        let evaluator = Evaluator(project)
        // For a call alone no other file is read.
        if !mayDeclare, !mayFlow { project.reach = .none }
        var found: [RuleMatch] = []
        let items = mayDeclare ? declared(in: file, evaluator, to: &found) : nil
        if mayFlow { follow(file, items, evaluator, shownBelow: prefix(), to: &found) }
        if let rules = engine.callRules, !asked.isEmpty { found += CallStage(rules).find(asked, in: file, evaluator) }
        return found
    }

    /// What a file declares; adds what the rules say of it.
    private func declared(
        in file: SourceFile, _ evaluator: Evaluator, to found: inout [RuleMatch]
    ) -> [ServerItem] {
        let reader = ModelReader(evaluator, file)
        let items = reader.read()
        for item in items {
            for text in item.texts { add(text, of: item, in: file, to: &found) }
        }
        for text in CodeTexts(file, evaluator).texts(besides: items) { add(text, of: nil, in: file, to: &found) }
        isCut = reader.isCut
        if let model = engine.modelRules {
            let facts = FactReader(file, evaluator)
            found += model.find(in: facts.facts(of: items))
            isCut = isCut || facts.isCut
        }
        return items
    }

    /// Adds where flows that begin in a file end.
    private func follow(
        _ file: SourceFile, _ items: [ServerItem]?, _ evaluator: Evaluator, shownBelow prefix: RawPath,
        to found: inout [RuleMatch]
    ) {
        guard let rules = engine.flowRules else { return }
        let (matches, isCut) = FlowStage(rules, observer: observer).find(file, items, evaluator, shownBelow: prefix)
        found += matches.here
        elsewhere = matches.elsewhere
        self.isCut = self.isCut || isCut
    }

    private func project(of root: RawPath?) -> Project {
        let key = root ?? RawPath([])
        if let known = projects[key] { return known }
        let source = root.flatMap { TreeSource($0, isCancelled: isCancelled) }
        let made = Project(source ?? NoSource())
        projects[key] = made
        return made
    }

    /// A text that is written in another file is shown where the item is declared.
    private func add(_ text: ServerText, of item: ServerItem?, in file: SourceFile, to found: inout [RuleMatch]) {
        guard let target = MetadataTarget(rawValue: text.kind.rawValue) else { return }
        // Names that are no strings have no pieces.
        let written = text.text.pieces.isEmpty ? Array(text.text.text.utf8) : text.text.written
        for match in matches(in: written, target) {
            var place = text.text.place.file === file ? text.text.place.range : item?.place.range ?? 0..<0
            if let source = text.text.source(of: match.range), source.file === file { place = source.range }
            found.append(Self.match(match, at: place, "in the \(text.kind.rawValue) of \(text.owner)"))
        }
    }

    private func matches(in text: [UInt8], _ target: MetadataTarget) -> [MetadataMatch] {
        guard let rules, let scratch else { return [] }
        return unsafe text.withUnsafeBufferPointer { unsafe rules.find(in: $0, target: target, scratch: scratch) }
    }

    private static func match(_ match: MetadataMatch, at place: Range<Int>, _ evidence: String) -> RuleMatch {
        let evidence = match.note.isEmpty ? evidence : "\(evidence): \(match.note)"
        return RuleMatch(
            rule: match.rule, span: place, secret: nil,
            note: MatchNote(severity: match.severity, evidence: evidence))
    }

    // MARK: Documents

    /// What the rules say of a server's saved answer, or of its manifest.
    private func find(in bytes: UnsafeBufferPointer<UInt8>, documentAt path: RawPath, _ types: FileTypeSet)
        -> [RuleMatch]
    {
        guard unsafe ServerDocument.mayBe(bytes),
            let format = DocumentFormat(for: types, path: String(decoding: path.bytes, as: UTF8.self))
        else { return [] }
        var found: [RuleMatch] = []
        for item in unsafe ServerDocument(DocumentReader.read(bytes, as: format)).items {
            for text in item.texts { add(text, to: &found) }
        }
        return found
    }

    private func add(_ text: DocumentText, to found: inout [RuleMatch]) {
        let node = text.node
        let written = Array(node.bytes)
        for match in matches(in: written, text.target) {
            let contents = node.contents
            let place =
                node.isVerbatim
                ? contents.lowerBound + match.range.lowerBound..<contents.lowerBound + match.range.upperBound : contents
            found.append(Self.match(match, at: place, "in the \(text.target.rawValue) of \(text.owner)"))
        }
    }
}
