/// How far a match reaches, in bytes. `unbounded` stands for no bound; sums and products stay at it.
package struct Extent: Hashable, Sendable {
    package static let unbounded = 1 << 40

    /// The least and greatest length of what is matched.
    package var min: Int
    package var max: Int
    /// How many bytes after the start can influence the outcome: `max`, or more where something looks ahead.
    package var reach: Int

    init(_ min: Int, _ max: Int, reach: Int? = nil) {
        self.min = Swift.min(min, Self.unbounded)
        self.max = Swift.min(max, Self.unbounded)
        self.reach = Swift.min(Swift.max(reach ?? max, max), Self.unbounded)
    }

    func then(_ next: Extent) -> Extent {
        Extent(min + next.min, max + next.max, reach: Swift.max(reach, max + next.reach))
    }

    func or(_ other: Extent) -> Extent {
        Extent(Swift.min(min, other.min), Swift.max(max, other.max), reach: Swift.max(reach, other.reach))
    }

    /// Counts are at most 65535 and lengths at most 2^40, so nothing overflows.
    func times(_ least: Int, _ most: Int?) -> Extent {
        guard let most else { return max == 0 ? Extent(0, 0, reach: reach) : Extent(min * least, Self.unbounded) }
        guard most > 0 else { return Extent(0, 0) }
        return Extent(min * least, max * most, reach: max * (most - 1) + reach)
    }
}

extension RegexNode {
    /// Lengths in bytes. A character that `\b` or `$` looks at has up to four bytes in Unicode patterns.
    func extent(unicode: Bool) -> Extent {
        switch self {
        case .character(let set): Extent(set.width.lowerBound, set.width.upperBound)
        case .newline: Extent(1, unicode ? 3 : 2, reach: unicode ? 3 : 2)
        case .sequence(let items): items.reduce(Extent(0, 0)) { $0.then($1.extent(unicode: unicode)) }
        case .alternation(let branches):
            branches.dropFirst().reduce(branches.first?.extent(unicode: unicode) ?? Extent(0, 0)) {
                $0.or($1.extent(unicode: unicode))
            }
        case .repetition(let body, let least, let most, _): body.extent(unicode: unicode).times(least, most)
        case .capture(let body, _), .atomic(let body): body.extent(unicode: unicode)
        case .look(let body, let behind, _): Extent(0, 0, reach: behind ? 0 : body.extent(unicode: unicode).reach)
        case .assertion(.lineStart): Extent(0, 0)
        case .assertion: Extent(0, 0, reach: unicode ? 4 : 1)
        }
    }

    /// How many bytes before a match's start can influence the outcome, over all assertions in it.
    func lookbehind(unicode: Bool) -> Int {
        switch self {
        case .character, .newline: 0
        case .sequence(let items), .alternation(let items): items.map { $0.lookbehind(unicode: unicode) }.max() ?? 0
        case .repetition(let body, _, _, _), .capture(let body, _), .atomic(let body): body.lookbehind(unicode: unicode)
        case .look(let body, let behind, _):
            (behind ? (body.fixedCharacters(longest: true) ?? 0) * (unicode ? 4 : 1) : 0)
                + body.lookbehind(unicode: unicode)
        case .assertion(.lineEnd): 0
        case .assertion(.lineStart): 1
        case .assertion: unicode ? 4 : 1
        }
    }

    /// The length in characters where it is fixed the way PCRE2 wants it inside a lookbehind; nil elsewhere.
    var fixedCharacters: Int? { fixedCharacters(longest: false) }

    /// With `longest`, branches at the top may differ and the longest counts.
    func fixedCharacters(longest: Bool) -> Int? {
        switch self {
        case .character: return 1
        case .newline: return nil
        case .sequence(let items):
            var sum = 0
            for item in items {
                guard let length = item.fixedCharacters else { return nil }
                sum += length
                if sum > 65_535 { return nil }
            }
            return sum
        case .alternation(let branches):
            let lengths = branches.map(\.fixedCharacters)
            if longest { return lengths.compactMap(\.self).max() }
            guard let first = lengths.first, lengths.allSatisfy({ $0 == first }) else { return nil }
            return first
        case .repetition(let body, let least, let most, _):
            guard least == most, let length = body.fixedCharacters, length * least <= 65_535 else { return nil }
            return length * least
        case .capture(let body, _), .atomic(let body): return body.fixedCharacters
        case .look, .assertion: return 0
        }
    }

    /// The first byte of any match, and whether the node can match without taking one.
    var firstBytes: (bytes: ByteSet, canBeEmpty: Bool) {
        switch self {
        case .character(let set): return (set.firstBytes, false)
        case .newline: return (CharacterClass.vertical.firstBytes, false)
        case .sequence(let items):
            var bytes = ByteSet()
            for item in items {
                let first = item.firstBytes
                bytes.formUnion(first.bytes)
                if !first.canBeEmpty { return (bytes, false) }
            }
            return (bytes, true)
        case .alternation(let branches):
            return branches.map(\.firstBytes).reduce((ByteSet(), false)) {
                ($0.0.union($1.bytes), $0.1 || $1.canBeEmpty)
            }
        case .repetition(let body, let least, let most, _):
            if most == 0 { return (ByteSet(), true) }
            let first = body.firstBytes
            return (first.bytes, first.canBeEmpty || least == 0)
        case .capture(let body, _), .atomic(let body): return body.firstBytes
        case .look, .assertion: return (ByteSet(), true)
        }
    }
}

extension ParsedRegex {
    /// PCRE2 copies a repeated group, and its compiled form is limited to 64 KiB: refused here long before.
    func checkSize(at offset: Int) throws(PatternError) {
        if root.compiledSize > 50_000 {
            throw PatternError("pattern is too large when its repeated groups are written out", at: offset)
        }
    }
}

extension RegexNode {
    /// Bytes of PCRE2's compiled form (links of two bytes), estimated from above.
    fileprivate var compiledSize: Int {
        switch self {
        case .character(let set): set.isOneCharacter ? 5 : 60 + set.wide.count * 12
        case .newline, .assertion: 2
        case .sequence(let items): items.reduce(0) { min($0 + $1.compiledSize, 1 << 30) }
        case .alternation(let branches): branches.reduce(6) { min($0 + $1.compiledSize + 3, 1 << 30) }
        case .capture(let body, _), .atomic(let body), .look(let body, _, _): body.compiledSize + 12
        case .repetition(.character(let set), _, _, _): RegexNode.character(set).compiledSize * 2 + 8
        case .repetition(let body, let least, let most, _):
            min((body.compiledSize + 12) * max(least, most ?? 1, 1), 1 << 30)
        }
    }
}

extension CharacterClass {
    /// One character, in one case or both.
    fileprivate var isOneCharacter: Bool {
        if bytes.isEmpty { return wide.count == 1 && wide[0].count == 1 }
        return wide.isEmpty && (bytes.count == 1 || bytes == ByteSet(bytes.members.prefix(1)).bothCases)
    }
}
