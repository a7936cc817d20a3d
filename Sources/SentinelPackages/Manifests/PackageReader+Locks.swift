internal import SentinelDocuments

// Lock files of Python, and Cargo's files.

extension PackageReader {
    /// `default` and `develop`: names, with `version` and `hashes`.
    mutating func readPipfileLock(_ root: DocumentNode) {
        for group in ["default", "develop"] {
            for entry in entries(of: root[group]) {
                var found = Dependency(.pypi, entry.key.text, at: entry.key.contents, role: .locked)
                if let version = entry.value["version"] {
                    found.pin(String(version.text.drop { $0 == "=" }), at: version.contents)
                    found.hasDigest = entry.value["hashes"]?.items.contains { _ in true } ?? false
                } else {
                    found.origin = .local
                }
                add(found)
            }
        }
    }

    mutating func readPoetryLock(_ root: DocumentNode) {
        // Before version 2 of the format the digests of all packages stood in a table of their own.
        var isListed: Set<String>?
        if let files = root["metadata"]?["files"] {
            isListed = Set(
                files.entries.filter { $0.value.items.contains { _ in true } }.map { $0.key.text.lowercased() })
        }
        for item in items(of: root["package"]) {
            guard let name = item["name"], let version = item["version"] else { continue }
            var found = Dependency(.pypi, name.text, at: name.contents, role: .locked)
            found.pin(version.text, at: version.contents)
            let type = item["source"]?["type"]?.text
            if type == nil || type == "legacy" {
                found.hasDigest =
                    isListed.map { $0.contains(name.text.lowercased()) }
                    ?? item["files"]?.items.contains { _ in true } ?? false
                if let url = item["source"]?["url"], let text = url.filled { found.address = (text, url.contents) }
            } else {
                found.origin = .local
            }
            add(found)
        }
    }

    mutating func readUvLock(_ root: DocumentNode) {
        for item in items(of: root["package"]) {
            guard let name = item["name"], let version = item["version"] else { continue }
            var found = Dependency(.pypi, name.text, at: name.contents, role: .locked)
            found.pin(version.text, at: version.contents)
            if let registry = item["source"]?["registry"], let text = registry.filled {
                let files = items(of: item["wheels"]) + [item["sdist"]].compactMap { $0 }
                found.hasDigest = files.isEmpty || files.contains { $0["hash"]?.filled != nil }
                if text.contains("://") { found.address = (text, registry.contents) }
            } else {
                found.origin = .local
            }
            add(found)
        }
    }

    mutating func readCargo(_ root: DocumentNode) {
        setOwnName(root["package"]?["name"])
        let groups: [(String, Dependency.Role)] = [
            ("dependencies", .direct), ("build-dependencies", .direct), ("dev-dependencies", .development),
        ]
        for table in [root, root["workspace"]].compactMap({ $0 }) {
            for (group, role) in groups {
                for entry in entries(of: table[group]) { addCrate(entry, role) }
            }
        }
    }

    private mutating func addCrate(_ entry: DocumentNode.Entry, _ role: Dependency.Role) {
        let value = entry.value
        let name = value["package"] ?? entry.key
        var found = Dependency(.cargo, name.text, at: name.contents, role: role)
        if let git = value["git"] {
            let reference = ["rev", "tag", "branch"].compactMap { value[$0] }.first
            found.origin = .git(address: git.text, reference: reference?.filled)
            (found.version, found.versionRange) = (git.text, git.contents)
        } else if let version = value.kind.isScalar ? value : value["version"] {
            (found.version, found.versionRange) = (version.text, version.contents)
            found.requirement = CargoRequirement.parse(version.text)
            if value["path"] != nil { found.origin = .local }
        } else {
            found.origin = .local
        }
        add(found)
    }

    mutating func readCargoLock(_ root: DocumentNode) {
        for item in items(of: root["package"]) {
            guard let name = item["name"], let version = item["version"] else { continue }
            var found = Dependency(.cargo, name.text, at: name.contents, role: .locked)
            found.pin(version.text, at: version.contents)
            if item["source"] == nil { found.origin = .local }
            if item["source"]?.text.hasPrefix("git+") ?? false { found.origin = .git(address: "", reference: "") }
            add(found)
        }
    }
}
