package import SentinelModel

/// How a structured document is written.
package enum DocumentFormat: String, CaseIterable, Sendable {
    case json
    /// JSON with comments and commas too many, as editors and many tools read their settings.
    case jsonc
    /// A JSON value a line.
    case jsonLines = "json-lines"
    case yaml
    /// YAML in which a template's `{{ ... }}` may stand, as in Helm's charts.
    case yamlTemplate = "yaml-template"
    case toml, dotenv, ini, dockerfile, requirements

    /// The format of a file, by what it is and by its name; nil where it has none of these.
    package init?(for types: FileTypeSet, path: String) {
        let name = path.lastPart(separatedBy: UInt8(ascii: "/")).lowercased()
        if types.contains(.dockerfile) {
            self = .dockerfile
        } else if types.contains(.requirements) {
            self = .requirements
        } else if types.contains(.json) {
            self = Self.json(named: name, in: path.lowercased())
        } else if types.contains(.yaml) {
            self = types.contains(.kubernetes) ? .yamlTemplate : .yaml
        } else if types.contains(.toml) || name.hasSuffix(".toml") {
            self = .toml
        } else if types.contains(.dotenv), name != ".envrc" {
            self = .dotenv
        } else if types.contains(.npmrc) || (types.contains(.ini) && Self.isINI(name)) {
            self = .ini
        } else if let known = Self.byName(name) {
            self = known
        } else {
            return nil
        }
    }

    /// Files called so are written in many ways; those of web servers and `.netrc` are not INI.
    private static func isINI(_ name: String) -> Bool {
        name == "pip.conf" || !([".conf", ".netrc"].contains { name.hasSuffix($0) })
    }

    /// Types that say what a file is for and not how it is written.
    private static func byName(_ name: String) -> DocumentFormat? {
        if name.hasSuffix(".json") { return .json }
        if name.hasSuffix(".jsonc") || name.hasSuffix(".json5") || name.hasSuffix(".code-workspace") { return .jsonc }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return .yaml }
        if name == "setup.cfg" || name == "pip.conf" { return .ini }
        return nil
    }

    /// Which JSON a file's readers take. Editors' and compilers' settings have comments; data has none.
    private static func json(named name: String, in path: String) -> DocumentFormat {
        if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return .jsonLines }
        if [".jsonc", ".json5", ".code-workspace", "rc"].contains(where: name.hasSuffix) { return .jsonc }
        if tolerantNames.contains(name) || name.hasPrefix("tsconfig") || name.hasPrefix("jsconfig") { return .jsonc }
        let folders = path.utf8.split(separator: UInt8(ascii: "/")).dropLast()
        return folders.contains { tolerantFolders.contains(String(Substring($0))) } ? .jsonc : .json
    }

    private static let tolerantNames: Set<String> = [
        "devcontainer.json", ".devcontainer.json", "deno.json", "bun.lock", "turbo.json", "nx.json",
        "api-extractor.json",
        "language-configuration.json", "opencode.json", "renovate.json",
    ]
    private static let tolerantFolders: Set<String> = [
        ".vscode", ".zed", ".devcontainer", ".cursor", ".vscode-insiders",
    ]
}
