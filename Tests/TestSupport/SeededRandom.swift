/// SplitMix64: the same numbers on every machine and run.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: Int) {
        // Seeds that differ by the step below would give one stream, shifted.
        state = UInt64(bitPattern: Int64(seed))
        state = next() ^ 0x5DEE_CE66_D1CE_4E5B
        state = next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    package mutating func pick<T>(_ all: [T]) -> T { all[below(all.count)] }
    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}
