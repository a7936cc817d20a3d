internal import CMCPSentinel

/// What there is to know about a rule; see `mcps_rule`.
package struct Rule: Hashable, Sendable {
    /// The lists of a rule; raw values are those of `MCPS_RULE_*`.
    package enum List: Int32, CaseIterable, Sendable {
        case cwe = 0
        case owaspMCP
        case references
        case aliases
        case keywords
        case matchExamples
        case passExamples
        case fileTypes
    }

    package var id: String
    package var severity: Severity
    package var confidence: Confidence
    /// False if the selection of the options leaves it off.
    package var isEnabled: Bool
    package var title: String
    package var category: String
    package var kind: String
    package var why: String
    package var fix: String
    package var since: String
    /// `built-in`, or the path of the rule file.
    package var origin: String
    /// The regular expressions of a pattern rule, separated by newlines.
    package var pattern: String
    /// One sentence about a finding's place.
    package var message: String
    /// True if what it matches is masked.
    package var isSecret: Bool
    package var lists: [List: [String]] = [:]

    /// The items of one list.
    package subscript(list: List) -> [String] { lists[list] ?? [] }

    init(_ raw: mcps_rule) {
        id = unsafe string(raw.id)
        severity = unsafe Severity(rawValue: raw.severity) ?? .info
        confidence = unsafe Confidence(rawValue: raw.confidence) ?? .low
        isEnabled = unsafe raw.enabled != 0
        title = unsafe string(raw.title)
        category = unsafe string(raw.category)
        kind = unsafe string(raw.kind)
        why = unsafe string(raw.why)
        fix = unsafe string(raw.fix)
        since = unsafe string(raw.since)
        origin = unsafe string(raw.origin)
        pattern = unsafe string(raw.pattern)
        message = unsafe string(raw.message)
        isSecret = unsafe raw.secret != 0
    }
}
