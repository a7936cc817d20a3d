internal import SentinelDocuments

/// A mistake in a rule file.
package struct RuleError: Error, Hashable, Sendable {
    /// The file as the user named it.
    package var file: String
    /// From 1.
    package var line: Int
    package var column: Int
    package var message: String
    /// Further lines, such as the probe that a regular expression is too slow for; may be empty.
    package var detail: String

    package init(file: String, line: Int, column: Int, message: String, detail: String = "") {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.detail = detail
    }

    init(file: String, mistake: DocumentError) {
        self.init(
            file: file, line: mistake.place.line, column: mistake.place.column, message: mistake.message,
            detail: mistake.detail)
    }

    /// `file:line:column: message`.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}
