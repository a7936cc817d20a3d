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
        guard engine.metadataRules != nil || engine.modelRules != nil else { return nil }
        self.engine = engine
        self.isCancelled = isCancelled
    }

    /// What is seen in files that declare something, and the languages of such files.
    static let trigger = PatternDetector.Trigger(
        pattern: BuiltInRules.metadataTrigger ?? MetadataTrigger.text,
        types: FileTypeSet([.python, .javascript, .typescript, .go, .json]))

    /// Code with more bytes is a bundle or a table.
    static let largest = 1 << 20

    /// True for code that speaks of MCP and is too large to be read for it.
    func isTooLarge(_ count: Int, _ types: FileTypeSet, isTriggered: Bool) -> Bool {
        isTriggered && count > Self.largest && !types.contains(.json)
    }

    /// A limit kept something of the file looked at last from being read.
    private(set) var isCut = false

    /// What the rules say of a file of code that speaks of MCP, and of a saved listing. `root` is the folder that was scanned.
    func find(
        in bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, isTriggered: Bool, path: () -> RawPath,
        root: () -> RawPath?
    ) -> [RuleMatch] {
        isCut = false
        guard isTriggered else { return [] }
        if types.contains(.json) { return unsafe Listing.isLikely(bytes) ? listed(bytes) : [] }
        let path = path()
        guard let language = Language(types, path: path.bytes), language.hasOutline,
            unsafe AnalysisGate.isWorthReading(bytes)
        else { return [] }
        let project = project(of: root())
        let name = String(decoding: path.bytes, as: UTF8.self)
        let isOwn = { project.mayHold($0, importedAt: name) }
        guard unsafe DeclarationGate.mayDeclare(bytes, language, isOwn: isOwn) else { return [] }
        project.begin()
        defer { project.end() }
        let file = unsafe project.add(bytes, at: name, language)
        var found: [RuleMatch] = []
        let evaluator = Evaluator(project)
        let reader = ModelReader(evaluator, file)
        let items = reader.read()
        for item in items {
            for text in item.texts { add(text, of: item, in: file, to: &found) }
        }
        isCut = reader.isCut
        if let model = engine.modelRules {
            let facts = FactReader(file, evaluator)
            found += model.find(in: facts.facts(of: items))
            isCut = isCut || facts.isCut
        }
        return found
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
    private func add(_ text: ServerText, of item: ServerItem, in file: SourceFile, to found: inout [RuleMatch]) {
        guard let target = MetadataTarget(rawValue: text.kind.rawValue) else { return }
        // Names that are no strings have no pieces.
        let written = text.text.pieces.isEmpty ? Array(text.text.text.utf8) : text.text.written
        for match in matches(in: written, target) {
            var place = text.text.place.file === file ? text.text.place.range : item.place.range
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
            note: MatchNote(evidence: evidence))
    }

    // MARK: Saved listings

    /// A server's answer to `tools/list` and its like, saved as JSON.
    private func listed(_ bytes: UnsafeBufferPointer<UInt8>) -> [RuleMatch] {
        let root = unsafe DocumentReader.read(bytes, as: .json).root
        var found: [RuleMatch] = []
        for (key, kind) in [("tools", "tool"), ("prompts", "prompt"), ("resources", "resource")] {
            guard let list = root?[key] else { continue }
            for item in list.items {
                let owner = "\(kind) `\(item["name"]?.text ?? "")`"
                for name in ["name", "title", "description", "uri"] {
                    add(item[name], MetadataTarget(rawValue: name), owner, to: &found)
                }
                for schema in ["inputSchema", "outputSchema"] { addSchema(item[schema], owner, depth: 0, to: &found) }
                guard let arguments = item["arguments"] else { continue }
                for argument in arguments.items {
                    add(argument["description"], .parameterDescription, owner, to: &found)
                }
            }
        }
        return found
    }

    /// Every text of a schema: those of properties, and all others.
    private func addSchema(_ node: DocumentNode?, _ owner: String, depth: Int, to found: inout [RuleMatch]) {
        guard let node, depth < 32 else { return }
        for entry in node.entries {
            let name = entry.key.text
            if entry.value.kind == .string {
                add(entry.value, Self.target(ofKey: name), owner, to: &found)
            } else {
                addSchema(entry.value, owner, depth: depth + 1, to: &found)
            }
        }
        for item in node.items {
            if item.kind == .string {
                add(item, .schemaText, owner, to: &found)
            } else {
                addSchema(item, owner, depth: depth + 1, to: &found)
            }
        }
    }

    /// What a text of a schema is, by its key; nil for words of JSON Schema's own.
    private static func target(ofKey name: String) -> MetadataTarget? {
        switch name {
        case "description": .parameterDescription
        case "type", "format": nil
        case "$ref", "$dynamicRef", "$schema": .schemaReference
        default: .schemaText
        }
    }

    private func add(_ node: DocumentNode?, _ target: MetadataTarget?, _ owner: String, to found: inout [RuleMatch]) {
        guard let node, let target, node.kind == .string else { return }
        let written = Array(node.text.utf8)
        for match in matches(in: written, target) {
            let contents = node.contents
            let place =
                node.isVerbatim
                ? contents.lowerBound + match.range.lowerBound..<contents.lowerBound + match.range.upperBound : contents
            found.append(Self.match(match, at: place, "in the \(target.rawValue) of \(owner)"))
        }
    }
}
