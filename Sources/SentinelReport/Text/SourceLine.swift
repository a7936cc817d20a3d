import SentinelModel

/// A source line and the carets beneath it, fit into a number of cells.
///
/// The line is laid out glyph by glyph: a scalar as it is shown, its first cell and its width. Tabs reach to the next
/// multiple of four, and what a terminal would obey or hide is written out, so that a glyph may be many cells wide.
/// Where the line is too long, a window of it is shown in which the match starts at a quarter.
struct SourceLine {
    static let tabWidth = 4
    /// Stands for what is not shown of a line; one cell.
    static let cutMark = "…"

    /// What to print, the first cell of the carets in it from 0, and their number (at least 1).
    private(set) var text = ""
    private(set) var caretColumn = 0
    private(set) var caretWidth = 1

    private struct Glyph {
        var text: String
        var column: Int
        var width: Int
        var end: Int { column + width }
    }

    init(of finding: Finding, width: Int) {
        let cut = SourceLine.cuts(of: finding)
        var glyphs: [Glyph] = []
        if cut.start { glyphs.append(Glyph(text: SourceLine.cutMark, column: 0, width: 1)) }
        let first = glyphs.count
        SourceLine.layOut(finding.line.text, after: &glyphs)
        let match = SourceLine.match(of: finding, in: glyphs[first...])
        let total = glyphs.last?.end ?? 0
        if cut.end { glyphs.append(Glyph(text: SourceLine.cutMark, column: total, width: 1)) }
        show(glyphs, match: match, width: max(8, width))
    }

    /// The engine cuts a line to a window around the match: at the start when the match has moved to the left in it.
    private static func cuts(of finding: Finding) -> (start: Bool, end: Bool) {
        guard finding.line.isCut else { return (false, false) }
        let start = finding.lineColumn < finding.range.start.column
        return (start, !start || finding.line.text.unicodeScalars.count >= Excerpt.limit)
    }

    private static func layOut(_ line: String, after glyphs: inout [Glyph]) {
        var column = glyphs.last?.end ?? 0
        for scalar in line.unicodeScalars {
            let glyph =
                switch scalar {
                case "\t": Glyph(text: "", column: column, width: tabWidth - column % tabWidth)
                case _ where scalar.isUnsafeOnTerminal:
                    Glyph(text: scalar.escaped, column: column, width: scalar.escaped.utf8.count)
                default: Glyph(text: String(scalar), column: column, width: scalar.cells)
                }
            glyphs.append(glyph)
            column = glyph.end
        }
    }

    /// The cells of the match. A match past the line's end (of a line break, say) is the cell after it, and one that
    /// has no cell of its own (a combining mark) the cell of what it stands on.
    private static func match(of finding: Finding, in glyphs: ArraySlice<Glyph>) -> Range<Int> {
        let skipped = max(0, finding.lineColumn.subtractingReportingOverflow(1).partialValue)
        let matched = glyphs.dropFirst(skipped).prefix(max(0, finding.lineWidth))
        let end = glyphs.last?.end ?? 0
        guard let start = matched.first?.column, let stop = matched.last?.end else { return end..<end + 1 }
        return stop > start ? start..<stop : max(0, start - 1)..<max(1, start)
    }

    private mutating func show(_ glyphs: [Glyph], match: Range<Int>, width: Int) {
        let total = glyphs.last?.end ?? 0
        let from = total <= width ? 0 : max(0, min(match.lowerBound - width / 4, total - width))
        let isCutLater = total - from > width
        let to = isCutLater ? from + width - 1 : total
        var column = from
        if from > 0 { put(SourceLine.cutMark, at: from, &column, width: 1) }
        for glyph in glyphs where glyph.column >= column && glyph.end <= to {
            put(glyph.text, at: glyph.column, &column, width: glyph.width)
        }
        if isCutLater { put(SourceLine.cutMark, at: to, &column, width: 1) }
        caretColumn = match.lowerBound - from
        caretWidth = max(1, min(match.upperBound, max(to, match.lowerBound + 1)) - match.lowerBound)
    }

    /// Appends text so that it starts at a cell, and moves `column` to the cell after it. Empty text is a tab.
    private mutating func put(_ piece: String, at start: Int, _ column: inout Int, width: Int) {
        text += .spaces(start - column)
        text += piece.isEmpty ? .spaces(width) : piece
        column = start + width
    }
}
