/// The openings of all patterns of a set, laid out for the loop over the screen's hits: no reference is counted and nothing
/// but two small tables is read.
final class OpeningTable: Sendable {
    /// A byte to look at.
    private struct Check: BitwiseCopyable {
        /// From the match's start.
        var offset: Int32
        /// The index in `sets` of what it can be.
        var set: Int32
    }

    private struct Row: BitwiseCopyable {
        var first: Int32
        var end: Int32
        /// The index in `sets`.
        var before: Int32
        var fitsTextStart: Bool
        /// The index in `sets` of what a match's first byte can be.
        var firstByte: Int32
        /// How many bytes must follow the match's start.
        var length: Int32
    }

    private let sets: FixedTable<ByteSet>
    private let checks: FixedTable<Check>
    private let rows: FixedTable<Row>

    /// Of each pattern, its analysis and its lead.
    init(_ patterns: [(analysis: PatternAnalysis, lead: ClosedRange<Int>)]) {
        var numbers: [ByteSet: Int32] = [:]
        var sets: [ByteSet] = []
        var shares: [Double] = []
        var checks: [Check] = []
        var rows: [Row] = []
        func number(_ set: ByteSet) -> Int32 {
            if let known = numbers[set] { return known }
            numbers[set] = Int32(sets.count)
            sets.append(set)
            shares.append(Rarity.share(of: set))
            return Int32(sets.count - 1)
        }
        for (analysis, lead) in patterns {
            let opening = analysis.opening
            let first = Int32(checks.count)
            let known = Self.known(analysis.anchors, lead)
            for (offset, set) in opening.bytes.enumerated() where set != .all && !known.contains(offset) {
                checks.append(Check(offset: Int32(offset), set: number(set)))
            }
            // The rarest first; among equals the furthest, since what stands far from a literal tells more than what is
            // beside it.
            checks[Int(first)...].sort { (shares[Int($0.set)], $1.offset) < (shares[Int($1.set)], $0.offset) }
            rows.append(
                Row(
                    first: first, end: Int32(checks.count), before: number(opening.before),
                    fitsTextStart: opening.fitsTextStart, firstByte: number(opening.bytes[0]),
                    length: Int32(opening.bytes.count)))
        }
        self.sets = FixedTable(sets)
        self.checks = FixedTable(checks)
        self.rows = FixedTable(rows)
    }

    /// Where the literal stands if that is always the same place: the screen has compared it.
    private static func known(_ anchors: [Anchor], _ lead: ClosedRange<Int>) -> Range<Int> {
        guard lead.count == 1, let first = anchors.first else { return 0..<0 }
        let shortest = anchors.reduce(first.literal.count) { min($0, $1.literal.count) }
        return lead.lowerBound..<(lead.lowerBound + shortest)
    }

    /// The first place in `places` with a byte that a match of `pattern` can start with; nil if there is none.
    @inline(__always)
    func firstStart(of pattern: Int, in places: ClosedRange<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let set = sets[Int(rows[pattern].firstByte)]
        var place = places.lowerBound
        while place <= places.upperBound {
            if unsafe set.contains(bytes[place]) { return place }
            place += 1
        }
        return nil
    }

    /// False if no match of `pattern` starts at `start`, which must lie in `bytes`.
    @inline(__always)
    func admits(_ pattern: Int, at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let row = rows[pattern]
        guard bytes.count - start >= Int(row.length) else { return false }
        guard start == 0 ? row.fitsTextStart : unsafe sets[Int(row.before)].contains(bytes[start - 1]) else {
            return false
        }
        var index = Int(row.first)
        while index < Int(row.end) {
            let check = checks[index]
            guard unsafe sets[Int(check.set)].contains(bytes[start + Int(check.offset)]) else { return false }
            index += 1
        }
        return true
    }
}
