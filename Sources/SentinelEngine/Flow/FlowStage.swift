internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelModel
internal import SentinelSyntax

/// What flows come to, by the files they end in.
struct FlowMatches {
    /// In the file in work.
    var here: [RuleMatch] = []
    /// In files that it refers to.
    var elsewhere: [(file: SourceFile, matches: [RuleMatch])] = []
}

/// Follows flows from a file and judges what they reach.
struct FlowStage {
    private let rules: LazyFlowRules
    /// Told of what is met; nil in a scan.
    private let observer: (any FlowObserver)?

    init(_ rules: LazyFlowRules, observer: (any FlowObserver)? = nil) {
        self.rules = rules
        self.observer = observer
    }

    /// Follows all that `file` begins; `items` are what it declares, nil where nobody looked for it. `prefix` stands before paths where they are
    /// shown.
    func find(
        _ file: SourceFile, _ items: [ServerItem]?, _ evaluator: Evaluator, shownBelow prefix: RawPath
    ) -> (matches: FlowMatches, isCut: Bool) {
        let start = FlowStart(file, items, evaluator)
        let mayReach = unsafe file.tree.withSource { unsafe FlowGate.mayReach($0, file.language, at: file.path) }
        guard start.isOfServer || mayReach else {
            return (FlowMatches(), false)
        }
        let mayHoldSecrets =
            unsafe start.isOfServer && rules.followSecrets
            && file.tree.withSource { unsafe FlowGate.mayHoldSecrets($0) }
        var sites: [FlowSite] = []
        var isCut = false
        // What one run knows of functions is let go before the next begins.
        for followsSecrets in mayHoldSecrets ? [false, true] : [false] {
            let run = FlowRun(rules.table, evaluator, file, followsSecrets: followsSecrets)
            run.observer = observer
            run.followAll(start)
            sites += run.found.flatMap(\.places)
            isCut = isCut || run.isCut
        }
        var found = FlowMatches()
        var writer = TraceWriter(prefix)
        for site in sites {
            guard let match = match(site, writer.trace(of: site)) else { continue }
            if site.place.file === file {
                found.here.append(match)
            } else if let known = found.elsewhere.firstIndex(where: { $0.file === site.place.file }) {
                found.elsewhere[known].matches.append(match)
            } else {
                found.elsewhere.append((site.place.file, [match]))
            }
        }
        for index in found.elsewhere.indices {
            found.elsewhere[index].matches.sort { ($0.span.lowerBound, $0.rule.id) < ($1.span.lowerBound, $1.rule.id) }
        }
        return (found, isCut)
    }

    /// Nil where a regular expression is not slow.
    private func match(_ site: FlowSite, _ trace: [TraceStep]) -> RuleMatch? {
        let rule = rules.descriptor(site.rule)
        var verdict = FlowVerdict(site, of: rule)
        if let regex = site.regex {
            guard let slow = SlowRegex(regex, site.place.file.language) else { return nil }
            // What a model says is of bounded length: a square of that is no matter.
            if slow.severity == .low, site.origin.source != .http { return nil }
            if slow.needsLineEnd, site.origin.source == .http, site.origin.name.lowercased().hasPart("header") {
                return nil
            }
            verdict.take(slow)
        }
        let note = MatchNote(
            severity: verdict.severity, confidence: verdict.confidence, message: verdict.message,
            evidence: verdict.evidence, isTentative: verdict.isTentative || site.isLikely, trace: trace)
        return RuleMatch(rule: rule, span: site.place.range, secret: nil, note: note)
    }
}
