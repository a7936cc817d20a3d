/// A place in a document: line and column from 1 (columns in code points), offset in bytes from 0.
package struct DocumentPlace: Hashable, Sendable {
    package var line: Int
    package var column: Int
    package var offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    package static let start = DocumentPlace(line: 1, column: 1, offset: 0)
}

/// Why a document could not be read, or does not say what it should.
package struct DocumentError: Error, Hashable, Sendable {
    package var message: String
    package var place: DocumentPlace
    /// Further lines (a regular expression's probe); may be empty.
    package var detail: String

    package init(_ message: String, at place: DocumentPlace, detail: String = "") {
        self.message = message
        self.place = place
        self.detail = detail
    }

    /// `file:line:column: message`, the form editors jump to.
    package func described(in file: String) -> String {
        "\(file):\(place.line):\(place.column): \(message)"
    }
}
