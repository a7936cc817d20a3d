/// One step of the way that something from outside takes to the place of a finding.
///
/// It names what it is about and quotes no line, so that no secret of any file on the way can be in it.
package struct TraceStep: Hashable, Sendable {
    package enum Kind: Int32, CaseIterable, Sendable {
        /// Where it comes in; a trace begins with one.
        case source = 0
        /// Where it is handed on.
        case step
        /// Where it does harm; a trace ends with one.
        case sink

        /// The name in reports.
        package var name: String { String(describing: self) }
    }

    package let kind: Kind
    /// As reports show it, like the path of a finding; it may be another file than the finding's.
    package let path: RawPath
    package let range: SourceRange
    /// What happens there, in a few words; cut at `Excerpt.limit` code points, for names in code may be of any length.
    package let message: String

    package init(_ kind: Kind, path: RawPath, range: SourceRange, message: String) {
        self.kind = kind
        self.path = path
        self.range = range
        self.message = Self.cut(message)
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > Excerpt.limit, text.unicodeScalars.count > Excerpt.limit else { return text }
        return String(text.unicodeScalars.prefix(Excerpt.limit - 1)) + "\u{2026}"
    }
}
