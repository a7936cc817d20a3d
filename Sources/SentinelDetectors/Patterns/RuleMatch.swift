package import SentinelModel

/// A place where a rule applies, before it is judged.
package struct RuleMatch: Sendable {
    package var rule: RuleDescriptor
    /// What is reported, as indices of the bytes that were searched.
    package var span: Range<Int>
    /// Where the match begins that the rule made: what is reported may be a part of it.
    package var start: Int
    /// What must be masked; nil where nothing is secret.
    package var secret: SecretSpan?
    /// What the detector says of this place beyond its rule; nil for nothing.
    package var note: MatchNote?

    package init(
        rule: RuleDescriptor, span: Range<Int>, start: Int? = nil, secret: SecretSpan?, note: MatchNote? = nil
    ) {
        self.rule = rule
        self.span = span
        self.start = start ?? span.lowerBound
        self.secret = secret
        self.note = note
    }
}

/// How a match differs from what its rule says. An object: most matches have none.
package final class MatchNote: Sendable {
    package let severity: Severity?
    package let confidence: Confidence?
    package let message: String?
    package let evidence: String
    /// True where the match was counted against a limit of its own already.
    package let isCounted: Bool
    /// True where a better reason for the same place may come from another file.
    package let isTentative: Bool
    /// The way of what reaches the place, with paths as reports show them; may be empty.
    package let trace: [TraceStep]

    package init(
        severity: Severity? = nil, confidence: Confidence? = nil, message: String? = nil, evidence: String,
        isCounted: Bool = false, isTentative: Bool = false, trace: [TraceStep] = []
    ) {
        self.severity = severity
        self.confidence = confidence
        self.message = message
        self.evidence = evidence
        self.isCounted = isCounted
        self.isTentative = isTentative
        self.trace = trace
    }

    /// The same with more evidence.
    package func adding(_ more: String) -> MatchNote {
        MatchNote(
            severity: severity, confidence: confidence, message: message,
            evidence: evidence.isEmpty ? more : "\(evidence); \(more)", isCounted: isCounted, isTentative: isTentative,
            trace: trace)
    }
}

/// A secret in the bytes that were searched.
package struct SecretSpan: Hashable, Sendable {
    package var range: Range<Int>
    /// How many of its first bytes may be shown: the literal that makes every secret of its kind known, such as `ghp_`.
    package var clear: Int

    package init(range: Range<Int>, clear: Int) {
        self.range = range
        self.clear = clear
    }
}

/// A rule that could not give an answer somewhere in a file.
package struct RuleLimit: Sendable {
    package enum Reason: Hashable, Sendable {
        /// The name of the limit: match, depth or heap.
        case limit(String)
        /// PCRE2's words.
        case failure(String)
    }

    package var rule: RuleDescriptor
    package var reason: Reason
    /// How often in this file.
    package var count: Int
}

/// Bounds on one attempt of one pattern.
package struct DetectorLimits: Sendable {
    package var match: Int
    package var depth: Int
    package var heapBytes: Int

    package init(match: Int, depth: Int, heapBytes: Int) {
        self.match = match
        self.depth = depth
        self.heapBytes = heapBytes
    }
}
