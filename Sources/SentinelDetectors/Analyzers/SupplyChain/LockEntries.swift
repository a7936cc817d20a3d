internal import SentinelModel
internal import SentinelPackages

/// Entries of a lock file without a digest, where the others have one. The first is reported, with their number.
struct MissingDigest: PackageAnalyzer {
    let name = "lock-digest"

    func find(in file: PackageFile) -> [PackagePlace] {
        let due = file.list.dependencies.filter { $0.role == .locked && $0.hasDigest != nil }
        let missing = due.filter { $0.hasDigest == false && !LockAddress.isArchiveOfCommit($0) }
        guard let first = missing.first else { return [] }
        // An old tool wrote none: that is a weaker file, not one that somebody changed.
        let isWhole = missing.count == due.count
        return [
            PackagePlace(
                first.nameRange, severity: isWhole ? .low : nil,
                note: isWhole ? "none of \(due.count) entries has one" : "\(missing.count) of \(due.count) entries")
        ]
    }
}

/// Entries that come from elsewhere than the rest of the file.
struct ForeignHost: PackageAnalyzer {
    let name = "lock-host"

    func find(in file: PackageFile) -> [PackagePlace] {
        var counts: [String: Int] = [:]
        let all = file.list.dependencies.filter { $0.role == .locked && $0.origin == .registry }.compactMap { entry in
            entry.address.flatMap { address in LockAddress.host(of: address.text).map { (entry, address, $0) } }
        }
        for (_, _, host) in all { counts[host, default: 0] += 1 }
        return all.filter { !LockAddress.isRegistry($0.2) && counts[$0.2, default: 0] * 4 < all.count }
            .filter {
                !LockAddress.hasRegistryLayout($0.1.text, name: $0.0.name) && !LockAddress.isArchiveOfCommit($0.0)
            }
            .map { PackagePlace($0.1.range, note: "\($0.0.shown) from \(Shown.quoted($0.2.utf8))") }
    }
}

/// Entries whose address is that of another package.
struct ForeignName: PackageAnalyzer {
    let name = "lock-name"

    func find(in file: PackageFile) -> [PackagePlace] {
        file.list.dependencies.compactMap { entry in
            guard entry.ecosystem == .npm, entry.role == .locked, let address = entry.address,
                let found = LockAddress.packageName(in: address.text), found.lowercased() != entry.name.lowercased(),
                // Some registries put the scope elsewhere.
                found.split(separator: "/").last != entry.name.split(separator: "/").last
            else { return nil }
            return PackagePlace(address.range, note: "\(Shown.quoted(found.utf8)) as \(entry.shown)")
        }
    }
}

/// Entries fetched without TLS; the first is reported, with their number. A digest keeps them what they were.
struct CleartextAddress: PackageAnalyzer {
    let name = "lock-cleartext"

    func find(in file: PackageFile) -> [PackagePlace] {
        let found = file.list.dependencies.filter { entry in
            guard entry.role == .locked, let address = entry.address, address.text.lowercased().hasPrefix("http://")
            else { return false }
            return LockAddress.host(of: address.text).map { !LockAddress.isLocal($0) } ?? false
        }
        guard let first = found.first(where: { $0.hasDigest != true }) ?? found.first, let address = first.address
        else {
            return []
        }
        return [
            PackagePlace(
                address.range, severity: first.hasDigest == true ? .low : nil,
                note: found.count == 1 ? "for \(first.shown)" : "\(found.count) entries")
        ]
    }
}
