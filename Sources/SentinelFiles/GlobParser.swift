/// Reads a glob step by step; the order of the tests is that of git's `wildmatch.c`.
struct GlobParser {
    private let text: ArraySlice<UInt8>
    private var index: Int
    private(set) var isMalformed = false
    /// The `/` after `**` that `folders` has taken in.
    private static let slash = UInt8(ascii: "/")
    private static let backslash = UInt8(ascii: "\\")

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        index = text.startIndex
    }

    /// The byte at an index, or 0 past the end: a pattern holds no NUL.
    private func at(_ index: Int) -> UInt8 { index < text.endIndex ? text[index] : 0 }

    mutating func next(separates: Bool, sets: inout [ByteSet]) -> Glob.Step? {
        guard index < text.endIndex else { return nil }
        let byte = text[index]
        index += 1
        switch byte {
        case Self.backslash:
            guard index < text.endIndex else { return fail() }
            index += 1
            return .byte(text[index - 1])
        case UInt8(ascii: "?"):
            return .any
        case UInt8(ascii: "*"):
            return star(separates: separates)
        case UInt8(ascii: "["):
            guard let set = bracket() else { return fail() }
            sets.append(set)
            return .set(sets.count - 1)
        default:
            return .byte(byte)
        }
    }

    private mutating func fail() -> Glob.Step? {
        isMalformed = true
        return nil
    }

    /// After one `*`. Two or more are `**` where they fill a whole component, and otherwise the same as one.
    private mutating func star(separates: Bool) -> Glob.Step {
        let first = index - 1
        guard separates else {
            while at(index) == UInt8(ascii: "*") { index += 1 }
            return .deep
        }
        guard at(index) == UInt8(ascii: "*") else { return .star }
        while at(index) == UInt8(ascii: "*") { index += 1 }
        let opens = first == text.startIndex || text[first - 1] == Self.slash
        guard opens else { return .star }
        if index == text.endIndex { return .deep }
        if at(index) == Self.slash {
            index += 1
            return .folders
        }
        return at(index) == Self.backslash && at(index + 1) == Self.slash ? .deep : .star
    }

    /// After `[`: the set up to its `]`, or nil when it is not closed or names an unknown class.
    private mutating func bracket() -> ByteSet? {
        var set = ByteSet()
        let inverted = at(index) == UInt8(ascii: "!") || at(index) == UInt8(ascii: "^")
        if inverted { index += 1 }
        var previous: UInt8 = 0
        // The first byte belongs to the set even when it is `]`.
        repeat {
            guard let byte = member(&set, after: previous) else { return nil }
            previous = byte
            index += 1
        } while at(index) != UInt8(ascii: "]")
        index += 1
        if inverted { set.invert() }
        return set
    }

    /// Takes in what stands at `index` and leaves `index` on its last byte. Returns the byte that could start a range,
    /// 0 if none could, nil if the set is malformed.
    private mutating func member(_ set: inout ByteSet, after previous: UInt8) -> UInt8? {
        let byte = at(index)
        guard byte != 0 else { return nil }
        if byte == Self.backslash {
            index += 1
            guard at(index) != 0 else { return nil }
            set.insert(at(index))
            return at(index)
        }
        let after = at(index + 1)
        if byte == UInt8(ascii: "-"), previous != 0, after != 0, after != UInt8(ascii: "]") {
            return range(&set, from: previous)
        }
        if byte == UInt8(ascii: "["), after == UInt8(ascii: ":") {
            return named(&set)
        }
        set.insert(byte)
        return byte
    }

    private mutating func range(_ set: inout ByteSet, from first: UInt8) -> UInt8? {
        index += 1
        if at(index) == Self.backslash {
            index += 1
            guard at(index) != 0 else { return nil }
        }
        let last = at(index)
        if first <= last {
            for byte in first...last { set.insert(byte) }
        }
        return 0
    }

    private mutating func named(_ set: inout ByteSet) -> UInt8? {
        let start = index + 2
        var end = start
        while at(end) != 0, at(end) != UInt8(ascii: "]") { end += 1 }
        guard at(end) != 0 else { return nil }
        guard end > start, at(end - 1) == UInt8(ascii: ":") else {
            // Not a class after all: `[` is a member, and what follows is read again.
            set.insert(UInt8(ascii: "["))
            return UInt8(ascii: "[")
        }
        guard let members = Self.classes[String(decoding: text[start..<end - 1], as: UTF8.self)] else { return nil }
        for byte in UInt8(0)..<128 where members(byte) { set.insert(byte) }
        index = end
        return 0
    }

    /// ASCII only. White space is git's: no vertical tab, no form feed.
    private static let classes: [String: @Sendable (UInt8) -> Bool] = [
        "alnum": { isAlpha($0) || isDigit($0) },
        "alpha": { isAlpha($0) },
        "blank": { $0 == 0x20 || $0 == 0x09 },
        "cntrl": { $0 < 0x20 || $0 == 0x7F },
        "digit": { isDigit($0) },
        "graph": { $0 > 0x20 && $0 < 0x7F },
        "lower": { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") },
        "print": { $0 >= 0x20 && $0 < 0x7F },
        "punct": { $0 > 0x20 && $0 < 0x7F && !isAlpha($0) && !isDigit($0) },
        "space": { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D },
        "upper": { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") },
        "xdigit": { isDigit($0) || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "f")) },
    ]

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    private static func isAlpha(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}
