internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel

/// Turns the matches in one window of a file into findings: suppressions, context, excerpts, fingerprints.
struct FileJudge {
    private let settings: Settings
    private let path: RawPath
    private let context: PathContext
    private var fingerprints: Fingerprints
    /// How many findings of the file were made, and how many more there would have been.
    private(set) var made = 0
    private(set) var further = 0

    /// `path` is what findings show; `relativePath`, below the scan's root, is what is judged.
    init(settings: Settings, path: RawPath, relativePath: RawPath) {
        self.settings = settings
        self.path = path
        context = PathContext(relativePath)
        fingerprints = Fingerprints(path: relativePath)
    }

    /// Judges the matches of `reader`'s present window, sorted as they are reported. `secrets` are all that were found in it.
    mutating func findings(_ matches: [RuleMatch], secrets: [SecretSpan], in reader: FileReader) -> [Finding] {
        let bytes = unsafe reader.window.bytes
        let mask = SecretMask(settings.showsSecrets ? [] : secrets)
        let excerpts = unsafe ExcerptBuilder(bytes: bytes, mask: mask)
        var found: [Finding] = []
        for match in matches {
            guard let (severity, confidence, evidence) = weigh(match.rule) else { continue }
            guard made < settings.maxFindingsPerFile else {
                further += 1
                continue
            }
            made += 1
            let range = SourceRange(
                start: reader.position(at: match.span.lowerBound), end: reader.position(at: match.span.upperBound))
            let line = excerpts.line(of: match.span)
            found.append(
                Finding(
                    rule: match.rule, severity: severity, confidence: confidence, path: path, range: range,
                    message: match.rule.message, match: excerpts.match(match.span), line: line.excerpt,
                    lineColumn: line.column, lineWidth: line.width,
                    fingerprint: unsafe fingerprints.next(rule: match.rule.id, lines: lines(of: match.span, in: bytes)),
                    suppression: suppression(of: match, at: range.start.line, excerpts), evidence: evidence))
        }
        return found
    }

    /// Severity and confidence in this file, and why they differ from the rule's; nil below what the options ask for.
    private func weigh(_ rule: RuleDescriptor) -> (Severity, Confidence, String)? {
        let confidence = context.role == nil ? rule.confidence : rule.confidence.lowered
        guard rule.severity >= settings.severity, confidence >= settings.confidence else { return nil }
        let evidence = context.role.map { "confidence is one step lower: the file is \($0)" } ?? ""
        return (rule.severity, confidence, evidence)
    }

    private func suppression(
        of match: RuleMatch, at line: Int, _ excerpts: ExcerptBuilder
    ) -> Suppression? {
        guard !settings.isUntrusted else { return nil }
        let own = unsafe LineFinder.line(at: match.span.lowerBound, in: excerpts.bytes)
        if let comment = SuppressionComment(line: own, of: excerpts), comment.suppresses(match.rule) {
            return comment.suppression(at: line)
        }
        guard let above = unsafe LineFinder.line(before: own, in: excerpts.bytes),
            let comment = SuppressionComment(line: above, of: excerpts), comment.standsAlone,
            comment.suppresses(match.rule)
        else { return nil }
        return comment.suppression(at: line - 1)
    }

    /// The lines that a span touches, at most 4 KB of them.
    private func lines(of span: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let start = unsafe LineFinder.line(at: span.lowerBound, in: bytes).lowerBound
        let end = unsafe LineFinder.line(at: max(span.lowerBound, span.upperBound - 1), in: bytes).upperBound
        return unsafe Array(bytes[start..<min(end, start + 4096)])
    }
}
