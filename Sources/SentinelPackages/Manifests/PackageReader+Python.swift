internal import SentinelDocuments

// Python's manifests.

extension PackageReader {
    mutating func readRequirements(_ root: DocumentNode) {
        for line in root.items {
            if let name = line["name"], name.filled != nil {
                addRequirement(line, name)
            } else if let url = line["url"], let text = url.filled {
                addAddress(text, url.contents, digest: line["options"])
            } else if let option = line["option"]?.text, option == "-e" || option == "--editable",
                let value = line["value"], let text = value.filled
            {
                addAddress(text, value.contents, digest: nil)
            }
        }
    }

    private mutating func addRequirement(_ line: DocumentNode, _ name: DocumentNode) {
        var found = Dependency(.pypi, name.text, at: name.contents, role: .direct)
        if let url = line["url"], let text = url.filled {
            found.takeAddress(text, at: url.contents)
        } else {
            found.takeSpecifier(line["specifier"]?.text ?? "", at: line["specifier"]?.contents ?? name.contents)
        }
        if let options = line["options"], options.items.contains(where: { $0.text.hasPrefix("--hash") }) {
            found.hasDigest = true
        }
        add(found)
    }

    /// A requirement without a name: what `#egg=` says, else nothing.
    private mutating func addAddress(_ text: String, _ range: Range<Int>, digest: DocumentNode?) {
        let name = text.firstRange(of: "#egg=").map { String(text[$0.upperBound...].prefix { $0 != "&" && $0 != "[" }) }
        var found = Dependency(.pypi, name ?? "", at: range, role: .direct)
        found.takeAddress(text, at: range)
        if digest?.items.contains(where: { $0.text.hasPrefix("--hash") }) ?? false { found.hasDigest = true }
        add(found)
    }

    mutating func readPyproject(_ root: DocumentNode) {
        let project = root["project"]
        let tool = root["tool"]
        setOwnName(project?["name"] ?? tool?["poetry"]?["name"])
        let sources = tool?["uv"]?["sources"]
        for item in items(of: project?["dependencies"]) { addSpecified(item, .direct, sources) }
        for group in entries(of: project?["optional-dependencies"]) {
            for item in group.value.items { addSpecified(item, .direct, sources) }
        }
        for group in entries(of: root["dependency-groups"]) {
            for item in group.value.items { addSpecified(item, .development, sources) }
        }
        for item in items(of: root["build-system"]?["requires"]) { addSpecified(item, .development, sources) }
        for item in items(of: tool?["uv"]?["dev-dependencies"]) { addSpecified(item, .development, sources) }
        for source in entries(of: sources) { addTable(source.key, source.value, .direct) }
        guard let poetry = tool?["poetry"] else { return }
        for entry in entries(of: poetry["dependencies"]) { addTable(entry.key, entry.value, .direct) }
        for entry in entries(of: poetry["dev-dependencies"]) { addTable(entry.key, entry.value, .development) }
        for group in entries(of: poetry["group"]) {
            for entry in entries(of: group.value["dependencies"]) { addTable(entry.key, entry.value, .development) }
        }
    }

    /// `name[extra]>=1.0; marker`, as PEP 508 has it.
    private mutating func addSpecified(_ node: DocumentNode, _ role: Dependency.Role, _ sources: DocumentNode?) {
        guard let text = node.filled, var found = Dependency(specified: text, of: node, role) else { return }
        // `tool.uv.sources` says where it really comes from, and is read by itself.
        if found.origin == .registry, sources?[found.name] != nil { found.origin = .local }
        add(found)
    }

    /// A value of poetry, Pipfile or `tool.uv.sources`: a range, or a table that says where the package lies.
    mutating func addTable(_ key: DocumentNode, _ value: DocumentNode, _ role: Dependency.Role) {
        guard key.text.lowercased() != "python" else { return }
        var found = Dependency(.pypi, key.text, at: key.contents, role: role)
        if value.kind == .sequence {
            for item in value.items where item.kind == .mapping { addTable(key, item, role) }
            return
        }
        if value.kind.isScalar {
            (found.version, found.versionRange) = (value.text, value.contents)
            found.requirement = PythonRequirement.parsePoetry(value.text)
        } else if let git = value["git"] {
            let reference = ["rev", "ref", "tag", "branch"].compactMap { value[$0] }.first
            found.origin = .git(address: git.text, reference: reference?.filled)
            (found.version, found.versionRange) = (git.text, git.contents)
        } else if let url = value["url"] ?? value["file"], let text = url.filled {
            found.takeAddress(text, at: url.contents)
        } else if value["path"] != nil || value["workspace"] != nil {
            found.origin = .local
        } else if let version = value["version"] {
            (found.version, found.versionRange) = (version.text, version.contents)
            found.requirement = PythonRequirement.parsePoetry(version.text)
        } else {
            return
        }
        add(found)
    }

    mutating func readPipfile(_ root: DocumentNode) {
        for (group, role) in [("packages", Dependency.Role.direct), ("dev-packages", .development)] {
            for entry in entries(of: root[group]) { addTable(entry.key, entry.value, role) }
        }
    }
}

extension Dependency {
    /// A requirement of PEP 508 within the text of a node.
    init?(specified text: String, of node: DocumentNode, _ role: Role) {
        let plain = text.prefix { $0 != ";" }
        let name = plain.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard !name.isEmpty else { return nil }
        let start = node.contents.lowerBound
        // Where escapes stand in the text, its places are not those of the file.
        let isExact = node.isVerbatim
        self.init(.pypi, String(name), at: isExact ? start..<(start + name.utf8.count) : node.contents, role: role)
        var rest = plain.dropFirst(name.count).drop { $0 == " " }
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        let offset = start + text[..<rest.startIndex].utf8.count
        let range = isExact ? offset..<(offset + rest.utf8.count) : node.contents
        if rest.hasPrefix("@") {
            takeAddress(String(rest.dropFirst().drop { $0 == " " }.prefix { $0 != " " }), at: node.contents)
        } else {
            takeSpecifier(String(rest), at: rest.isEmpty ? nameRange : range)
        }
    }

    mutating func takeSpecifier(_ text: String, at range: Range<Int>) {
        (version, versionRange) = (text, range)
        requirement = PythonRequirement.parse(text)
    }

    mutating func takeAddress(_ text: String, at range: Range<Int>) {
        (version, versionRange) = (text, range)
        origin = SourceAddress.python(text)
        if case .archive = origin, text.contains("#sha256=") || text.contains("#sha512=") || text.contains("&sha256=") {
            hasDigest = true
        }
    }
}
