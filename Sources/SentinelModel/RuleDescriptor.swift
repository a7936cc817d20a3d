/// What there is to know about a rule without running it. Data rules, analyzers and plugins all carry one.
package struct RuleDescriptor: Hashable, Sendable {
    package var id: String
    package var title: String
    package var severity: Severity
    package var confidence: Confidence
    package var category: Category
    /// CWE numbers, the most fitting first.
    package var cwe: [Int]
    package var owaspMCP: [OWASPMCP]
    /// One sentence about a finding's place.
    package var message: String
    package var why: String
    package var fix: String
    package var references: [String]
    /// The version of MCP Sentinel that brought the rule; empty in users' own.
    package var since: String
    /// Retired ids; a suppression or selection by one of them still works.
    package var aliases: [String]
    /// `pattern` for now; `config`, `flow` and `analyzer` are to come.
    package var kind: String
    /// `built-in`, or the path of the rule file.
    package var origin: String
    /// True when a match is a secret and must be masked wherever it would be shown.
    package var isSecret: Bool

    package init(
        id: String, title: String, severity: Severity, confidence: Confidence, category: Category, cwe: [Int],
        owaspMCP: [OWASPMCP], message: String, why: String, fix: String, references: [String], since: String,
        aliases: [String], kind: String, origin: String, isSecret: Bool
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.confidence = confidence
        self.category = category
        self.cwe = cwe
        self.owaspMCP = owaspMCP
        self.message = message
        self.why = why
        self.fix = fix
        self.references = references
        self.since = since
        self.aliases = aliases
        self.kind = kind
        self.origin = origin
        self.isSecret = isSecret
    }
}
