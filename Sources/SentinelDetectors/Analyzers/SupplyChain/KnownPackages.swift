internal import SentinelModel
internal import SentinelPackages

/// Packages that are known to be malicious.
struct MaliciousPackage: PackageAnalyzer {
    let name = "malicious-package"

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { dependency in
            guard let known = file.knowledge.advisories(against: dependency, malicious: true).first else { return nil }
            return PackagePlace(
                dependency.nameRange, note: "\(known.id) \(dependency.told): \(known.summary) (\(known.source))")
        }
    }
}

/// Versions with known vulnerabilities: the gravest is told, and the version that has none of them.
struct VulnerablePackage: PackageAnalyzer {
    let name = "vulnerable-package"

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { dependency in
            let known = file.knowledge.advisories(against: dependency, malicious: false)
            guard let worst = known.max(by: { ($0.severity, $1.id) < ($1.severity, $0.id) }) else { return nil }
            // A lock file's package that only developers use, and a range that merely admits it, are as bad as any.
            var note = "\(worst.id) \(dependency.told): \(worst.summary)"
            if !worst.fixed.isEmpty { note += "; fixed in \(worst.fixed)" }
            let others = known.map(\.id).filter { $0 != worst.id }.sorted()
            if !others.isEmpty {
                note += "; also \(others.prefix(4).joined(separator: ", "))" + (others.count > 4 ? ", ..." : "")
            }
            // What a lock file holds is seldom run as a server; what a client starts is.
            let severity = dependency.role == .locked ? min(worst.severity, .medium) : worst.severity
            return PackagePlace(
                dependency.versionRange, severity: severity, note: note + " (\(worst.source))")
        }
    }
}

extension PackageKnowledge {
    /// What is known against the versions that a dependency leads to; each once.
    fileprivate func advisories(against dependency: Dependency, malicious: Bool) -> [Advisory] {
        guard dependency.origin == .registry || dependency.role == .locked && dependency.origin != .local,
            let requirement = dependency.requirement
        else { return [] }
        var seen: Set<String> = []
        var found: [Advisory] = []
        for table in advisories {
            for advisory in table.advisories(for: dependency.key, of: dependency.ecosystem)
            where advisory.isMalicious == malicious && advisory.affects(requirement) {
                // The same may stand in two tables, under two names.
                if seen.isDisjoint(with: [advisory.id] + advisory.aliases) { found.append(advisory) }
                seen.formUnion([advisory.id] + advisory.aliases)
            }
        }
        return found
    }
}

extension Dependency {
    /// Name and version for a message.
    fileprivate var told: String {
        version.isEmpty ? "for \(shown)" : "for \(shown), \(Shown.quoted(version.utf8))"
    }
}
