internal import SentinelDetectors
internal import SentinelModel

/// Rules of one family look at a file's bytes and at the texts of its servers: `MCP-TP-006-ZERO-WIDTH` and `MCP-TP-006-METADATA`. What
/// both find at one place is one finding.
enum Twins {
    /// `matches`, which are sorted by start, and `found` without those that say no more than another: of twins the graver stays, then the
    /// one that knows the text.
    static func merged(_ matches: [RuleMatch], _ found: [RuleMatch]) -> [RuleMatch] {
        let families = Set(found.filter { isAboutTexts($0.rule) }.map { family(of: $0.rule) })
        let candidates = matches.indices.filter { families.contains(family(of: matches[$0].rule)) }
        guard !candidates.isEmpty else { return matches + found }
        var dropped: Set<Int> = []
        var kept: [RuleMatch] = []
        var first = 0
        for match in found.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
            while first < candidates.count, matches[candidates[first]].span.upperBound <= match.span.lowerBound {
                first += 1
            }
            let twins = candidates[first...].prefix { matches[$0].span.lowerBound < match.span.upperBound }.filter {
                isAboutTexts(match.rule) && matches[$0].span.overlaps(match.span)
                    && family(of: matches[$0].rule) == family(of: match.rule)
            }
            if twins.contains(where: { matches[$0].rule.severity > match.rule.severity }) { continue }
            dropped.formUnion(twins)
            kept.append(match)
        }
        return matches.indices.filter { !dropped.contains($0) }.map { matches[$0] } + kept
    }

    private static func isAboutTexts(_ rule: RuleDescriptor) -> Bool { ["metadata", "analyzer"].contains(rule.kind) }

    /// `MCP-TP-006` of `MCP-TP-006-METADATA`.
    private static func family(of rule: RuleDescriptor) -> String {
        rule.id.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "-")
    }
}
