internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelModel

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

    init(_ rules: LazyFlowRules) { self.rules = rules }

    /// Follows all that `file` begins; `items` is nil where it speaks of no server. `prefix` stands before paths where they are shown.
    func find(
        _ file: SourceFile, _ items: [ServerItem]?, _ evaluator: Evaluator, shownBelow prefix: RawPath
    ) -> (matches: FlowMatches, isCut: Bool) {
        let run = FlowRun(rules.table, evaluator, file)
        run.followAll(items)
        var found = FlowMatches()
        var writer = TraceWriter(prefix)
        for site in run.found {
            let match = match(site, writer.trace(of: site))
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
        return (found, run.isCut)
    }

    private func match(_ site: FlowSite, _ trace: [TraceStep]) -> RuleMatch {
        let rule = rules.descriptor(site.rule)
        let verdict = FlowVerdict(site, of: rule)
        let note = MatchNote(
            severity: verdict.severity, confidence: verdict.confidence, message: verdict.message,
            evidence: verdict.evidence, isTentative: verdict.isTentative, trace: trace)
        return RuleMatch(rule: rule, span: site.place.range, secret: nil, note: note)
    }
}
