/// A place in a file as it lies on disk; the meaning of each field is that of `mcps_position`.
package struct Position: Hashable, Sendable {
    /// Bytes from 0 in the original file, whatever its encoding.
    package var offset: Int
    /// From 1. LF, CRLF and a lone CR each end one line.
    package var line: Int
    /// From 1, in Unicode code points; a byte that is not valid in the file's encoding counts as one.
    package var column: Int
    /// From 1, in bytes of the original file.
    package var byteColumn: Int

    package init(offset: Int, line: Int, column: Int, byteColumn: Int) {
        self.offset = offset
        self.line = line
        self.column = column
        self.byteColumn = byteColumn
    }
}

/// The bytes from `start` up to, not including, `end`.
package struct SourceRange: Hashable, Sendable {
    package var start: Position
    package var end: Position

    package init(start: Position, end: Position) {
        self.start = start
        self.end = end
    }
}
