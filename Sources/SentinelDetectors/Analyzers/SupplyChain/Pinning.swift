internal import SentinelModel
internal import SentinelPackages

/// Dependencies on a repository that name no commit: none and a branch (`isMovable` false), or a tag, which its owner can move.
struct UnpinnedRepository: PackageAnalyzer {
    let name: String
    let isMovable: Bool

    private static let branches: Set<String> = [
        "main", "master", "head", "develop", "dev", "trunk", "next", "latest", "stable", "nightly", "staging",
    ]

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { dependency in
            guard dependency.role != .locked, case .git(_, let reference) = dependency.origin else { return nil }
            if let reference, Dependency.Origin.isCommit(reference) { return nil }
            let isBranch =
                reference.map { Self.branches.contains($0.lowercased()) || $0.hasPrefix("refs/heads/") } ?? true
            guard isBranch != isMovable else { return nil }
            let note = reference.map { "at \(Shown.quoted($0.utf8))" } ?? "at its default branch"
            // What only developers install does not reach those who use the package.
            let isInner = dependency.role == .development
            return PackagePlace(dependency.versionRange, severity: isInner ? .low : nil, note: note)
        }
    }
}

/// Dependencies on an archive somewhere, without a digest.
struct UnverifiedArchive: PackageAnalyzer {
    let name = "archive-without-digest"

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { dependency in
            guard dependency.role != .locked, dependency.hasDigest != true,
                case .archive(let address) = dependency.origin, !Self.namesCommit(address)
            else { return nil }
            return PackagePlace(dependency.versionRange, note: "\(dependency.shown) as it lies there")
        }
    }

    /// `.../archive/<40 digits>.tar.gz` holds what the commit holds.
    private static func namesCommit(_ address: String) -> Bool {
        address.split(whereSeparator: { "/.?&=#@".contains($0) }).contains {
            $0.utf8.count == 40 && Dependency.Origin.isCommit(String($0))
        }
    }
}

/// Dependencies that take any version at all: `*`, `latest`. Those of the project's own scope are its workspace's.
struct AnyVersion: PackageAnalyzer {
    let name = "any-version"

    func find(in file: PackageFile) -> [PackagePlace] {
        let scope = file.list.ownName.hasPrefix("@") ? file.list.ownName.prefix { $0 != "/" } : ""
        return file.list.dependencies.compactMap { dependency in
            guard dependency.role == .direct, dependency.origin == .registry,
                dependency.ecosystem == .npm || dependency.ecosystem == .cargo,
                ["*", "latest", "x", ">=0", ">=0.0.0", "next", "canary"].contains(dependency.version),
                scope.isEmpty || dependency.name.prefix(while: { $0 != "/" }) != scope
            else { return nil }
            return PackagePlace(dependency.versionRange, note: "for \(dependency.shown)")
        }
    }
}

/// Go modules that another one stands in for.
struct ReplacedModule: PackageAnalyzer {
    let name = "replaced-module"

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { dependency in
            guard case .replacement(let module) = dependency.origin else { return nil }
            return PackagePlace(dependency.nameRange, note: "in the place of \(Shown.quoted(module.utf8))")
        }
    }
}
