internal import CScreen

/// A place where a literal stands.
struct ScreenHit: BitwiseCopyable {
    private let raw: cscreen_hit

    /// From the start of the text.
    var offset: Int { raw.offset }
    /// The literal's index in the screen.
    var literal: Int { raw.literal }
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
    /// How many hits one call of `scan` needs room for.
    let capacity: Int

    /// Literals have 3 to 255 bytes and there are at most 16,383; others are refused. `kernel` is for comparing them: one
    /// that this processor does not run is refused.
    package init(_ literals: [Literal], kernel: Kernel = .automatic) throws(PatternError) {
        self.literals = literals
        var bytes: [UInt8] = []
        for literal in literals { bytes += literal.bytes }
        let made = unsafe bytes.withUnsafeBufferPointer { all in
            var entries = unsafe [cscreen_literal]()
            var at = 0
            for literal in literals {
                unsafe entries.append(
                    unsafe cscreen_literal(
                        bytes: all.baseAddress.map { unsafe $0 + at }, length: UInt32(clamping: literal.bytes.count),
                        caseless: literal.caseless ? 1 : 0))
                at += literal.bytes.count
            }
            return unsafe Self.table(entries, kernel)
        }
        guard let made = unsafe made else {
            throw PatternError("too many literals, or literals of a length the screen does not take", at: 0)
        }
        unsafe table = unsafe made
        // Enough for one whole block at its worst, within a megabyte.
        let least = unsafe cscreen_min_capacity(made)
        capacity = max(least, min(least * 32, 65_536))
    }

    private static func table(_ entries: [cscreen_literal], _ kernel: Kernel) -> OpaquePointer? {
        unsafe Rarity.pairShares.withUnsafeBytes { shares in
            let rows = unsafe shares.baseAddress?.assumingMemoryBound(to: cscreen_shares.self)
            return unsafe cscreen_create(entries, entries.count, rows, kernel.code)
        }
    }

    deinit { unsafe cscreen_destroy(table) }

    /// Finds literals that start in [`from`, `to`), in order of offset, and puts them into `hits`, which has room for
    /// `capacity`. Returns where to go on (`to` when that is done) and how many there are.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, into hits: UnsafeMutableBufferPointer<ScreenHit>
    ) -> (next: Int, count: Int) {
        guard let base = bytes.baseAddress, let table = unsafe table, from >= 0, from < to,
            hits.count >= capacity
        else { return (to, 0) }
        var next = from
        let raw = unsafe UnsafeMutableRawPointer(hits.baseAddress)?.assumingMemoryBound(to: cscreen_hit.self)
        let count = unsafe cscreen_scan(table, base, bytes.count, &next, to, raw, hits.count)
        return (next, count)
    }

    /// Calls `body` with each literal's index and offset, in order of offset; for tests and measuring.
    package func forEachHit(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, Int) -> Void) {
        let hits = UnsafeMutableBufferPointer<ScreenHit>.allocate(capacity: capacity)
        defer { unsafe hits.deallocate() }
        var from = 0
        while from < bytes.count {
            let (next, count) = unsafe scan(bytes, from: from, to: bytes.count, into: hits)
            for index in 0..<count { unsafe body(hits[index].literal, hits[index].offset) }
            from = next
        }
    }
}

extension Screen {
    /// How the screen's first look is made; `cscreen.h` tells of each.
    package enum Kernel: CaseIterable, Sendable {
        case automatic, portable, bmi2, avx512

        fileprivate var code: cscreen_kernel {
            switch self {
            case .automatic: CSCREEN_AUTO
            case .portable: CSCREEN_PORTABLE
            case .bmi2: CSCREEN_BMI2
            case .avx512: CSCREEN_AVX512
            }
        }

        /// True if this processor runs it.
        package var isSupported: Bool { cscreen_runs(code) != 0 }
    }

    /// The kernel in use; never `automatic`.
    package var kernel: Kernel {
        guard let table = unsafe table else { return .portable }
        let code = unsafe cscreen_kernel_of(table)
        return Kernel.allCases.first { $0.code == code } ?? .portable
    }

    /// How many places of a text pass the first look, and the second: what the choice of literals and bytes costs.
    package func candidates(in bytes: UnsafeBufferPointer<UInt8>) -> (first: Int, second: Int) {
        guard let base = bytes.baseAddress, let table = unsafe table else { return (0, 0) }
        var (first, second) = (0, 0)
        unsafe cscreen_count(table, base, bytes.count, &first, &second)
        return (first, second)
    }
}
