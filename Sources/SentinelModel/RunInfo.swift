/// What a report says about the run as a whole before the first finding.
package struct RunInfo: Sendable {
    /// The scanner's version.
    package var version: String
    /// The roots as they were given.
    package var roots: [RawPath]
    /// The rules that ran, sorted by id.
    package var rules: [RuleDescriptor]
    /// The configuration file that was obeyed; nil where there was none.
    package var configPath: RawPath?
    /// What the tree's own files may have changed about the scan; one line each.
    package var notes: [String]
    /// The plugins that took part.
    package var plugins: [PluginInfo]

    package init(
        version: String, roots: [RawPath], rules: [RuleDescriptor], configPath: RawPath?, notes: [String],
        plugins: [PluginInfo] = []
    ) {
        self.version = version
        self.roots = roots
        self.rules = rules
        self.configPath = configPath
        self.notes = notes
        self.plugins = plugins
    }
}

/// What a report says of a plugin.
package struct PluginInfo: Hashable, Sendable {
    package var id: String
    package var version: String
    package var path: RawPath
    /// SHA-256 of what was loaded: 64 hexadecimal digits.
    package var digest: String
    /// `isolated` or `in-process`.
    package var mode: String
    /// What confined its host: `no-new-privileges`, `limits`, `seccomp`, `landlock`.
    package var confinement: [String]

    package init(id: String, version: String, path: RawPath, digest: String, mode: String, confinement: [String]) {
        self.id = id
        self.version = version
        self.path = path
        self.digest = digest
        self.mode = mode
        self.confinement = confinement
    }

    /// For people, in a line.
    package var line: String {
        let how = mode == "isolated" ? "confined by \(confinement.joined(separator: ", "))" : "in this process"
        return "plugin \(id) \(version), \(confinement.isEmpty && mode == "isolated" ? "not confined" : how)"
    }
}

/// The scanner's version, as `mcp-sentinel version` prints it.
package let sentinelVersion = "0.1.0"
