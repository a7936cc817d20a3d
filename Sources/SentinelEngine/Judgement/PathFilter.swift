internal import SentinelFiles
internal import SentinelModel
internal import SentinelRules

/// The paths a rule looks at.
struct PathFilter: Sendable {
    private let included: PathGlobs
    private let excluded: PathGlobs

    /// The filters of the rules that have any, by rule id.
    static func filters(of rules: [PatternRule]) -> [String: PathFilter] {
        var found: [String: PathFilter] = [:]
        for rule in rules where !rule.includedPaths.isEmpty || !rule.excludedPaths.isEmpty {
            found[rule.descriptor.id] = PathFilter(
                included: PathGlobs(rule.includedPaths), excluded: PathGlobs(rule.excludedPaths))
        }
        return found
    }

    func selects(_ path: RawPath) -> Bool {
        (included.isEmpty || included.select(path)) && !excluded.select(path)
    }
}
