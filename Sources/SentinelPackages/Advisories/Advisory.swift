package import SentinelModel

/// What is known against versions of a package.
package struct Advisory: Sendable {
    /// `CVE-2025-6514`, `GHSA-...`, `MAL-...`.
    package var id: String
    package var aliases: [String] = []
    package var ecosystem: Ecosystem
    /// As the registry knows it.
    package var name: String
    package var isMalicious = false
    package var severity: Severity
    /// The versions it is about.
    package var affected: [String]
    /// The first version without it; empty where there is none.
    package var fixed = ""
    /// A line.
    package var summary: String
    /// Where it can be read.
    package var source: String

    package init(
        id: String, ecosystem: Ecosystem, name: String, severity: Severity, affected: [String], summary: String,
        source: String
    ) {
        self.id = id
        self.ecosystem = ecosystem
        self.name = ecosystem.normalized(name)
        self.severity = severity
        self.affected = affected
        self.summary = summary
        self.source = source
    }

    /// The intervals of `affected`; what cannot be read is left out.
    package var intervals: [VersionInterval] { affected.compactMap { VersionInterval($0, of: ecosystem) } }

    /// True if what `requirement` leads to is affected: its highest versions are.
    package func affects(_ requirement: VersionRequirement) -> Bool {
        guard let wanted = requirement.highest else { return false }
        return intervals.contains { $0.containsTop(of: wanted) }
    }
}
