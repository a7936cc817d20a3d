package import SentinelModel

/// Code that looks at what a file declares of a server. A rule of `kind: model` names it, and holds everything else there is to say.
package protocol ModelAnalyzer: Sendable {
    /// What rules call it.
    var name: String { get }

    func find(in facts: ServerFacts) -> [ModelPlace]
}

/// A place in a file that an analyzer means, and how it differs from what its rule says.
package struct ModelPlace: Sendable {
    package var range: Range<Int>
    package var severity: Severity?
    package var confidence: Confidence?
    package var message: String?
    package var evidence: String

    package init(
        _ range: Range<Int>, severity: Severity? = nil, confidence: Confidence? = nil, message: String? = nil,
        evidence: String
    ) {
        self.range = range
        self.severity = severity
        self.confidence = confidence
        self.message = message
        self.evidence = evidence
    }
}
