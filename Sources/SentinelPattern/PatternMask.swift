/// Which patterns of a set take part in a search.
package struct PatternMask: Hashable, Sendable {
    private var words: [UInt64]

    /// None of `count` patterns, or all of them.
    package init(count: Int, all: Bool = false) {
        words = [UInt64](repeating: all ? .max : 0, count: (count + 63) / 64)
    }

    package subscript(_ pattern: Int) -> Bool {
        get { pattern >> 6 < words.count && words[pattern >> 6] & (1 << UInt64(pattern & 63)) != 0 }
        set {
            guard pattern >> 6 < words.count else { return }
            if newValue {
                words[pattern >> 6] |= 1 << UInt64(pattern & 63)
            } else {
                words[pattern >> 6] &= ~(1 << UInt64(pattern & 63))
            }
        }
    }

    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
}
