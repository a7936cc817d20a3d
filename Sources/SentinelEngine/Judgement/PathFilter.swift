internal import SentinelFiles
internal import SentinelModel
internal import SentinelRules

/// The paths a rule looks at. ASCII case does not matter: `NuGet.Config` and `nuget.config` are the same to the programs
/// that read them.
struct PathFilter: Sendable {
    private let included: PathGlobs
    private let excluded: PathGlobs
    /// What a path that is included ends in, one for each glob: most paths are known by their ends to be none.
    private let ends: [[UInt8]]

    private init(_ rule: PatternRule) {
        let globs = rule.includedPaths.map { $0.lowercased() }
        included = PathGlobs(globs)
        excluded = PathGlobs(rule.excludedPaths.map { $0.lowercased() })
        ends = globs.map { glob in
            let name = Array(glob.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? []
            return name.lastIndex { "*?]\\".utf8.contains($0) }.map { Array(name[($0 + 1)...]) } ?? Array(name)
        }
    }

    /// The filters of the rules that have any, by rule id.
    static func filters(of rules: [PatternRule]) -> [String: PathFilter] {
        var found: [String: PathFilter] = [:]
        for rule in rules where !rule.includedPaths.isEmpty || !rule.excludedPaths.isEmpty {
            found[rule.descriptor.id] = PathFilter(rule)
        }
        return found
    }

    func selects(_ path: RawPath) -> Bool {
        guard ends.isEmpty || ends.contains(where: { Self.ends(path.bytes, in: $0) }) else { return false }
        let path = RawPath(path.bytes.map(Self.small))
        return (included.isEmpty || included.select(path)) && !excluded.select(path)
    }

    private static func ends(_ path: [UInt8], in end: [UInt8]) -> Bool {
        guard path.count >= end.count else { return false }
        let start = path.count - end.count
        for index in end.indices where small(path[start + index]) != end[index] { return false }
        return true
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }
}
