/// Docstrings as Python's `inspect.cleandoc` shows them.
enum Docstring {
    static func cleaned(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { expanded($0) }
        let rest = lines.dropFirst().filter { line in line.contains { !$0.isWhitespace } }
        let margin = rest.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        for index in lines.indices {
            if index == 0 {
                lines[index] = String(lines[index].drop { $0 == " " })
            } else {
                lines[index] = String(lines[index].dropFirst(min(margin, lines[index].prefix { $0 == " " }.count)))
            }
        }
        while let last = lines.last, last.allSatisfy(\.isWhitespace), lines.count > 1 || last.isEmpty {
            lines.removeLast()
            if lines.isEmpty { break }
        }
        while let first = lines.first, first.isEmpty { lines.removeFirst() }
        return lines.joined(separator: "\n")
    }

    /// Tabs to columns of eight.
    private static func expanded(_ line: Substring) -> String {
        guard line.contains("\t") else { return String(line) }
        var found = ""
        var column = 0
        for character in line {
            if character == "\t" {
                let width = 8 - column % 8
                found += String(repeating: " ", count: width)
                column += width
            } else {
                found.append(character)
                column += 1
            }
        }
        return found
    }
}
