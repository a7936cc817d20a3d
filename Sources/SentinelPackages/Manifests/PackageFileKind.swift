internal import SentinelModel

/// Files that tell of packages, by name.
package enum PackageFileKind: String, Sendable, CaseIterable {
    case packageJSON, npmLock, pnpmLock, yarnLock
    case requirements, pyproject, pipfile, pipfileLock, poetryLock, uvLock
    case cargo, cargoLock
    case goMod
    case serverManifest, client

    /// Nil for a file that tells nothing of packages. `path` may be any path to it.
    package init?(path: String) {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
        let small = name.lowercased()
        if let known = Self.names[small] {
            self = known
            return
        }
        func folders() -> [String] { Self.lastFolders(of: path.utf8[..<name.startIndex]) }
        if small.hasSuffix(".txt") {
            guard small.hasPrefix("requirements") || small.hasPrefix("constraints") || folders().last == "requirements"
            else { return nil }
            self = .requirements
        } else if Self.isClient(small, in: folders) {
            self = .client
        } else {
            return nil
        }
    }

    /// The last two folders of a path that ends in a slash, in lower case. Read from its end: this is asked for each JSON file.
    private static func lastFolders(of path: Substring.UTF8View) -> [String] {
        var found: [String] = []
        var rest = path
        while found.count < 2, rest.popLast() != nil {
            let slash = rest.lastIndex(of: UInt8(ascii: "/"))
            let start = slash.map { rest.index(after: $0) } ?? rest.startIndex
            if start < rest.endIndex { found.append(String(Substring(rest[start...])).lowercased()) }
            rest = rest[..<start]
        }
        return found.reversed()
    }

    private static let names: [String: PackageFileKind] = [
        "package.json": .packageJSON, "package-lock.json": .npmLock, "npm-shrinkwrap.json": .npmLock,
        "pnpm-lock.yaml": .pnpmLock, "yarn.lock": .yarnLock, "requirements.in": .requirements,
        "pyproject.toml": .pyproject, "pipfile": .pipfile, "pipfile.lock": .pipfileLock, "poetry.lock": .poetryLock,
        "uv.lock": .uvLock, "cargo.toml": .cargo, "cargo.lock": .cargoLock, "go.mod": .goMod,
        "server.json": .serverManifest,
    ]

    /// Configuration of clients. Whether it really holds servers shows in its form.
    private static func isClient(_ name: String, in folders: () -> [String]) -> Bool {
        let isJSON = name.hasSuffix(".json") || name.hasSuffix(".jsonc")
        if isJSON {
            let bytes = Array(name.utf8)
            if bytes.holds("mcp") || bytes.holds("claude_desktop_config") { return true }
        }
        switch name {
        case ".claude.json", "cline_mcp_settings.json", "opencode.json", "opencode.jsonc", "gemini-extension.json",
            "plugin.json", "manifest.json":
            return true
        case "settings.json", "settings.local.json":
            return folders().contains { [".claude", ".gemini", ".vscode", ".zed", ".kiro", ".qwen"].contains($0) }
        case "config.toml": return folders().last == ".codex"
        case "devcontainer.json", ".devcontainer.json": return true
        default: return name.hasSuffix(".json") && folders().contains(".amazonq")
        }
    }
}
