internal import SentinelFiles
internal import SentinelModel
internal import SentinelRules

/// The paths a rule looks at. ASCII case does not matter: `NuGet.Config` and `nuget.config` are the same to the programs
/// that read them. Globs are compiled when a path is first asked about.
final class PathFilter: Sendable {
    private let includes: [String]
    private let excludes: [String]
    private let made = SharedLazy<Compiled>()

    private final class Compiled: Sendable {
        let included: PathGlobs
        let excluded: PathGlobs

        init(_ includes: [String], _ excludes: [String]) {
            included = PathGlobs(includes.map { $0.lowercased() })
            excluded = PathGlobs(excludes.map { $0.lowercased() })
        }
    }

    private init(_ rule: PatternRule) {
        includes = rule.includedPaths
        excludes = rule.excludedPaths
    }

    /// The filters of the rules that have any, by rule id.
    static func filters(of rules: [PatternRule]) -> [String: PathFilter] {
        var found: [String: PathFilter] = [:]
        for rule in rules where !rule.includedPaths.isEmpty || !rule.excludedPaths.isEmpty {
            found[rule.descriptor.id] = PathFilter(rule)
        }
        return found
    }

    func selects(_ path: SmallPath) -> Bool {
        made.read(making: { Compiled(includes, excludes) }) { globs in
            (globs.included.isEmpty || globs.included.select(path)) && !globs.excluded.select(path)
        }
    }
}
