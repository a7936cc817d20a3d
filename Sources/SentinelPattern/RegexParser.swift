/// Parses the part of PCRE2's syntax that rules may use; what is left out is refused by name. Whatever is accepted here
/// PCRE2 accepts as well and means the same thing, compiled with MULTILINE and the newline convention ANYCRLF.
///
/// A class on its own level per file: escapes in `RegexParser+Escapes`, classes in `+Classes`, groups in `+Groups`.
package struct RegexParser {
    /// Flags that `(?...)` can change; they hold to the end of the group.
    struct Flags {
        var caseless = false
        var dotAll = false
        var extended = false
    }

    static let maxLength = 16_384
    static let maxDepth = 100
    static let maxGroups = 60

    let text: [UInt8]
    let unicode: Bool
    var at = 0
    var flags = Flags()
    var depth = 0
    /// Set by `\p`, whose members are not known here; reset at the start of each class.
    var sawProperty = false
    var groupCount = 0
    var groupNames: [String: Int] = [:]

    private init(_ text: [UInt8], unicode: Bool) {
        self.text = text
        self.unicode = unicode
    }

    /// Parses a whole pattern. `unicode`: characters are code points and the pattern is UTF-8; otherwise bytes.
    package static func parse(_ text: [UInt8], unicode: Bool) throws(PatternError) -> ParsedRegex {
        guard text.count <= maxLength else { throw PatternError("pattern is longer than 16 KiB", at: maxLength) }
        if let nul = text.firstIndex(of: 0) { throw PatternError("a NUL byte; write \\x00", at: nul) }
        if unicode, String(validating: text, as: UTF8.self) == nil {
            throw PatternError("pattern is not valid UTF-8", at: 0)
        }
        var parser = RegexParser(text, unicode: unicode)
        let root = try parser.alternation()
        if parser.peek == UInt8(ascii: ")") { throw PatternError("unmatched ')'", at: parser.at) }
        let parsed = ParsedRegex(
            root: root, unicode: unicode, groupCount: parser.groupCount, groupNames: parser.groupNames)
        try parsed.checkSize(at: text.count)
        return parsed
    }

    var peek: UInt8? { at < text.count ? text[at] : nil }

    func peek(_ ahead: Int) -> UInt8? { at + ahead < text.count ? text[at + ahead] : nil }

    mutating func take(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard text.count - at >= count else { return false }
        let same = unsafe UnsafeBufferPointer(start: literal.utf8Start, count: count).elementsEqual(
            text[at..<at + count])
        if same { at += count }
        return same
    }

    /// Branches up to `)` or the end.
    mutating func alternation() throws(PatternError) -> RegexNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence() throws(PatternError) -> RegexNode {
        var items: [RegexNode] = []
        while true {
            try skipIgnored()
            guard let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { break }
            let start = at
            guard let item = try item() else { continue }
            items.append(try quantified(item, from: start))
        }
        return items.count == 1 ? items[0] : .sequence(items)
    }

    /// White space and comments under `(?x)`, and `(?#...)` anywhere.
    mutating func skipIgnored() throws(PatternError) {
        while let byte = peek {
            if flags.extended, CharacterClass.space.bytes.contains(byte) {
                at += 1
            } else if flags.extended, byte == UInt8(ascii: "#") {
                while let byte = peek, byte != 0x0A, byte != 0x0D { at += 1 }
            } else if byte == UInt8(ascii: "("), peek(1) == UInt8(ascii: "?"), peek(2) == UInt8(ascii: "#") {
                let start = at
                while let byte = peek, byte != UInt8(ascii: ")") { at += 1 }
                guard take(")") else { throw PatternError("comment without ')'", at: start) }
            } else {
                return
            }
        }
    }

    /// One item without its quantifier; nil for `(?i)` and the like.
    private mutating func item() throws(PatternError) -> RegexNode? {
        let start = at
        switch text[at] {
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "["): return try bracket()
        case UInt8(ascii: "\\"): return try escape()
        case UInt8(ascii: "."):
            at += 1
            return .character(dot(flags.dotAll))
        case UInt8(ascii: "^"):
            at += 1
            return .assertion(.lineStart)
        case UInt8(ascii: "$"):
            at += 1
            return .assertion(.lineEnd)
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            throw PatternError(
                "a quantifier with nothing before it to repeat", at: start, detail: "escape it if it is meant literally"
            )
        case UInt8(ascii: "{"):
            if looksLikeQuantifier {
                throw PatternError("'{' looks like a quantifier but is none", at: start, detail: "write \\{")
            }
            return .character(literal(takeCharacter()))
        default: return .character(literal(takeCharacter()))
        }
    }

    func dot(_ dotAll: Bool) -> CharacterClass {
        let excluded = dotAll ? CharacterClass() : .newline
        return excluded.inverted(unicode: unicode)
    }

    /// The character at the position: a byte, or a code point in Unicode patterns (which are valid UTF-8).
    mutating func takeCharacter() -> UInt32 {
        let first = text[at]
        at += 1
        guard unicode, first >= 0x80 else { return UInt32(first) }
        let count = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
        var value = UInt32(first) & (0x3F >> UInt32(count))
        for _ in 0..<count where at < text.count {
            value = value << 6 | UInt32(text[at] & 0x3F)
            at += 1
        }
        return value
    }

    func literal(_ value: UInt32) -> CharacterClass {
        var one = CharacterClass()
        one.insert(value...value)
        return finished(one)
    }

    func finished(_ raw: CharacterClass) -> CharacterClass {
        let normal = raw.normalized(unicode: unicode)
        return flags.caseless ? normal.caseFolded(unicode: unicode) : normal
    }
}
