import SentinelModel

/// `tool.driver` (3.19): the scanner and the rules that ran.
extension ByteSink {
    mutating func driver(_ run: RunInfo, taxonomies: SARIFTaxonomies, informationURI: String) {
        object("driver") { out in
            out.field("name", "MCP Sentinel")
            out.field("version", run.version)
            out.field("semanticVersion", run.version)
            if !informationURI.isEmpty { out.field("informationUri", informationURI) }
            taxonomies.writeReferences(to: &out)
            out.append(",\n\"rules\":[")
            for (index, rule) in run.rules.enumerated() {
                out.append(index == 0 ? "\n" : ",\n")
                out.object { $0.rule(rule, taxonomies: taxonomies) }
            }
            out.append("\n]")
        }
    }

    /// A `reportingDescriptor` (3.49). `name` is left out: GitHub shows the short description, and the id is the name.
    private mutating func rule(_ rule: RuleDescriptor, taxonomies: SARIFTaxonomies) {
        field("id", rule.id)
        if !rule.aliases.isEmpty { strings("deprecatedIds", rule.aliases) }
        object("shortDescription") { $0.field("text", rule.shortDescription) }
        object("fullDescription") { $0.field("text", rule.fullDescription) }
        object("help") {
            $0.field("text", rule.helpText)
            $0.field("markdown", rule.helpMarkdown)
        }
        if let reference = rule.references.first(where: \.isWebAddress) { field("helpUri", reference) }
        object("defaultConfiguration") { $0.field("level", rule.severity.sarifLevel) }
        taxonomies.writeRelationships(of: rule, to: &self)
        object("properties") { $0.properties(of: rule) }
    }

    /// What GitHub reads (`tags`, `precision`, `security-severity`), and what it has no place for.
    private mutating func properties(of rule: RuleDescriptor) {
        strings("tags", rule.tags)
        field("precision", rule.confidence.name)
        if let score = rule.severity.securitySeverity { field("security-severity", score) }
        field("category", rule.category.rawValue)
        field("severity", rule.severity.name)
        array("cwe", of: rule.cwe) { $1.field(nil, $0) }
        field("kind", rule.kind)
        field("origin", rule.origin)
    }
}

extension RuleDescriptor {
    /// GitHub takes 20 tags a rule; a rule file may name more weaknesses than that.
    static let tagLimit = 20
    /// GitHub takes this many characters of a description, and refuses an empty one.
    static let descriptionLimit = 1024

    var shortDescription: String { (title.isEmpty ? id : title).safe.cut(to: RuleDescriptor.descriptionLimit) }

    var fullDescription: String {
        why.isEmpty ? shortDescription : why.safe.cut(to: RuleDescriptor.descriptionLimit)
    }

    /// `security` makes GitHub show `security-severity`; `external/cwe/cwe-078` is its form of a weakness.
    var tags: [String] {
        let weaknesses = cwe.map {
            "external/cwe/cwe-" + String(repeating: "0", count: max(0, 3 - "\($0)".count)) + "\($0)"
        }
        let risks = owaspMCP.map { "owasp-mcp/" + $0.rawValue }
        return Array((["security", category.rawValue] + weaknesses + risks).uniqued.prefix(RuleDescriptor.tagLimit))
    }

    var helpText: String {
        var lines = [fullDescription, fix.isEmpty ? "" : "Fix: " + fix.safe]
        if !references.isEmpty { lines.append("See: " + references.map(\.safe).joined(separator: ", ")) }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    var helpMarkdown: String {
        var parts = ["## " + shortDescription, why.safe]
        if !fix.isEmpty { parts += ["### Fix", fix.safe] }
        if !references.isEmpty {
            parts += ["### References", references.map { "- <" + $0.safe + ">" }.joined(separator: "\n")]
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension Severity {
    /// `level` of a result (3.27.10) or a notification (3.58.6).
    var sarifLevel: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "note"
        }
    }

    /// A score within the bounds by which GitHub tells the severities apart: critical from 9.0, high from 7.0, medium
    /// from 4.0, low above 0. It knows no fifth step, so that info has none.
    var securitySeverity: String? {
        switch self {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "2.0"
        case .info: nil
        }
    }
}

extension String {
    /// At most `count` code points, the last an ellipsis where something was left out.
    func cut(to count: Int) -> String {
        guard unicodeScalars.count > count else { return self }
        return String(unicodeScalars.prefix(Swift.max(0, count - 1))) + "\u{2026}"
    }

    /// An absolute address in ASCII, fit for `helpUri`.
    var isWebAddress: Bool {
        (hasPrefix("https://") || hasPrefix("http://")) && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

extension Array where Element: Hashable {
    /// The elements in order, each once.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
