package import SentinelModel

/// Code that looks at a server's texts where a pattern cannot say what is meant. A rule of `kind: analyzer` names it, and
/// holds everything else there is to say of it.
package protocol MetadataAnalyzer: Sendable {
    /// What rules call it.
    var name: String { get }

    /// The places it means in a text, ascending. The text is UTF-8 in all likelihood, and whatever else it may be.
    func find(in text: UnsafeBufferPointer<UInt8>, target: MetadataTarget) -> [MetadataPlace]
}

/// A place in a text, and what there is to say of it beyond the rule's message.
package struct MetadataPlace: Hashable, Sendable {
    package var range: Range<Int>
    /// A part of a sentence, such as what hidden characters spell; may be empty. Holds no character that does not show.
    package var note: String

    /// How grave it is, where that differs from what the rule says.
    package var severity: Severity?

    package init(range: Range<Int>, note: String = "", severity: Severity? = nil) {
        self.range = range
        self.note = note
        self.severity = severity
    }
}
