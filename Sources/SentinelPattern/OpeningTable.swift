/// The openings of all patterns of a set, laid out for the loop over the screen's hits: no reference is counted and nothing
/// but three small tables is read.
final class OpeningTable: Sendable {
    /// A byte to look at.
    private struct Check: BitwiseCopyable {
        /// From the match's start.
        var offset: Int32
        /// The number of what it can be.
        var set: Int32
    }

    private struct Row: BitwiseCopyable {
        var first: Int32
        var end: Int32
        /// The number of what can stand before a match.
        var before: Int32
        var fitsTextStart: Bool
        /// The number of what a match's first byte can be.
        var firstByte: Int32
        /// How many bytes must follow the match's start.
        var length: Int32
    }

    /// The words of all sets, four each: of a set that is asked for one byte only one word is read.
    private let words: FixedTable<UInt64>
    private let checks: FixedTable<Check>
    private let rows: FixedTable<Row>

    /// Of each pattern, its analysis and its lead.
    init(_ patterns: [(analysis: PatternAnalysis, lead: ClosedRange<Int>)]) {
        var sets = ByteSetNumbers()
        var checks: [Check] = []
        var rows: [Row] = []
        for (analysis, lead) in patterns {
            let opening = analysis.opening
            let first = Int32(checks.count)
            let known = Self.known(analysis.anchors, lead)
            for (offset, set) in opening.bytes.enumerated() where set != .all && !known.contains(offset) {
                checks.append(Check(offset: Int32(offset), set: sets.number(of: set)))
            }
            // The rarest first; among equals the furthest, since what stands far from a literal tells more than what is
            // beside it.
            checks[Int(first)...].sort { (sets.shares[Int($0.set)], $1.offset) < (sets.shares[Int($1.set)], $0.offset) }
            rows.append(
                Row(
                    first: first, end: Int32(checks.count), before: sets.number(of: opening.before),
                    fitsTextStart: opening.fitsTextStart, firstByte: sets.number(of: opening.bytes[0]),
                    length: Int32(opening.bytes.count)))
        }
        words = FixedTable(sets.all.flatMap { set in (0..<4).map { set.words[$0] } })
        self.checks = FixedTable(checks)
        self.rows = FixedTable(rows)
    }

    @inline(__always)
    private func holds(_ set: Int32, _ byte: UInt8) -> Bool {
        words[Int(set) << 2 | Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
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
        let set = rows[pattern].firstByte
        var place = places.lowerBound
        while place <= places.upperBound {
            if unsafe holds(set, bytes[place]) { return place }
            place += 1
        }
        return nil
    }

    /// False if no match of `pattern` starts at `start`, which must lie in `bytes`.
    @inline(__always)
    func admits(_ pattern: Int, at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let row = rows[pattern]
        guard bytes.count - start >= Int(row.length) else { return false }
        guard start == 0 ? row.fitsTextStart : unsafe holds(row.before, bytes[start - 1]) else {
            return false
        }
        var index = Int(row.first)
        while index < Int(row.end) {
            let check = checks[index]
            guard unsafe holds(check.set, bytes[start + Int(check.offset)]) else { return false }
            index += 1
        }
        return true
    }
}

/// Gives sets numbers, the same to equal ones.
private struct ByteSetNumbers {
    private(set) var all: [ByteSet] = []
    /// By number, how much of real text they hold.
    private(set) var shares: [Double] = []
    /// The number after the one found here; 0 where there is none. A power of two, never more than half full.
    private var slots = [Int32](repeating: 0, count: 1 << 10)

    /// At each start there are thousands to number: what a `Dictionary` takes to hash one would show.
    mutating func number(of set: ByteSet) -> Int32 {
        var slot = slot(of: set)
        while slots[slot] != 0 {
            let known = slots[slot] - 1
            if all[Int(known)] == set { return known }
            slot = (slot + 1) & (slots.count - 1)
        }
        all.append(set)
        shares.append(Rarity.share(of: set))
        slots[slot] = Int32(all.count)
        if all.count * 2 > slots.count { grow() }
        return Int32(all.count - 1)
    }

    private func slot(of set: ByteSet) -> Int {
        let mixed =
            (set.words
            &* SIMD4(0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x27D4_EB2F_1656_67C5))
            .wrappedSum()
        return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) >> 8) & (slots.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (number, set) in all.enumerated() {
            var slot = slot(of: set)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number + 1)
        }
    }
}
