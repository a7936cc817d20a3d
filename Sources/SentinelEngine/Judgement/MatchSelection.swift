internal import SentinelDetectors
internal import SentinelModel
internal import SentinelRules

/// What rules say of their matches that the matches alone do not tell: paths, zones, and other rules that find the same. Few files have
/// matches at all.
struct MatchSelection: Sendable {
    /// By rule id, of the enabled rules that restrict paths.
    let pathFilters: [String: PathFilter]
    private let zones: [String: RuleZones]
    /// Nil where each rule tells what it finds, whatever others find there.
    private let sites: Sites?

    init(_ rules: [PatternRule], mergesSites: Bool) {
        pathFilters = PathFilter.filters(of: rules)
        zones = Dictionary(
            rules.lazy.compactMap { rule in rule.zones.map { (rule.descriptor.id, $0) } }, uniquingKeysWith: { $1 })
        sites = mergesSites ? Sites(rules) : nil
    }

    /// The matches that stand, in their order.
    func selected(_ matches: [RuleMatch], path: RawPath, zones reader: ZoneReader?) -> [RuleMatch] {
        if matches.isEmpty { return matches }
        let found = standing(matches, path: path, zones: reader)
        return sites?.merged(found) ?? found
    }

    /// Those that their own rules mean.
    private func standing(_ matches: [RuleMatch], path: RawPath, zones reader: ZoneReader?) -> [RuleMatch] {
        let path = SmallPath(path)
        return matches.filter { match in
            guard pathFilters[match.rule.id]?.selects(path) ?? true else { return false }
            guard let wanted = zones[match.rule.id], let zone = reader?.zone(at: match.start) else { return true }
            return wanted.contains(zone)
        }
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
        let standing = standing(matches, path: path, zones: reader)
        let index = standing.firstIndex { $0.rule.id == match.rule.id && $0.span == match.span }
        guard let index, let winner = sites?.winner(over: index, among: standing) else { return nil }
        return "\(winner.rule.id) finds the same, and is told for both"
    }
}
