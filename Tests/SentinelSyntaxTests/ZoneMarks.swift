import Testing

@testable import SentinelSyntax

/// Zones written into the text: ‹strings›, «comments», ⟦interpolations⟧, ⸢prose⸣.
enum ZoneMarks {
    private static let all: Set<Character> = ["‹", "›", "«", "»", "⟦", "⟧", "⸢", "⸣"]

    /// Takes the marks out of `marked`, reads the rest, and puts the zones found into it again. `alone`: read for the zones alone.
    static func again(_ marked: String, _ language: Language, alone: Bool = false) -> String {
        write(String(marked.filter { !all.contains($0) }), language, alone)
    }

    private static func write(_ source: String, _ language: Language, _ alone: Bool) -> String {
        let bytes = Array(source.utf8)
        let zones = unsafe bytes.withUnsafeBufferPointer { bytes in
            if alone {
                let file = FileZones()
                unsafe file.begin(bytes, language)
                return file.all()
            }
            let tree = SyntaxTree()
            unsafe tree.parse(bytes, as: language)
            return tree.zones
        }
        // Ends come before beginnings, inner ends before outer ones.
        var marks: [(at: Int, isBeginning: Int, mark: String)] = []
        for zone in zones.pieces {
            let (open, close) = zone.kind == .comment ? ("«", "»") : zone.kind == .docstring ? ("⸢", "⸣") : ("‹", "›")
            marks.append((zone.range.lowerBound, 1, open))
            marks.append((zone.range.upperBound, 0, close))
        }
        for range in zones.interpolations {
            marks.append((Int(range.lowerBound), 1, "⟦"))
            marks.append((Int(range.upperBound), 0, "⟧"))
        }
        marks.sort { ($0.at, $0.isBeginning) < ($1.at, $1.isBeginning) }
        var written = ""
        var from = 0
        for mark in marks {
            written += String(decoding: bytes[from..<mark.at], as: UTF8.self) + mark.mark
            from = mark.at
        }
        return written + String(decoding: bytes[from...], as: UTF8.self)
    }
}
