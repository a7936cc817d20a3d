import SentinelModel

/// The two classifications that rules refer to (3.14.8): the CWE entries in use, and the OWASP MCP Top 10 as a whole.
struct SARIFTaxonomies {
    /// The CWE numbers the rules name, ascending; the index is that of the taxon.
    private let weaknesses: [Int]
    private let indices: [Int: Int]

    init(of rules: [RuleDescriptor]) {
        weaknesses = rules.flatMap(\.cwe).uniqued.sorted()
        indices = Dictionary(uniqueKeysWithValues: weaknesses.enumerated().map { ($1, $0) })
    }

    /// `run.taxonomies`.
    func write(to out: inout ByteSink) {
        out.append("\"taxonomies\":[\n")
        out.object { out in
            out.field("name", "CWE")
            out.field("organization", "MITRE")
            out.object("shortDescription") { $0.field("text", "The MITRE Common Weakness Enumeration") }
            out.field("informationUri", "https://cwe.mitre.org/")
            out.field("isComprehensive", false)
            out.array("taxa", of: weaknesses) { number, out in
                out.object {
                    $0.field("id", "CWE-\(number)")
                    $0.field("helpUri", "https://cwe.mitre.org/data/definitions/\(number).html")
                }
            }
        }
        out.append(",\n")
        out.object { out in
            out.field("name", "OWASP MCP Top 10")
            out.field("version", "2025")
            out.field("organization", "OWASP")
            out.object("shortDescription") {
                $0.field("text", "The OWASP Top 10 for the Model Context Protocol, 2025 (beta)")
            }
            out.field("informationUri", "https://github.com/OWASP/www-project-mcp-top-10")
            out.field("isComprehensive", true)
            out.array("taxa", of: OWASPMCP.allCases) { risk, out in
                out.object {
                    $0.field("id", risk.rawValue)
                    $0.object("shortDescription") { $0.field("text", risk.title) }
                }
            }
        }
        out.append("\n]")
    }

    /// `tool.driver.supportedTaxonomies`.
    func writeReferences(to out: inout ByteSink) {
        out.array("supportedTaxonomies") {
            $0.component("CWE", index: 0)
            $0.component("OWASP MCP Top 10", index: 1)
        }
    }

    /// `relationships` of a rule (3.49.15): each taxon is wider than the rule.
    func writeRelationships(of rule: RuleDescriptor, to out: inout ByteSink) {
        if rule.cwe.isEmpty && rule.owaspMCP.isEmpty { return }
        out.array("relationships") { out in
            for number in rule.cwe.uniqued {
                out.relationship("CWE-\(number)", index: indices[number], of: "CWE", component: 0)
            }
            for risk in rule.owaspMCP.uniqued {
                let index = OWASPMCP.allCases.firstIndex(of: risk)
                out.relationship(risk.rawValue, index: index, of: "OWASP MCP Top 10", component: 1)
            }
        }
    }
}

extension ByteSink {
    fileprivate mutating func component(_ name: String, index: Int, key: StaticString? = nil) {
        object(key) {
            $0.field("name", name)
            $0.field("index", index)
        }
    }

    fileprivate mutating func relationship(_ id: String, index: Int?, of taxonomy: String, component: Int) {
        object { out in
            out.object("target") {
                $0.field("id", id)
                if let index { $0.field("index", index) }
                $0.component(taxonomy, index: component, key: "toolComponent")
            }
            out.strings("kinds", ["superset"])
        }
    }
}
