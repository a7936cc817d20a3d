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

    /// Judges the matches in `bytes`, sorted as they are reported. `secrets` are all that were found in them, `position` tells where
    /// an index of them lies in the file. `zones` tells comments from other text; nil where only a part of the file is at hand.
    mutating func findings(
        _ matches: [RuleMatch], secrets: [SecretSpan], in bytes: UnsafeBufferPointer<UInt8>, zones: ZoneReader? = nil,
        position: (Int) -> Position
    ) -> [ScanEvent] {
        let mask = SecretMask(settings.showsSecrets ? [] : secrets)
        let excerpts = unsafe ExcerptBuilder(bytes: bytes, mask: mask)
        var found: [ScanEvent] = []
        found.reserveCapacity(min(matches.count, settings.maxFindingsPerFile))
        for match in matches {
            guard let (severity, confidence, evidence) = weigh(match) else { continue }
            // What a plugin reports was counted where it was taken, so that it cannot push others' findings out.
            if match.note?.isCounted != true {
                guard made < settings.maxFindingsPerFile else {
                    further += 1
                    continue
                }
                made += 1
            }
            let range = SourceRange(
                start: position(match.span.lowerBound), end: position(match.span.upperBound))
            let excerpt = excerpts.line(of: match.span)
            let line = unsafe LineFinder.line(at: match.span.lowerBound, in: bytes)
            let lines = unsafe UnsafeBufferPointer(rebasing: bytes[lines(of: match.span, from: line, in: bytes)])
            found.append(
                .finding(
                    Finding(
                        rule: match.rule, severity: severity, confidence: confidence, path: path, range: range,
                        message: match.note?.message ?? match.rule.message, match: excerpts.match(match.span),
                        line: excerpt.excerpt,
                        lineColumn: excerpt.column, lineWidth: excerpt.width,
                        fingerprint: unsafe fingerprints.next(rule: match.rule.id, lines: lines.span),
                        suppression: suppression(of: match.rule, on: line, number: range.start.line, excerpts, zones),
                        evidence: evidence, isTentative: match.note?.isTentative ?? false,
                        trace: match.note?.trace ?? [])))
        }
        return found
    }

    /// Severity and confidence in this file, and why they differ from the rule's; nil below what the options ask for.
    private func weigh(_ match: RuleMatch) -> (Severity, Confidence, String)? {
        let severity = match.note?.severity ?? match.rule.severity
        let own = match.note?.confidence ?? match.rule.confidence
        let confidence = context.role == nil ? own : own.lowered
        guard severity >= settings.severity, confidence >= settings.confidence else { return nil }
        let context = context.role.map { "confidence is one step lower: the file is \($0)" } ?? ""
        guard let said = match.note?.evidence, !said.isEmpty else { return (severity, confidence, context) }
        return (severity, confidence, context.isEmpty ? said : "\(said); \(context)")
    }

    /// What a comment on the line `own` or above it says of a finding.
    private func suppression(
        of rule: RuleDescriptor, on own: Range<Int>, number: Int, _ excerpts: ExcerptBuilder, _ zones: ZoneReader?
    ) -> Suppression? {
        guard !settings.isUntrusted else { return nil }
        let above = unsafe LineFinder.line(before: own, in: excerpts.bytes)
        let both = (above ?? own).lowerBound..<own.upperBound
        guard unsafe SuppressionComment.mayStand(in: both, of: excerpts.bytes) else { return nil }
        if let comment = SuppressionComment(line: own, of: excerpts, zones), comment.suppresses(rule) {
            return comment.suppression(at: number)
        }
        guard let above, let comment = SuppressionComment(line: above, of: excerpts, zones), comment.standsAlone,
            comment.suppresses(rule)
        else { return nil }
        return comment.suppression(at: number - 1)
    }

    /// The lines that a span touches, at most 4 KB of them. `first` is the one it starts on.
    private func lines(
        of span: Range<Int>, from first: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        let last = max(span.lowerBound, span.upperBound - 1)
        // Where the first line was not cut, it ends at the same place seen from there.
        let isOneLine = first.contains(last) && first.upperBound - span.lowerBound < LineFinder.reach
        let end = isOneLine ? first.upperBound : unsafe LineFinder.line(at: last, in: bytes).upperBound
        return first.lowerBound..<min(end, first.lowerBound + 4096)
    }
}
