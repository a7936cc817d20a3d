internal import SentinelDetectors
internal import SentinelModel
internal import SentinelRules

/// What rules say of their matches that the matches alone do not tell: paths, zones, and other rules to which they yield. Few rules say
/// any of it, and few files have matches at all.
struct MatchSelection: Sendable {
    /// By rule id, of the enabled rules that restrict paths.
    let pathFilters: [String: PathFilter]
    private let zones: [String: RuleZones]
    private let yielding: [String: [String]]

    init(_ rules: [PatternRule]) {
        pathFilters = PathFilter.filters(of: rules)
        var (zones, yielding): ([String: RuleZones], [String: [String]]) = ([:], [:])
        for rule in rules {
            if let wanted = rule.zones { zones[rule.descriptor.id] = wanted }
            if !rule.yieldsTo.isEmpty { yielding[rule.descriptor.id] = rule.yieldsTo }
        }
        self.zones = zones
        self.yielding = yielding
    }

    /// The matches that stand, in their order.
    func selected(_ matches: [RuleMatch], path: RawPath, zones reader: ZoneReader?) -> [RuleMatch] {
        if matches.isEmpty { return matches }
        let path = SmallPath(path)
        let found = matches.filter { match in
            guard pathFilters[match.rule.id]?.selects(path) ?? true else { return false }
            guard let wanted = zones[match.rule.id], let zone = reader?.zone(at: match.start) else { return true }
            return wanted.contains(zone)
        }
        guard found.contains(where: { yielding[$0.rule.id] != nil }) else { return found }
        return found.enumerated().filter { !isOutdone($0.element, at: $0.offset, among: found) }.map(\.element)
    }

    /// True if a rule looks at files with this path.
    func looksAt(_ path: RawPath, _ rule: RuleDescriptor) -> Bool {
        pathFilters[rule.id]?.selects(SmallPath(path)) ?? true
    }

    /// Why a match does not stand, in a sentence; nil where it does. `among` are all matches of the file, sorted by start.
    func objection(
        to match: RuleMatch, path: RawPath, zones reader: ZoneReader?, among matches: [RuleMatch]
    ) -> String? {
        if !looksAt(path, match.rule) { return "the rule does not look at files with this path" }
        if let wanted = zones[match.rule.id], let zone = reader?.zone(at: match.start), !wanted.contains(zone) {
            return "it begins in \(zone.told), and the rule looks at \(wanted.told)"
        }
        let standing = matches.filter { other in
            guard looksAt(path, other.rule) else { return false }
            guard let wanted = zones[other.rule.id], let zone = reader?.zone(at: other.start) else { return true }
            return wanted.contains(zone)
        }
        let index = standing.firstIndex { $0.rule.id == match.rule.id && $0.span == match.span }
        guard let index, isOutdone(match, at: index, among: standing) else { return nil }
        return "another rule, to which it yields, finds the same"
    }

    /// How many matches beside one are looked at, each way: in a file with a million of them not each can be held against all others.
    private static let reach = 64

    /// True where a rule to which the match's own yields finds something that overlaps it. `matches` are sorted by start.
    private func isOutdone(_ match: RuleMatch, at index: Int, among matches: [RuleMatch]) -> Bool {
        guard let others = yielding[match.rule.id] else { return false }
        return matches[max(0, index - Self.reach)..<min(matches.count, index + Self.reach)].contains { other in
            other.span.overlaps(match.span) && other.rule.id != match.rule.id
                && others.contains { matchesGlob(other.rule.id, $0) }
        }
    }
}
