internal import SentinelAnalysis
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel

/// Makes what is told of places from matches and from what runs met.
@safe
struct SightMaker {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let prefix: RawPath
    private var traces: TraceWriter

    /// `bytes` must outlive it; `prefix` stands before paths where they are shown.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ prefix: RawPath) {
        unsafe self.bytes = bytes
        self.prefix = prefix
        traces = TraceWriter(prefix)
    }

    /// A finder each time: places are asked for in no order, and there are few.
    private func position(_ offset: Int) -> Position {
        var finder = PositionFinder()
        return unsafe finder.position(at: offset, in: bytes)
    }

    func dropped(
        _ match: RuleMatch, _ why: String, _ outcome: Explanation.Outcome = .dropped
    ) -> Explanation.Sight {
        Explanation.Sight(
            rule: match.rule, outcome: outcome, position: position(match.span.lowerBound), reasons: [why],
            trace: match.note?.trace ?? [])
    }

    /// What became of a match that stands.
    func add(
        _ match: RuleMatch, _ findings: [Finding], _ settings: Settings, to sights: inout [Explanation.Sight]
    ) {
        let place = position(match.span.lowerBound)
        // Several files may lead to one place; the first that is sure is told.
        if sights.contains(where: { $0.rule == match.rule.id && $0.position == place && $0.outcome != .dropped }) {
            return
        }
        let finding = findings.first { $0.rule.id == match.rule.id && $0.range.start.offset == place.offset }
        guard let finding else {
            let least = "severity \(settings.severity.name) and confidence \(settings.confidence.name)"
            sights.append(dropped(match, "options ask for at least \(least), or the file has too many findings"))
            return
        }
        var reasons = ["\(finding.severity.name), confidence \(finding.confidence.name): \(finding.message)"]
        if !finding.evidence.isEmpty { reasons.append(finding.evidence) }
        if let suppression = finding.suppression {
            let why = suppression.reason.isEmpty ? "" : ": \(suppression.reason)"
            reasons.append("a comment on line \(suppression.line) suppresses it\(why)")
        }
        sights.append(
            Explanation.Sight(
                rule: match.rule, outcome: finding.suppression == nil ? .reported : .suppressed, position: place,
                reasons: reasons, trace: finding.trace))
    }

    /// What a run met at a sink, unless that was told as a match.
    mutating func add(_ sight: FlowSight, _ rule: RuleDescriptor, to sights: inout [Explanation.Sight]) {
        let place = position(sight.place.range.lowerBound)
        if sights.contains(where: { $0.rule == rule.id && $0.position == place && $0.outcome != .harmless }) { return }
        let made = Explanation.Sight(
            rule: rule, outcome: .harmless, position: place, subject: sight.sink,
            reasons: SightTeller(prefix).reasons(sight.verdict), trace: traces.trace(of: sight.way))
        if !sights.contains(where: { $0.rule == made.rule && $0.position == place && $0.reasons == made.reasons }) {
            sights.append(made)
        }
    }

    /// A call that no run met.
    func add(
        _ call: LineReader.Call, _ rule: RuleDescriptor, why: String, to sights: inout [Explanation.Sight]
    ) {
        let place = position(call.place.range.lowerBound)
        if sights.contains(where: { $0.rule == rule.id && $0.position == place }) { return }
        sights.append(
            Explanation.Sight(rule: rule, outcome: .unreached, position: place, subject: call.name, reasons: [why]))
    }

    static func sorted(_ sights: [Explanation.Sight]) -> [Explanation.Sight] {
        sights.sorted {
            ($0.position.offset, order($0.outcome), $0.rule) < ($1.position.offset, order($1.outcome), $1.rule)
        }
    }

    private static func order(_ outcome: Explanation.Outcome) -> Int {
        Explanation.Outcome.allCases.firstIndex(of: outcome) ?? 0
    }
}
