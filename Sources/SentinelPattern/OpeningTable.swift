/// The openings of all patterns of a set, laid out for the loop over the screen's hits: no reference is counted and nothing
/// but three small tables is read. A row for each literal of a pattern, since what stands around one tells more than what stands around
/// any.
final class OpeningTable: Sendable {
    /// A byte to look at.
    private struct Check: BitwiseCopyable {
        /// From the match's start; -1 for what stands before it.
        var offset: Int32
        /// The number of what it can be.
        var set: Int32
    }

    /// Of a literal of the screen.
    private struct LiteralEnd: BitwiseCopyable {
        var length: Int32
        /// The number of what may follow it, whichever pattern it is of.
        var following: Int32
    }

    private struct Row: BitwiseCopyable {
        var first: Int32
        var end: Int32
        /// How many bytes must follow the match's start.
        var length: Int32
        /// The number of what a match's first byte can be.
        var firstByte: Int32
        var fitsTextStart: Bool
    }

    /// The words of all sets, four each: of a set that is asked for one byte only one word is read.
    private let words: FixedTable<UInt64>
    private let literals: FixedTable<LiteralEnd>
    private let checks: FixedTable<Check>
    private let rows: FixedTable<Row>

    /// Collects rows.
    struct Builder {
        private var sets = ByteSetNumbers()
        private var checks: [Check] = []
        private var rows: [Row] = []

        /// Adds a row for matches of a pattern that have `literal` bytes behind `lead` known and `following` behind those, and tells its
        /// number. A pattern whose literals have several leads has one row: nothing is known of any place.
        mutating func add(_ opening: MatchOpening, lead: ClosedRange<Int>, literal: Int, following: [ByteSet]) -> Int32
        {
            let known = lead.count == 1 ? lead.lowerBound..<lead.lowerBound + literal : 0..<0
            let following = lead.count == 1 ? following : []
            let first = checks.count
            func add(_ set: ByteSet, at offset: Int) {
                if set != .all { checks.append(Check(offset: Int32(offset), set: sets.number(of: set))) }
            }
            add(opening.before, at: -1)
            for (offset, set) in opening.bytes.enumerated()
            where !known.contains(offset) && offset < known.upperBound || offset >= known.upperBound + following.count {
                add(set, at: offset)
            }
            for (offset, set) in following.enumerated() { add(set, at: known.upperBound + offset) }
            // The rarest first; among equals the furthest, since what stands far from a literal tells more than what is
            // beside it.
            checks[first...].sort { (sets.shares[Int($0.set)], $1.offset) < (sets.shares[Int($1.set)], $0.offset) }
            rows.append(
                Row(
                    first: Int32(first), end: Int32(checks.count),
                    length: Int32(max(opening.bytes.count, known.upperBound + following.count)),
                    firstByte: sets.number(of: opening.bytes[0]), fitsTextStart: opening.fitsTextStart))
            return Int32(rows.count - 1)
        }

        /// `literals`: the length of each of the screen's, and what may follow it.
        consuming func table(_ literals: [(length: Int, following: ByteSet)]) -> OpeningTable {
            let ends = literals.map {
                LiteralEnd(length: Int32($0.length), following: sets.number(of: $0.following))
            }
            return OpeningTable(sets, checks, rows, ends)
        }
    }

    private init(_ sets: ByteSetNumbers, _ checks: [Check], _ rows: [Row], _ literals: [LiteralEnd]) {
        self.literals = FixedTable(literals)
        words = FixedTable(sets.all.flatMap { set in (0..<4).map { set.words[$0] } })
        self.checks = FixedTable(checks)
        self.rows = FixedTable(rows)
    }

    @inline(__always)
    private func holds(_ set: Int32, _ byte: UInt8) -> Bool {
        words[Int(set) << 2 | Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
    }

    /// False if no match has the literal at `offset`.
    @inline(__always)
    func admits(literal: Int, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let literal = literals[literal]
        let end = offset + Int(literal.length)
        return unsafe end >= bytes.count || holds(literal.following, bytes[end])
    }

    /// The first of `places`, which must lie in `bytes`, where a match that a row is about may start; the place behind them if there is
    /// none.
    @inline(__always)
    func firstStart(_ row: Int32, in places: ClosedRange<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let row = rows[Int(row)]
        // One place has been told by the literal.
        if places.lowerBound == places.upperBound {
            return unsafe admits(row, at: places.lowerBound, in: bytes) ? places.lowerBound : places.upperBound + 1
        }
        var place = places.lowerBound
        while place <= places.upperBound {
            if unsafe holds(row.firstByte, bytes[place]) && admits(row, at: place, in: bytes) { break }
            place += 1
        }
        return place
    }

    @inline(__always)
    private func admits(_ row: Row, at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count - start >= Int(row.length), start > 0 || row.fitsTextStart else { return false }
        var index = Int(row.first)
        while index < Int(row.end) {
            let check = checks[index]
            index += 1
            let place = start + Int(check.offset)
            if place < 0 { continue }
            guard unsafe holds(check.set, bytes[place]) else { return false }
        }
        return true
    }
}
