/// Something a rule found, ready to be shown: secrets in it are masked already.
///
/// An object: a finding passes through several lists on its way to a report, and only there it is looked into.
package final class Finding: Sendable {
    package let rule: RuleDescriptor
    package let severity: Severity
    package let confidence: Confidence
    package let path: RawPath
    package let range: SourceRange
    /// One sentence about this place.
    package let message: String
    /// The matched text.
    package let match: Excerpt
    /// The line the match starts on.
    package let line: Excerpt
    /// Where the match starts in `line`, in code points from 1, and how many code points of it stand there (at least 1).
    package let lineColumn: Int
    package let lineWidth: Int
    /// 64 lower-case hexadecimal digits: SHA-256 over rule, path, the line's content without white space, and the
    /// ordinal among equal ones in the file. It stays when the finding moves to another line.
    package let fingerprint: String
    package let suppression: Suppression?
    /// Why severity or confidence differ from the rule's, and what other rules say of the place; may be empty.
    package let evidence: String
    /// True where the same place may be told of for a better reason: it comes at the end of the scan, unless that one did.
    package let isTentative: Bool
    /// From where something comes in to this place, in this order; empty where no way was followed.
    package let trace: [TraceStep]

    package init(
        rule: RuleDescriptor, severity: Severity, confidence: Confidence, path: RawPath, range: SourceRange,
        message: String, match: Excerpt, line: Excerpt, lineColumn: Int, lineWidth: Int, fingerprint: String,
        suppression: Suppression?, evidence: String, isTentative: Bool = false,
        trace: [TraceStep] = []
    ) {
        self.rule = rule
        self.severity = severity
        self.confidence = confidence
        self.path = path
        self.range = range
        self.message = message
        self.match = match
        self.line = line
        self.lineColumn = lineColumn
        self.lineWidth = lineWidth
        self.fingerprint = fingerprint
        self.suppression = suppression
        self.evidence = evidence
        self.isTentative = isTentative
        self.trace = trace
    }
}

/// A piece of a scanned file decoded to UTF-8, secrets masked, cut at `Excerpt.limit` code points.
package struct Excerpt: Hashable, Sendable {
    package static let limit = 400

    package var text: String
    /// True when something was left out at either end.
    package var isCut: Bool

    package init(text: String, isCut: Bool = false) {
        self.text = text
        self.isCut = isCut
    }
}

/// A comment in the scanned file that asks not to be told of a finding.
package struct Suppression: Hashable, Sendable {
    /// What the comment says after `reason=`; may be empty.
    package var reason: String
    /// The line of the comment, from 1.
    package var line: Int

    package init(reason: String, line: Int) {
        self.reason = reason
        self.line = line
    }
}
