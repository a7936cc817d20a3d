/// Gives sets numbers, the same to equal ones.
struct ByteSetNumbers {
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
