internal import SentinelDetectors
internal import SentinelDocuments
internal import SentinelFiles
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// What is found in a whole file by its structure: values of documents that config rules mean. One a worker.
final class StructureStage {
    private let rules: ConfigRuleSet
    private let scratch: MatchScratch

    /// What came of a file.
    struct Found {
        var matches: [RuleMatch] = []
        var secrets: [SecretSpan] = []
        /// What is wrong with the document, if something is.
        var mistake: DocumentError?
    }

    /// Nil where no rule asks for structure, or memory is short.
    init?(_ engine: Engine) {
        guard let rules = engine.configRules, let scratch = engine.detector.makeScratch() else { return nil }
        self.rules = rules
        self.scratch = scratch
    }

    /// Looks at a whole file whose path below the scan's root is `path`; nil where no rule does.
    func find(in bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, path: () -> RawPath) -> Found? {
        guard rules.looksAt(types) else { return nil }
        let path = String(decoding: path().bytes, as: UTF8.self)
        guard let answer = unsafe rules.find(in: bytes, types: types, path: path, scratch: scratch) else { return nil }
        var found = Found(mistake: answer.mistake)
        for match in answer.matches {
            let secret = match.rule.isSecret ? SecretSpan(range: match.range, clear: 0) : nil
            let note = MatchNote(severity: nil, confidence: nil, message: nil, evidence: "at \(match.path)")
            found.matches.append(RuleMatch(rule: match.rule, span: match.range, secret: secret, note: note))
            if let secret { found.secrets.append(secret) }
        }
        return found
    }
}
