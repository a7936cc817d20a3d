package import SentinelDocuments
internal import SentinelModel

/// Reads advisories in the schema of OSV (https://ossf.github.io/osv-schema/).
package enum OSVRecord {
    /// What a record says of packages that the scanner knows; nothing for one that was withdrawn, or is no record.
    package static func advisories(in record: DocumentNode) -> [Advisory] {
        guard let id = record["id"]?.filled, record["withdrawn"]?.filled == nil else { return [] }
        let aliases = items(of: record["aliases"]).prefix(20).map(\.text)
        let isMalicious = id.hasPrefix("MAL-") || aliases.contains { $0.hasPrefix("MAL-") }
        let source = "https://osv.dev/vulnerability/\(id)"
        let summary = record["summary"]?.filled ?? firstLine(of: record["details"]?.text ?? "")
        var found: [Advisory] = []
        for affected in items(of: record["affected"]) {
            guard let name = affected["package"]?["name"]?.filled,
                let ecosystem = (affected["package"]?["ecosystem"]?.text).flatMap(Ecosystem.init(rawValue:))
            else { continue }
            let (intervals, fixed) = versions(of: affected, ecosystem)
            guard !intervals.isEmpty else { continue }
            var advisory = Advisory(
                id: id, ecosystem: ecosystem, name: name, severity: isMalicious ? .critical : severity(of: record),
                affected: intervals, summary: summary, source: source)
            advisory.aliases = Array(aliases)
            advisory.isMalicious = isMalicious
            advisory.fixed = fixed
            found.append(advisory)
        }
        return found
    }

    private static func firstLine(of text: String) -> String {
        text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) } ?? ""
    }

    /// What databases say in words; a record that says nothing counts as medium.
    private static func severity(of record: DocumentNode) -> Severity {
        switch record["database_specific"]?["severity"]?.text.uppercased() {
        case "CRITICAL": .critical
        case "HIGH": .high
        case "LOW": .low
        default: .medium
        }
    }

    /// The intervals of all ranges, or single versions where there are no ranges; and the last fixed version.
    private static func versions(of affected: DocumentNode, _ ecosystem: Ecosystem) -> (
        intervals: [String], fixed: String
    ) {
        var intervals: [String] = []
        var last = ""
        for range in items(of: affected["ranges"]) where range["type"]?.text != "GIT" {
            var open: String?
            for event in items(of: range["events"]) {
                if let version = event["introduced"]?.text { open = open ?? version }
                let end = event["fixed"]?.text ?? event["last_affected"]?.text
                if let end, let start = open {
                    intervals.append("[\(start),\(end)" + (event["fixed"] == nil ? "]" : ")"))
                    if event["fixed"] != nil { last = end }
                    open = nil
                }
            }
            if let open { intervals.append("[\(open),)") }
        }
        if intervals.isEmpty {
            intervals = items(of: affected["versions"]).prefix(2000).map(\.text).map { "[\($0),\($0)]" }
        }
        return (intervals.prefix(2000).filter { VersionInterval($0, of: ecosystem) != nil }, last)
    }
}
