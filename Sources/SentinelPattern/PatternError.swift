/// Why a pattern is refused. Patterns come from rule files, so each error tells its author where and what to do.
package struct PatternError: Error, Hashable, Sendable {
    /// One clause, lower case, without a full stop.
    package var message: String
    /// Bytes from the start of the pattern; the pattern's length when the end is meant.
    package var offset: Int
    /// What to do about it, or the evidence; may be empty.
    package var detail: String

    package init(_ message: String, at offset: Int, detail: String = "") {
        self.message = message
        self.offset = offset
        self.detail = detail
    }
}

extension PatternError: CustomStringConvertible {
    package var description: String {
        "\(message) (at byte \(offset))" + (detail.isEmpty ? "" : ": " + detail)
    }
}
