extension PatternSet {
    /// Calls `body` with every pattern and place that PCRE2 would be asked about if nothing ever matched, and returns how
    /// many places were looked at before; for measuring.
    package func forEachAttempt(
        in bytes: UnsafeBufferPointer<UInt8>, active: PatternMask, _ body: (Int, Int) -> Void
    ) -> Int {
        var looks = 0
        unsafe screen.forEachHit(in: bytes) { literal, offset in
            guard unsafe openings.admits(literal: literal, at: offset, in: bytes) else { return }
            for index in ownerStarts[literal]..<ownerStarts[literal + 1] {
                let owner = owners[Int(index)]
                guard active[Int(owner.pattern)] else { continue }
                let first = max(0, offset - Int(owner.greatestLead))
                for start in stride(from: first, through: offset - Int(owner.leastLead), by: 1) {
                    looks += 1
                    guard unsafe openings.firstStart(owner.row, in: start...start, of: bytes) == start else { continue }
                    body(Int(owner.pattern), start)
                }
            }
        }
        return looks
    }
}
