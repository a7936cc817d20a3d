internal import CScreen

/// Room for what one scan finds, kept from file to file.
struct ScreenHits {
    fileprivate var all: [cscreen_hit] = []

    /// The literal's index in the screen, and where it starts.
    subscript(_ index: Int) -> (literal: Int, offset: Int) { (all[index].literal, all[index].offset) }

    fileprivate mutating func reserve(_ capacity: Int) {
        if all.count < capacity { all = [cscreen_hit](repeating: cscreen_hit(offset: 0, literal: 0), count: capacity) }
    }
}

/// Finds all places of several hundred literals in one pass; `cscreen.h` tells how. Immutable, for any number of
/// threads.
@safe package final class Screen: @unchecked Sendable {
    package struct Literal: Hashable, Sendable {
        package var bytes: [UInt8]
        /// ASCII letters match in either case.
        package var caseless: Bool

        package init(_ bytes: [UInt8], caseless: Bool) {
            self.bytes = bytes
            self.caseless = caseless
        }
    }

    package let literals: [Literal]
    private let table: OpaquePointer?
    private let capacity: Int

    /// Literals have 3 to 255 bytes and there are at most 16,383; others are refused. `maxStride` bounds how many
    /// positions one look may stand for.
    package init(_ literals: [Literal], maxStride: Int = 4) throws(PatternError) {
        self.literals = literals
        let stride = Self.stride(literals, atMost: maxStride)
        var bytes: [UInt8] = []
        for literal in literals { bytes += literal.bytes }
        let made = unsafe bytes.withUnsafeBufferPointer { all in
            var entries = unsafe [cscreen_literal]()
            var at = 0
            for literal in literals {
                unsafe entries.append(
                    unsafe cscreen_literal(
                        bytes: all.baseAddress.map { unsafe $0 + at }, length: UInt32(clamping: literal.bytes.count),
                        caseless: literal.caseless ? 1 : 0,
                        gram: UInt32(clamping: Self.gram(literal.bytes, stride: stride)),
                        stride: UInt32(clamping: stride)))
                at += literal.bytes.count
            }
            return unsafe cscreen_create(entries, entries.count)
        }
        guard let made = unsafe made else {
            throw PatternError("too many literals, or literals of a length the screen does not take", at: 0)
        }
        unsafe table = unsafe made
        // Enough for one whole block at its worst, within a megabyte.
        let least = unsafe cscreen_min_capacity(made)
        capacity = max(least, min(least * 32, 65_536))
    }

    deinit { unsafe cscreen_destroy(table) }

    /// One stride for all, so that one pass does: the shortest literal decides.
    private static func stride(_ literals: [Literal], atMost most: Int) -> Int {
        let shortest = literals.map(\.bytes.count).min() ?? Int(CSCREEN_MIN_LENGTH)
        return max(1, min(shortest - 2, most, Int(CSCREEN_MAX_STRIDE)))
    }

    /// The offset in the literal from which `stride` neighbouring three-byte grams are the rarest.
    private static func gram(_ literal: [UInt8], stride: Int) -> Int {
        let offsets = Swift.stride(from: 0, through: literal.count - 2 - stride, by: 1)
        return offsets.min { hits(literal, $0, stride) < hits(literal, $1, stride) } ?? 0
    }

    private static func hits(_ literal: [UInt8], _ first: Int, _ stride: Int) -> Double {
        (first..<first + stride).reduce(0) { $0 + Rarity.frequency(literal[$1..<$1 + 3]) }
    }

    /// Finds literals that start in [`from`, `to`), in order of offset, and puts them into `hits`. Returns where to go
    /// on (`to` when that is done) and how many there are.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, into hits: inout ScreenHits
    ) -> (next: Int, count: Int) {
        hits.reserve(capacity)
        guard let base = bytes.baseAddress, let table = unsafe table, from >= 0, from < to else { return (to, 0) }
        var next = from
        let count = unsafe hits.all.withUnsafeMutableBufferPointer {
            unsafe cscreen_scan(table, base, bytes.count, &next, to, $0.baseAddress, $0.count)
        }
        return (next, count)
    }

    /// Calls `body` with each literal's index and offset, in order of offset; for tests and measuring.
    package func forEachHit(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, Int) -> Void) {
        var hits = ScreenHits()
        var from = 0
        while from < bytes.count {
            let (next, count) = unsafe scan(bytes, from: from, to: bytes.count, into: &hits)
            for index in 0..<count { body(hits[index].literal, hits[index].offset) }
            from = next
        }
    }
}

extension Screen {
    /// How many places of a text pass the first look, and the second: what the choice of literals and grams costs.
    package func candidates(in bytes: UnsafeBufferPointer<UInt8>) -> (first: Int, second: Int) {
        guard let base = bytes.baseAddress, let table = unsafe table else { return (0, 0) }
        return unsafe (
            cscreen_count_candidates(table, base, bytes.count), cscreen_count_compared(table, base, bytes.count)
        )
    }
}
