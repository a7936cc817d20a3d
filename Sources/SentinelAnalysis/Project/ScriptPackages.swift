/// What builds say of modules of JavaScript and TypeScript, by folder.
struct ScriptPackages {
    var aliases: [String: ScriptAliases?] = [:]
    var manifests: [String: ScriptManifest?] = [:]
    /// By the folder of a workspace's manifest: its packages by name.
    var workspaces: [String: [String: String]] = [:]
}

/// `baseUrl` and `paths` of a `tsconfig.json` or `jsconfig.json`.
struct ScriptAliases {
    /// Where names that are not relative begin; nil where the build says nothing of it.
    var base: String?
    /// Patterns with at most one `*`, and what they stand for.
    var paths: [(pattern: String, targets: [String])] = []
    /// What targets are relative to.
    var folder: String

    /// Paths without endings that `source` may mean.
    func stems(for source: String) -> [String] {
        var found: [String] = []
        for (pattern, targets) in paths {
            guard let middle = Self.middle(of: source, by: pattern) else { continue }
            for target in targets {
                let filled = target.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
                    .joined(separator: middle)
                if let path = Modules.joined(folder, filled) { found.append(path) }
            }
        }
        if let base, let path = Modules.joined(base, source) { found.append(path) }
        return found
    }

    /// What `*` of a pattern stands for in `source`; nil where it does not fit.
    static func middle(of source: String, by pattern: String) -> String? {
        let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return source == pattern ? "" : nil }
        guard source.utf8.count >= pattern.utf8.count - 1, source.hasPrefix(parts[0]), source.hasSuffix(parts[1]) else {
            return nil
        }
        return String(source.dropFirst(parts[0].count).dropLast(parts[1].count))
    }
}

/// A `package.json`.
struct ScriptManifest {
    var folder: String
    var content: BuildFile

    var name: String? { content["name"].text }

    /// Patterns of folders that hold packages.
    var workspaces: [String] {
        let said = content["workspaces"]
        return said.entries.isEmpty ? said.texts : said["packages"].texts
    }

    /// Paths without endings that a name such as `#db` may mean.
    func imported(_ source: String) -> [String] { stems(content["imports"].entries, for: source) }

    /// Paths without endings that may be meant by what comes behind the package's name: nothing, or `/part`.
    func exported(_ rest: String) -> [String] {
        let exports = content["exports"]
        let isByPath = exports.entries.contains { $0.key.hasPrefix(".") }
        var found = isByPath ? stems(exports.entries, for: "." + rest) : rest.isEmpty ? sources(of: exports.texts) : []
        if rest.isEmpty {
            found += ["source", "module", "main", "types"].flatMap { sources(of: content[$0].texts) }
            found += ["src/index", "index"].compactMap { Modules.joined(folder, $0) }
        } else {
            found += ["src\(rest)", String(rest.dropFirst())].compactMap { Modules.joined(folder, $0) }
        }
        return found
    }

    private func stems(_ entries: [(key: String, value: BuildFile)], for source: String) -> [String] {
        for (pattern, target) in entries {
            guard let middle = ScriptAliases.middle(of: source, by: pattern) else { continue }
            return sources(of: target.texts.map { $0.replacing("*", with: middle, maxReplacements: 1) })
        }
        return []
    }

    /// What was built is not there; what it is built from lies in `src`.
    private func sources(of targets: [String]) -> [String] {
        targets.flatMap { target -> [String] in
            guard let path = Modules.joined("", target) else { return [] }
            let plain = path.hasSuffix(".d.ts") ? String(path.dropLast(5)) : path
            var found = [plain]
            for built in ["dist/", "build/", "lib/", "out/"] where plain.hasPrefix(built) {
                let rest = String(plain.dropFirst(built.count))
                found += ["src/" + rest, rest]
            }
            return found.compactMap { Modules.joined(folder, $0) }
        }
    }
}
