/// What there is to know about a rule without running it. Data rules, analyzers and plugins all carry one.
///
/// An object: every match and finding refers to its rule, and one reference is cheaper to pass on than a dozen texts.
package final class RuleDescriptor: Sendable {
    package let id: String
    package let title: String
    package let severity: Severity
    package let confidence: Confidence
    package let category: Category
    /// CWE numbers, the most fitting first.
    package let cwe: [Int]
    package let owaspMCP: [OWASPMCP]
    /// One sentence about a finding's place.
    package let message: String
    package let why: String
    package let fix: String
    package let references: [String]
    /// The version of MCP Sentinel that brought the rule; empty in users' own.
    package let since: String
    /// Retired ids; a suppression or selection by one of them still works.
    package let aliases: [String]
    /// As in rule files: `pattern`, `config`, `metadata`, `analyzer`, `model`, `flow` or `call`; a plugin's are of `plugin`.
    package let kind: String
    /// `built-in`, or the path of the rule file.
    package let origin: String
    /// True when a match is a secret and must be masked wherever it would be shown.
    package let isSecret: Bool

    /// The origin of the library's own rules.
    package static let builtIn = "built-in"

    package var isBuiltIn: Bool { origin == Self.builtIn }

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
