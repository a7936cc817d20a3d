internal import SentinelDocuments

// npm's manifest and lock files.

extension PackageReader {
    mutating func readPackageJSON(_ root: DocumentNode) {
        setOwnName(root["name"])
        let groups: [(String, Dependency.Role)] = [
            ("dependencies", .direct), ("optionalDependencies", .direct), ("devDependencies", .development),
            ("peerDependencies", .peer),
        ]
        for (group, role) in groups {
            guard let entries = root[group]?.entries else { continue }
            for entry in entries { addNpm(entry.key, entry.value, role) }
        }
    }

    private mutating func addNpm(_ key: DocumentNode, _ value: DocumentNode, _ role: Dependency.Role) {
        guard value.kind.isScalar else { return }
        var dependency = Dependency(.npm, key.text, at: key.contents, role: role)
        dependency.version = value.text
        dependency.versionRange = value.contents
        dependency.take(npm: value.text)
        add(dependency)
    }

    /// Versions 1 (`dependencies`, nested) and 2 and 3 (`packages`, by path).
    mutating func readNpmLock(_ root: DocumentNode) {
        setOwnName(root["name"])
        if let packages = root["packages"], packages.kind == .mapping {
            for entry in packages.entries { addLocked(entry) }
            return
        }
        // Nested ones are as deep as the document is, which is bounded.
        var open = [root["dependencies"]].compactMap { $0 }
        while let mapping = open.popLast() {
            for entry in mapping.entries {
                addLockedOfVersion1(entry)
                if let inner = entry.value["dependencies"] { open.append(inner) }
            }
        }
    }

    private mutating func addLocked(_ entry: DocumentNode.Entry) {
        let path = entry.key.text
        guard let folder = path.lastRange(of: "node_modules/") else { return }
        let value = entry.value
        guard value["link"]?.text != "true", value["inBundle"]?.text != "true" else { return }
        let inPath = String(path[folder.upperBound...])
        // An alias says what it stands for.
        let name = value["name"]?.text ?? inPath
        let range = entry.key.isVerbatim ? suffix(of: entry.key.contents, inPath.utf8.count) : entry.key.contents
        var dependency = Dependency(.npm, name, at: range, role: .locked)
        lock(&dependency, value, digest: value["integrity"])
        dependency.runsScript = value["hasInstallScript"]?.text == "true"
        add(dependency)
    }

    private func suffix(of range: Range<Int>, _ count: Int) -> Range<Int> {
        max(range.lowerBound, range.upperBound - count)..<range.upperBound
    }

    private mutating func addLockedOfVersion1(_ entry: DocumentNode.Entry) {
        guard entry.value["bundled"]?.text != "true" else { return }
        var name = entry.key.text
        let version = entry.value["version"]?.text ?? ""
        if version.hasPrefix("npm:"), let mark = version.lastIndex(of: "@"), mark > version.startIndex {
            name = String(version[..<mark].dropFirst(4))
        }
        var dependency = Dependency(.npm, name, at: entry.key.contents, role: .locked)
        lock(&dependency, entry.value, digest: entry.value["integrity"])
        if let origin = SourceAddress.npm(version), origin != .local { dependency.origin = origin }
        add(dependency)
    }

    /// Version, address and digest of a lock file's entry. What lies in a repository is named by its commit and has no digest.
    private func lock(_ dependency: inout Dependency, _ value: DocumentNode, digest: DocumentNode?) {
        if let version = value["version"] { dependency.pin(version.text, at: version.contents) }
        guard let resolved = value["resolved"], let address = resolved.filled else { return }
        dependency.address = (address, resolved.contents)
        switch SourceAddress.npm(address) {
        case .git?: dependency.origin = SourceAddress.npm(address) ?? .registry
        case .archive?: dependency.hasDigest = digest?.filled != nil
        case .local?: dependency.origin = .local
        case .registry?, .replacement?, nil: break
        }
    }

    mutating func readPnpmLock(_ root: DocumentNode) {
        guard let packages = root["packages"] else { return }
        for entry in packages.entries {
            // `/name@1.0.0`, `name@1.0.0(peer@2.0.0)`, `/name/1.0.0_peer`.
            var path = entry.key.text[...]
            if path.hasPrefix("/") { path = path.dropFirst() }
            path = path.prefix { $0 != "(" }
            guard let mark = path.dropFirst().firstIndex(of: "@") else { continue }
            var dependency = Dependency(.npm, String(path[..<mark]), at: entry.key.contents, role: .locked)
            dependency.pin(String(path[path.index(after: mark)...]), at: entry.key.contents)
            if let resolution = entry.value["resolution"] {
                if let tarball = resolution["tarball"], let text = tarball.filled {
                    dependency.address = (text, tarball.contents)
                    dependency.hasDigest = resolution["integrity"]?.filled != nil
                } else if resolution["type"] == nil, resolution["directory"] == nil {
                    dependency.hasDigest = resolution["integrity"]?.filled != nil
                }
                // What the manifest takes from an address has no digest in any form of this file.
                if dependency.version.contains("://") {
                    (dependency.origin, dependency.hasDigest) = (.archive(address: dependency.version), nil)
                }
                if resolution["type"]?.text == "git" { dependency.origin = .git(address: "", reference: "") }
            }
            dependency.runsScript = entry.value["requiresBuild"]?.text == "true"
            add(dependency)
        }
    }
}

extension Dependency {
    /// Reads a value of npm's manifest: a range, an alias, an address, a tag.
    mutating func take(npm text: String) {
        var text = text
        if text.hasPrefix("npm:") {
            // An alias: `npm:name@range`.
            let target = text.dropFirst(4)
            if let mark = target.dropFirst().lastIndex(of: "@") {
                name = String(target[..<mark])
                text = String(target[target.index(after: mark)...])
            } else {
                name = String(target)
                text = ""
            }
        }
        if let found = SourceAddress.npm(text) {
            origin = found
        } else {
            requirement = text == "latest" ? .any : NpmRequirement.parse(text)
        }
    }
}

extension String {
    /// The last place of `text`.
    func lastRange(of text: String) -> Range<String.Index>? {
        var found: Range<String.Index>?
        var from = startIndex
        while let next = self[from...].firstRange(of: text) {
            found = next
            from = next.upperBound
        }
        return found
    }
}
