/// What one character of the subject may be: a set of bytes and, in Unicode patterns, ranges of code points from
/// U+0080.
package struct CharacterClass: Hashable, Sendable {
    /// Byte patterns: any byte. Unicode patterns: ASCII only.
    package var bytes: ByteSet
    /// Ascending and disjoint; always empty in byte patterns. A superset where exactness would need Unicode's tables
    /// (properties, case folding): lengths and anchors derived from it stay true.
    package var wide: [ClosedRange<UInt32>]

    package init(bytes: ByteSet = ByteSet(), wide: [ClosedRange<UInt32>] = []) {
        self.bytes = bytes
        self.wide = wide
    }

    static let allWide: [ClosedRange<UInt32>] = [0x80...0x10FFFF]

    mutating func insert(_ range: ClosedRange<UInt32>) {
        if range.lowerBound < 0x100 {
            for value in range.lowerBound...min(range.upperBound, 0xFF) { bytes.insert(UInt8(value)) }
        }
        // In a byte pattern a range never goes past 0xFF; in a Unicode pattern `normalized` moves 0x80...0xFF over.
        if range.upperBound >= 0x80 { wide.append(max(range.lowerBound, 0x80)...range.upperBound) }
    }

    mutating func formUnion(_ other: CharacterClass) {
        bytes.formUnion(other.bytes)
        wide += other.wide
    }

    /// The class in the form promised above: sorted, merged, bytes limited to what the mode allows.
    func normalized(unicode: Bool) -> CharacterClass {
        guard unicode else { return CharacterClass(bytes: bytes) }
        var merged: [ClosedRange<UInt32>] = []
        for range in wide.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return CharacterClass(bytes: bytes.intersection(ByteSet(0...0x7F)), wide: merged)
    }

    /// `normalized` first.
    func inverted(unicode: Bool) -> CharacterClass {
        guard unicode else { return CharacterClass(bytes: bytes.complement) }
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0x80
        for range in wide {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
        return CharacterClass(bytes: bytes.complement.intersection(ByteSet(0...0x7F)), wide: gaps)
    }

    /// Both cases of every character. U+017F and U+212A are the two code points whose other case is ASCII (s and k);
    /// all other code points keep out of ASCII when their case changes, and may become any of them here.
    func caseFolded(unicode: Bool) -> CharacterClass {
        var folded = CharacterClass(bytes: bytes.bothCases, wide: wide)
        guard unicode else { return folded }
        let hadWide = !wide.isEmpty
        if folded.bytes.contains(UInt8(ascii: "s")) { folded.wide.append(0x17F...0x17F) }
        if folded.bytes.contains(UInt8(ascii: "k")) { folded.wide.append(0x212A...0x212A) }
        if hadWide {
            if wide.contains(where: { $0.contains(0x17F) }) { folded.bytes.formUnion(ByteSet("sS".utf8)) }
            if wide.contains(where: { $0.contains(0x212A) }) { folded.bytes.formUnion(ByteSet("kK".utf8)) }
            folded.wide = Self.allWide
        }
        return folded.normalized(unicode: true)
    }

    /// Bytes one character takes; 1...1 for a class that matches nothing.
    var width: ClosedRange<Int> {
        guard let first = wide.first, let last = wide.last else { return 1...1 }
        let least = bytes.isEmpty ? Self.utf8Width(first.lowerBound) : 1
        return least...Self.utf8Width(last.upperBound)
    }

    /// What the first byte of a character may be; a superset for code points from U+0080.
    var firstBytes: ByteSet { wide.isEmpty ? bytes : bytes.union(ByteSet(0x80...0xFF)) }

    static func utf8Width(_ scalar: UInt32) -> Int {
        scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    }

    static func utf8(_ scalar: UInt32) -> [UInt8] {
        guard let scalar = Unicode.Scalar(scalar) else { return [] }
        return Array(String(Character(scalar)).utf8)
    }
}

extension CharacterClass {
    static let digit = CharacterClass(bytes: ByteSet(0x30...0x39))
    static let word = CharacterClass(bytes: ByteSet((0...0x7F).filter(\.isWord)))
    static let space = CharacterClass(bytes: ByteSet([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20]))
    /// `\h`, by PCRE2's own table, in either mode.
    static let horizontal = CharacterClass(
        bytes: ByteSet([0x09, 0x20, 0xA0]),
        wide: [
            0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A, 0x202F...0x202F, 0x205F...0x205F,
            0x3000...0x3000,
        ])
    /// `\v`, likewise.
    static let vertical = CharacterClass(
        bytes: ByteSet([0x0A, 0x0B, 0x0C, 0x0D, 0x85]), wide: [0x85...0x85, 0x2028...0x2029])
    /// The characters `.` leaves out under the newline convention ANYCRLF.
    static let newline = CharacterClass(bytes: ByteSet([0x0A, 0x0D]))

    /// The POSIX class of a name, by PCRE2's tables for the C locale; nil for an unknown name. With `caseless`, `lower`
    /// and `upper` are `alpha`.
    static func posix(_ name: String, caseless: Bool) -> CharacterClass? {
        func ascii(_ test: (UInt8) -> Bool) -> CharacterClass {
            CharacterClass(bytes: ByteSet((0...0x7F).filter(test)))
        }
        switch name {
        case "lower" where !caseless: return ascii { (0x61...0x7A).contains($0) }
        case "upper" where !caseless: return ascii { (0x41...0x5A).contains($0) }
        case "alpha", "lower", "upper": return ascii(\.isASCIILetter)
        case "alnum": return ascii { $0.isASCIILetter || $0.isASCIIDigit }
        case "ascii": return ascii { _ in true }
        case "blank": return ascii { $0 == 0x09 || $0 == 0x20 }
        case "cntrl": return ascii { $0 < 0x20 || $0 == 0x7F }
        case "digit": return digit
        case "graph": return ascii { (0x21...0x7E).contains($0) }
        case "print": return ascii { (0x20...0x7E).contains($0) }
        case "punct": return ascii { (0x21...0x7E).contains($0) && !$0.isASCIILetter && !$0.isASCIIDigit }
        case "space": return space
        case "word": return word
        case "xdigit": return ascii { $0.hexValue != nil }
        default: return nil
        }
    }
}
