internal import SentinelPackages

/// Names one slip away from a popular one, where something else is odd as well: a near name alone is no finding.
struct LookalikeName: PackageAnalyzer {
    let name = "lookalike-name"

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { dependency in
            guard let sign = Self.secondSign(dependency), dependency.key != file.list.ownName,
                let popular = file.knowledge.names.lookalike(of: dependency.key, in: dependency.ecosystem),
                // A project that uses both knows them apart.
                !file.list.dependencies.contains(where: { $0.key == popular })
            else { return nil }
            return PackagePlace(
                dependency.nameRange, note: "\(dependency.shown) reads like \(Shown.quoted(popular.utf8)), and \(sign)")
        }
    }

    /// What is odd about it beside its name.
    private static func secondSign(_ dependency: Dependency) -> String? {
        if dependency.runsScript { return "runs a script when it is installed" }
        if dependency.role == .launched, dependency.requirement?.exact == nil {
            return "is started in whatever version is newest"
        }
        if dependency.role == .locked {
            if dependency.hasDigest == false { return "its entry has no digest" }
            if let host = dependency.address.flatMap({ LockAddress.host(of: $0.text) }), !LockAddress.isRegistry(host),
                dependency.ecosystem == .npm
            {
                return "comes from \(Shown.quoted(host.utf8))"
            }
            return nil
        }
        switch dependency.origin {
        case .git: return "comes from a repository"
        case .archive: return "comes from an address of its own"
        default: break
        }
        return ["*", "latest"].contains(dependency.version) ? "takes whatever version is newest" : nil
    }
}
