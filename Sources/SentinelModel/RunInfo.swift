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

    package init(version: String, roots: [RawPath], rules: [RuleDescriptor], configPath: RawPath?, notes: [String]) {
        self.version = version
        self.roots = roots
        self.rules = rules
        self.configPath = configPath
        self.notes = notes
    }
}

/// The scanner's version, as `mcp-sentinel version` prints it.
package let sentinelVersion = "0.1.0"
