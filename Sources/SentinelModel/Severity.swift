/// How bad a finding is if it is right; how grave a diagnostic is. Raw values are those of `MCPS_SEVERITY_*`.
package enum Severity: Int32, CaseIterable, Comparable, Sendable {
    case info = 0
    case low
    case medium
    case high
    case critical

    package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    /// The name used in rule files, options and reports.
    package var name: String {
        switch self {
        case .info: "info"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Severity.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// One step down, ending at `info`.
    package var lowered: Severity { Severity(rawValue: rawValue - 1) ?? .info }
}

/// How likely a finding is to be right. Raw values are those of `MCPS_CONFIDENCE_*`.
package enum Confidence: Int32, CaseIterable, Comparable, Sendable {
    case low = 0
    case medium
    case high

    package static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }

    /// The name used in rule files, options and reports.
    package var name: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Confidence.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// One step down, ending at `low`.
    package var lowered: Confidence { Confidence(rawValue: rawValue - 1) ?? .low }
}
