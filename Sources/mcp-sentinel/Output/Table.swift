/// Columns of text under a heading, made safe for terminals.
struct Table {
    let heading: [String]
    let rows: [[String]]

    /// The table without a line end behind it.
    func rendered() -> String {
        let lines = ([heading] + rows).map { $0.map(Terminal.safe) }
        let widths = heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = line.indices.map { $0 == line.count - 1 ? line[$0] : Self.padded(line[$0], to: widths[$0]) }
            return cells.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// `text` with spaces behind it.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

/// Prose broken into lines.
enum Paragraph {
    /// Words of `text` filled into lines of at most `width` characters, each indented and ended.
    static func wrapped(_ text: String, width: Int, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var result = ""
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                result += margin + line + "\n"
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty ? result : result + margin + line + "\n"
    }
}
