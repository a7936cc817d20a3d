/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension String {
    /// Any scalars, the awkward ones often.
    static func random(upTo length: Int, using generator: inout SeededGenerator) -> String {
        let awkward: [Unicode.Scalar] = [
            "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{8}", "\u{C}", "\u{1B}", "\u{1F}", "\u{7F}", "\u{80}",
            "\u{2028}",
            "\u{2029}", "\u{202E}", "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}", "\u{E0041}", "é", "日", "😀", "\u{301}", "<",
            "&",
        ]
        var out = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &generator) {
            let isAny = Bool.random(using: &generator)
            let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
            out.append(isAny ? any ?? "x" : awkward[Int.random(in: 0..<awkward.count, using: &generator)])
        }
        return String(out)
    }

    /// Text as it stands in source lines: words, tabs, wide characters, marks that combine.
    static func randomSource(upTo length: Int, using generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "b", " ", "\t", "日", "本", "😀", "é", "e\u{301}", "한", "ｱ", "Ａ", "\u{200B}", "\u{1B}", "\u{202E}", "(",
        ]
        return (0..<Int.random(in: 0...length, using: &generator))
            .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
    }
}
