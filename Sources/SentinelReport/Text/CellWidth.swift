import SentinelModel

extension Unicode.Scalar {
    /// How many cells of a terminal the scalar takes: 0, 1 or 2. For scalars that are shown as they are; the ones that
    /// `isUnsafeOnTerminal` never are.
    ///
    /// Wide are East Asian Width W and F (Unicode Standard Annex 11). Apart from the blocks below those are the emoji
    /// that are shown as pictures by default; of these the regional indicators, which count by pairs, are narrow. Marks
    /// that combine with what stands before them take no cell.
    var cells: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        // Vowels and finals of Hangul syllables join the consonant before them.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        return isWide ? 2 : 1
    }

    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247: true
        case 0x3250...0x4DBF, 0x4DC0...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF: true
        case 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6: true
        case 0x16FE0...0x1B2FF, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD: true
        case 0x1F1E6...0x1F1FF: false
        default: properties.isEmojiPresentation
        }
    }
}

extension String {
    /// The cells the text takes on a terminal; it must be `safe`.
    var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }

    /// Lines of at most `width` cells, broken at spaces. A word that is longer (an address) has a line of its own.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in split(separator: " ").map(String.init) {
            let cells = word.cells
            if !line.isEmpty && used + 1 + cells > width {
                lines.append(line)
                line = ""
                used = 0
            }
            if !line.isEmpty {
                line += " "
                used += 1
            }
            line += word
            used += cells
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    func padded(to width: Int) -> String { self + .spaces(width - cells) }
    func rightAligned(to width: Int) -> String { .spaces(width - cells) + self }

    /// That many spaces; none for a negative number.
    static func spaces(_ count: Int) -> String { String(repeating: " ", count: Swift.max(0, count)) }
}
