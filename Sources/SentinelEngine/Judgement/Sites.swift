internal import SentinelDetectors
internal import SentinelModel
internal import SentinelRules

/// One site is one finding, with all its reasons. Where built-in rules of one family (`MCP-OUT-002` and `MCP-OUT-002-FLOW`) find the same
/// place, or a rule finds one that it yields (`yields_to`), the one that says most is told, and what the others say is its evidence.
struct Sites: Sendable {
    /// The ids to which rules yield, with wildcards, by rule id.
    private let yielding: [String: [String]]

    init(_ rules: [PatternRule]) {
        yielding = Dictionary(
            rules.lazy.filter { !$0.yieldsTo.isEmpty }.map { ($0.descriptor.id, $0.yieldsTo) },
            uniquingKeysWith: { $1 })
    }

    /// How many matches behind one are looked at: in a file with a million of them not each can be held against all others.
    private static let reach = 64
    /// What more other rules say of a place is left out.
    private static let mostReasons = 8

    /// `matches`, which are sorted by start, without those that another of them stands for.
    func merged(_ matches: [RuleMatch]) -> [RuleMatch] {
        let better = outdone(matches)
        if better.isEmpty { return matches }
        var reasons: [Int: [RuleMatch]] = [:]
        for index in better.keys.sorted() { reasons[winner(over: index, better), default: []].append(matches[index]) }
        return matches.indices.filter { better[$0] == nil }.map { index in
            guard let others = reasons[index] else { return matches[index] }
            var match = matches[index]
            match.note = Self.note(match, others)
            return match
        }
    }

    /// The match that stands for one of `matches`; nil where that stands for itself.
    func winner(over index: Int, among matches: [RuleMatch]) -> RuleMatch? {
        let better = outdone(matches)
        return better[index] == nil ? nil : matches[winner(over: index, better)]
    }

    private func winner(over index: Int, _ better: [Int: Int]) -> Int {
        var index = index
        while let next = better[index] { index = next }
        return index
    }

    /// For each match that another stands for, that other one, which may have a better one itself.
    private func outdone(_ matches: [RuleMatch]) -> [Int: Int] {
        var better: [Int: Int] = [:]
        for (first, match) in matches.enumerated() {
            for second in (first + 1)..<min(matches.count, first + 1 + Self.reach) {
                guard matches[second].span.lowerBound < match.span.upperBound else { break }
                guard matches[second].span.overlaps(match.span), let isFirst = outdoes(match, matches[second])
                else { continue }
                let (good, bad) = isFirst ? (first, second) : (second, first)
                // Rules that yield to each other: somebody must tell of the place.
                if better[bad] == nil, winner(over: good, better) != bad { better[bad] = good }
            }
        }
        return better
    }

    /// True where the first stands for both, false where the second does; nil where they are two findings. They overlap.
    private func outdoes(_ first: RuleMatch, _ second: RuleMatch) -> Bool? {
        if first.rule.id == second.rule.id {
            return first.span == second.span ? isBetter(first, second) : nil
        }
        if yields(second.rule, to: first.rule) { return true }
        if yields(first.rule, to: second.rule) { return false }
        guard let family = Self.family(of: first.rule), family == Self.family(of: second.rule) else { return nil }
        return isBetter(first, second)
    }

    private func yields(_ rule: RuleDescriptor, to other: RuleDescriptor) -> Bool {
        yielding[rule.id]?.contains { matchesGlob(other.id, $0) } ?? false
    }

    /// What is certain before what is guessed, then the graver, then what shows a way, then what knows more than bytes.
    private func isBetter(_ first: RuleMatch, _ second: RuleMatch) -> Bool {
        func rank(_ match: RuleMatch) -> (Int, Int32, Int, Int) {
            (
                match.note?.isTentative == true ? 0 : 1, (match.note?.severity ?? match.rule.severity).rawValue,
                match.note?.trace.isEmpty == false ? 1 : 0, match.rule.kind == "pattern" ? 0 : 1
            )
        }
        return rank(first) >= rank(second)
    }

    /// `MCP-TP-006` of `MCP-TP-006-METADATA`; nil for users' rules, which may be named in any way.
    private static func family(of rule: RuleDescriptor) -> Substring? {
        guard rule.isBuiltIn else { return nil }
        let parts = rule.id.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count < 3 ? nil : rule.id[..<parts[2].endIndex]
    }

    /// What is said of `match` together with what `others` say. That a secret looks like one in another way too is no reason.
    private static func note(_ match: RuleMatch, _ others: [RuleMatch]) -> MatchNote? {
        let own = match.note?.message ?? match.rule.message
        var said: Set<String> = [own]
        let reasons = others.filter { !$0.rule.isSecret }.compactMap { other -> String? in
            let message = other.note?.message ?? other.rule.message
            return said.insert(message).inserted ? "\(other.rule.id) says: \(message)" : nil
        }
        guard !reasons.isEmpty else { return match.note }
        return (match.note ?? MatchNote(evidence: "")).adding(reasons.prefix(mostReasons).joined(separator: "; "))
    }
}
