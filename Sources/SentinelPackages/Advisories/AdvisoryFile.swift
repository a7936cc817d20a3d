package import SentinelDocuments
internal import SentinelModel

/// Reads the advisories that the library comes with: YAML, a list of mappings with strict keys.
package enum AdvisoryFile {
    private static let keys: Set<String> = [
        "id", "aliases", "package", "kind", "severity", "affected", "fixed", "summary", "source",
    ]

    /// Throws the first mistake.
    package static func parse(_ bytes: [UInt8]) throws(DocumentError) -> [Advisory] {
        var found: [Advisory] = []
        var seen: Set<String> = []
        for document in try YAML.parse(bytes) {
            for item in try document.items("a file of advisories") {
                let advisory = try advisory(item)
                guard seen.insert("\(advisory.ecosystem) \(advisory.name) \(advisory.id)").inserted else {
                    throw DocumentError("\(advisory.id) stands twice for \(advisory.name)", at: item.place)
                }
                found.append(advisory)
            }
        }
        return found
    }

    private static func advisory(_ node: DocumentNode) throws(DocumentError) -> Advisory {
        var fields: [String: DocumentNode] = [:]
        for (name, key, value) in try node.entries("an advisory") {
            guard keys.contains(name) else { throw DocumentError("unknown key `\(name)`", at: key.place) }
            fields[name] = value
        }
        func text(_ name: String) throws(DocumentError) -> String {
            guard let value = fields[name] else { throw DocumentError("the key `\(name)` is missing", at: node.place) }
            return try value.text("`\(name)`")
        }
        let package = try text("package")
        guard let slash = package.firstIndex(of: "/"), let ecosystem = Ecosystem(rawValue: String(package[..<slash]))
        else {
            throw DocumentError("`package` must be ecosystem/name: \(package)", at: node.place)
        }
        guard let severity = Severity(name: try text("severity")) else {
            throw DocumentError("there is no such severity", at: node.place)
        }
        let affected = try fields["affected"]?.texts("`affected`") ?? []
        for interval in affected where VersionInterval(interval, of: ecosystem) == nil {
            throw DocumentError("`\(interval)` is no interval of versions", at: node.place)
        }
        guard !affected.isEmpty else { throw DocumentError("`affected` is empty", at: node.place) }
        var advisory = Advisory(
            id: try text("id"), ecosystem: ecosystem, name: String(package[package.index(after: slash)...]),
            severity: severity, affected: affected, summary: try text("summary"), source: try text("source"))
        advisory.aliases = try fields["aliases"]?.texts("`aliases`") ?? []
        advisory.fixed = try fields["fixed"]?.text("`fixed`") ?? ""
        if fields["kind"] != nil { advisory.isMalicious = try text("kind") == "malicious" }
        return advisory
    }
}
