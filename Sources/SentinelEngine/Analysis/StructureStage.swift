internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelDocuments
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// What is found in a whole file by its structure: values of documents that config rules mean, and texts of servers. One a worker.
final class StructureStage {
    private let rules: ConfigRuleSet?
    /// Nil where no rule is about what code declares or hands on.
    let metadata: MetadataStage?
    private let packages: PackageStage?
    private let engine: Engine
    private lazy var scratch = engine.detector.makeScratch()

    /// What came of a file.
    struct Found {
        var matches: [RuleMatch] = []
        var secrets: [SecretSpan] = []
        /// What was found in other files on the way.
        var elsewhere: [(file: SourceFile, matches: [RuleMatch])] = []
        /// What is wrong with the document, if something is.
        var mistake: DocumentError?
        /// What kept the file from being read for all that it declares.
        var limit: Limit?

        enum Limit {
            /// It is code of more than `MetadataStage.largest` bytes.
            case size
            /// Reading it, or what it refers to, took too much.
            case work
            /// Rules for documents looked at too much of it.
            case rules
        }
    }

    /// Nil where no rule asks for structure.
    init?(_ engine: Engine, isCancelled: @escaping () -> Bool) {
        metadata = MetadataStage(engine, isCancelled: isCancelled)
        packages = PackageStage(engine, isCancelled: isCancelled)
        rules = engine.configRules
        guard rules != nil || metadata != nil || packages != nil else { return nil }
        self.engine = engine
    }

    /// A whole file.
    @safe
    struct File {
        var bytes: UnsafeBufferPointer<UInt8>
        var types: FileTypeSet
        /// The screen has seen that it speaks of MCP.
        var isTriggered: Bool
        /// Rules over calls that ask for it, by their places.
        var asking: Set<Int>
        let reference: FileReference
        let batch: FileBatch
    }

    /// False for a file that nothing asks for, by what is known without looking into it.
    func looksAt(_ types: FileTypeSet, isTriggered: Bool, isAsked: Bool) -> Bool {
        isTriggered || isAsked || rules?.looksAt(types) == true || packages?.looksAt(types) == true
    }

    /// What is found in a file; nil where nothing asks for it.
    func find(in file: File) -> Found? {
        var found = unsafe values(in: file.bytes, file.types, path: { file.batch.relativePath(of: file.reference) })
        if let packages,
            let read = unsafe packages.find(
                in: file.bytes, file.types, path: { file.batch.relativePath(of: file.reference) },
                root: { file.batch.root(of: file.reference) })
        {
            found = found ?? Found()
            found?.matches += read.matches
            if found?.mistake == nil { found?.mistake = read.mistake }
        }
        guard let metadata else { return found }
        if unsafe metadata.isTooLarge(file.bytes.count, file.types, isTriggered: file.isTriggered) {
            found = found ?? Found()
            found?.limit = .size
            return found
        }
        let matches = unsafe metadata.find(
            in: file.bytes, file.types, isTriggered: file.isTriggered, asking: file.asking,
            path: { file.batch.relativePath(of: file.reference) }, root: { file.batch.root(of: file.reference) },
            prefix: { file.batch.prefix(of: file.reference) })
        if !matches.isEmpty || !metadata.elsewhere.isEmpty || metadata.isCut { found = found ?? Found() }
        found?.matches += matches
        found?.elsewhere = metadata.elsewhere
        if metadata.isCut { found?.limit = .work }
        return found
    }

    private func values(in bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, path: () -> RawPath) -> Found? {
        guard let rules, rules.looksAt(types), let scratch else { return nil }
        guard let answer = unsafe rules.find(in: bytes, types: types, path: path(), scratch: scratch) else {
            return nil
        }
        var found = Found(mistake: answer.mistake, limit: answer.isCut ? .rules : nil)
        for match in answer.matches {
            let secret = match.rule.isSecret ? SecretSpan(range: match.range, clear: 0) : nil
            let note = MatchNote(evidence: "at \(match.path)")
            found.matches.append(RuleMatch(rule: match.rule, span: match.range, secret: secret, note: note))
            if let secret { found.secrets.append(secret) }
        }
        return found
    }
}
