internal import SentinelFiles
internal import SentinelModel
internal import SentinelRules

/// The paths a rule looks at. ASCII case does not matter: `NuGet.Config` and `nuget.config` are the same to the programs
/// that read them.
struct PathFilter: Sendable {
    private let included: PathGlobs
    private let excluded: PathGlobs

    /// The filters of the rules that have any, by rule id.
    static func filters(of rules: [PatternRule]) -> [String: PathFilter] {
        var found: [String: PathFilter] = [:]
        for rule in rules where !rule.includedPaths.isEmpty || !rule.excludedPaths.isEmpty {
            found[rule.descriptor.id] = PathFilter(
                included: PathGlobs(rule.includedPaths.map { $0.lowercased() }),
                excluded: PathGlobs(rule.excludedPaths.map { $0.lowercased() }))
        }
        return found
    }

    func selects(_ path: RawPath) -> Bool {
        let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let path = RawPath(path.bytes.map { upper.contains($0) ? $0 + 32 : $0 })
        return (included.isEmpty || included.select(path)) && !excluded.select(path)
    }
}
