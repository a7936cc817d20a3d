internal import SentinelModel
internal import SentinelSyntax

extension Project {
    /// Files that a name which is no path may mean to a module, by what the build says: aliases, imports of the package, and other packages of
    /// the same workspace.
    func scriptCandidates(for source: String, from file: SourceFile) -> [String] {
        guard let first = source.first, first != ".", first != "/", !source.contains(":") else { return [] }
        var stems: [String] = []
        if first == "#" { stems += manifest(above: file.folder)?.imported(source) ?? [] }
        stems += aliases(above: file.folder)?.stems(for: source) ?? []
        stems += workspacePackage(source, from: file.folder)
        return stems.flatMap(Modules.scriptFiles)
    }

    /// Folders from `folder` to the root.
    private func folders(above folder: String) -> [String] {
        var found = [folder]
        var at = folder
        while !at.isEmpty {
            at = at.parentFolder
            found.append(at)
        }
        return found
    }

    // MARK: Aliases

    private func aliases(above folder: String) -> ScriptAliases? {
        for at in folders(above: folder) {
            if let known = packages.aliases[at] {
                if let known { return known }
                continue
            }
            let found = ["tsconfig.json", "jsconfig.json"].lazy.compactMap { name in
                Modules.joined(at, name).flatMap { self.aliases(in: $0, depth: 0) }
            }.first
            packages.aliases[at] = .some(found)
            if let found { return found }
        }
        return nil
    }

    /// What one configuration says, and for what it does not say, those it extends.
    private func aliases(in path: String, depth: Int) -> ScriptAliases? {
        guard depth < 8, let content = text(at: path).flatMap(BuildFile.init) else { return nil }
        let folder = path.parentFolder
        let options = content["compilerOptions"]
        var made = ScriptAliases(folder: folder)
        made.base = options["baseUrl"].text.flatMap { Modules.joined(folder, $0) }
        if let base = made.base { made.folder = base }
        made.paths = options["paths"].entries.map { ($0.key, $0.value.texts) }
        guard made.paths.isEmpty else { return made }
        for other in content["extends"].texts.prefix(8) where other.hasPrefix(".") {
            guard let path = Modules.joined(folder, other.hasSuffix(".json") ? other : other + ".json"),
                let more = aliases(in: path, depth: depth + 1)
            else { continue }
            if made.paths.isEmpty { (made.paths, made.folder) = (more.paths, more.folder) }
            made.base = made.base ?? more.base
        }
        return made
    }

    // MARK: Packages

    /// The nearest `package.json`.
    private func manifest(above folder: String) -> ScriptManifest? {
        folders(above: folder).lazy.compactMap { self.manifest(in: $0) }.first
    }

    private func manifest(in folder: String) -> ScriptManifest? {
        if let known = packages.manifests[folder] { return known }
        let content = Modules.joined(folder, "package.json").flatMap { text(at: $0) }.flatMap(BuildFile.init)
        let found = content.map { ScriptManifest(folder: folder, content: $0) }
        packages.manifests[folder] = .some(found)
        return found
    }

    /// `@scope/name/part`, where a workspace around holds a package of that name, or the package itself is called so.
    private func workspacePackage(_ source: String, from folder: String) -> [String] {
        let parts = source.split(separator: "/", omittingEmptySubsequences: false)
        let count = source.hasPrefix("@") ? 2 : 1
        guard parts.count >= count else { return [] }
        let name = parts[..<count].joined(separator: "/")
        let rest = String(source.dropFirst(name.count))
        if let own = manifest(above: folder), own.name == name { return own.exported(rest) }
        for at in folders(above: folder) {
            if let found = workspace(in: at)[name].flatMap({ manifest(in: $0) }) { return found.exported(rest) }
        }
        return []
    }

    /// The packages of the workspace whose manifest lies in `folder`.
    private func workspace(in folder: String) -> [String: String] {
        if let known = packages.workspaces[folder] { return known }
        var patterns = manifest(in: folder)?.workspaces ?? []
        if let path = Modules.joined(folder, "pnpm-workspace.yaml"), let content = text(at: path) {
            patterns += Self.listed(String(decoding: content, as: UTF8.self))
        }
        var found: [String: String] = [:]
        for pattern in patterns.prefix(64) where !pattern.hasPrefix("!") {
            for place in matching(pattern, below: folder) {
                if let name = manifest(in: place)?.name, found[name] == nil { found[name] = place }
            }
        }
        packages.workspaces[folder] = found
        return found
    }

    /// The items of the list `packages` in YAML.
    private static func listed(_ text: String) -> [String] {
        var found: [String] = []
        var isInside = false
        for line in text.split(whereSeparator: \.isNewline) {
            let plain = String(line).trimmed
            if !line.starts(with: " "), !plain.hasPrefix("-"), !plain.hasPrefix("#") {
                isInside = plain.hasPrefix("packages:")
            }
            guard isInside, plain.hasPrefix("-") else { continue }
            found.append(String(plain.dropFirst()).trimmed.filter { $0 != "\"" && $0 != "'" })
        }
        return found
    }

    private static let mostPackages = 200

    private func folders(in place: String, like pattern: String) -> [String] {
        entries(of: place).filter { $0.isFolder && $0.name.bytes.first != UInt8(ascii: ".") }
            .map { String(decoding: $0.name.bytes, as: UTF8.self) }
            .filter { ScriptAliases.middle(of: $0, by: pattern) != nil }
    }

    /// Folders that a pattern such as `packages/*` means. `**` stands for one folder, or none.
    private func matching(_ pattern: String, below folder: String) -> [String] {
        var found = [folder]
        for part in pattern.split(separator: "/").prefix(6) where part != "." {
            guard part != ".." else { return [] }
            if part.contains("*") {
                let below = found.flatMap { place in
                    folders(in: place, like: part == "**" ? "*" : String(part))
                        .compactMap { Modules.joined(place, $0) }
                }
                found = part == "**" ? found + below : below
            } else {
                found = found.compactMap { Modules.joined($0, String(part)) }.filter(mayExist)
            }
            found = Array(found.prefix(Self.mostPackages))
        }
        return found
    }
}
