/// The characters a pattern tells apart: each symbol stands for all that its classes treat alike.
struct AmbiguityAlphabet {
    /// By character from 0 to 127, and 128 for all others, its symbol.
    private let symbols: [Int]
    /// By symbol, a character of it: one that is easy to read where there is a choice.
    let shown: [UInt8]
    /// Symbols of the characters of words, and of line feeds.
    let words: UInt128
    let newlines: UInt128

    /// What is not ASCII.
    private static let other = 128

    /// Nil where the pattern tells apart more than can be kept: many characters, or two kinds of what is not ASCII.
    init?(_ classes: [CharacterClass]) {
        let wide = Set(classes.map(\.wide).filter { !$0.isEmpty && $0 != CharacterClass.allWide })
        guard wide.count <= 1 else { return nil }
        let all = Array(Set(classes)) + [.word, CharacterClass(bytes: ByteSet([0x0A]))]
        let parts = Self.parts(all)
        var numbers = [Int](repeating: -1, count: (parts.max() ?? 0) + 1)
        var shown: [UInt8] = []
        // What is easy to read comes first, so that it stands for its symbol.
        for character in Self.readable where numbers[parts[character]] < 0 {
            numbers[parts[character]] = shown.count
            shown.append(character == Self.other ? 0xE9 : UInt8(character))
        }
        guard shown.count <= 128 else { return nil }
        let symbols = parts.map { numbers[$0] }
        self.symbols = symbols
        self.shown = shown
        words = Self.mask(of: .word, symbols)
        newlines = Self.mask(of: CharacterClass(bytes: ByteSet([0x0A])), symbols)
    }

    /// By character, a number that all have in common which are in the same sets.
    private static func parts(_ sets: [CharacterClass]) -> [Int] {
        var parts = [Int](repeating: 0, count: other + 1)
        var count = 1
        for set in sets {
            // What a part has in the set becomes a part of its own.
            var moved = [Int](repeating: -1, count: count)
            for character in 0...other where holds(set, character) {
                let part = parts[character]
                if moved[part] < 0 {
                    moved[part] = count
                    count += 1
                }
                parts[character] = moved[part]
            }
        }
        return parts
    }

    var count: Int { shown.count }

    /// The symbols of a class.
    func mask(of set: CharacterClass) -> UInt128 { Self.mask(of: set, symbols) }

    private static func mask(of set: CharacterClass, _ symbols: [Int]) -> UInt128 {
        var mask: UInt128 = 0
        for character in 0...other where holds(set, character) { mask |= 1 << UInt128(symbols[character]) }
        return mask
    }

    private static func holds(_ set: CharacterClass, _ character: Int) -> Bool {
        character == other ? !set.wide.isEmpty : set.bytes.contains(UInt8(character))
    }

    private static let readable: [Int] =
        Array(0x61...0x7A) + Array(0x30...0x39) + Array(0x41...0x5A) + [0x20] + Array(0x21...0x2F)
        + Array(0x3A...0x40) + Array(0x5B...0x60) + Array(0x7B...0x7E) + Array(0...0x1F) + [0x7F, other]
}
