/// What every match of a pattern begins with, byte by byte, and what may stand before it. Checked at a candidate's place
/// before PCRE2 is entered: it costs a few loads, and few candidates pass.
package struct MatchOpening: Hashable, Sendable {
    /// By distance from the match's start, what the byte there can be. At least one, and no more than the shortest match
    /// has bytes.
    package var bytes: [ByteSet]
    /// What the byte before a match can be.
    package var before: ByteSet
    /// A match can start where the text does.
    package var fitsTextStart: Bool

    package init(bytes: [ByteSet], before: ByteSet = .all, fitsTextStart: Bool = true) {
        self.bytes = bytes
        self.before = before
        self.fitsTextStart = fitsTextStart
    }

    /// `states` are the pattern's own.
    init(_ regex: ParsedRegex, _ states: inout OpeningStates) {
        let sets = states.sets(most: OpeningStates.limit)
        let neighbour = regex.root.neighbour(unicode: regex.unicode)
        self.init(
            bytes: sets.isEmpty ? [.all] : sets, before: neighbour.bytes, fitsTextStart: neighbour.isTextStart)
    }
}

/// What may stand before a match.
private struct Neighbour {
    var bytes = ByteSet.all
    /// Nothing may: the text starts here.
    var isTextStart = true

    func and(_ other: Neighbour) -> Neighbour {
        Neighbour(bytes: bytes.intersection(other.bytes), isTextStart: isTextStart && other.isTextStart)
    }

    func or(_ other: Neighbour) -> Neighbour {
        Neighbour(bytes: bytes.union(other.bytes), isTextStart: isTextStart || other.isTextStart)
    }

    /// In Unicode patterns bytes above ASCII are parts of characters, or of invalid text, before which PCRE2 sees a start.
    func widened(unicode: Bool) -> Neighbour {
        unicode ? Neighbour(bytes: bytes.union(ByteSet(0x80...0xFF)), isTextStart: isTextStart) : self
    }
}

extension RegexNode {
    fileprivate func neighbour(unicode: Bool) -> Neighbour { ownNeighbour(unicode).widened(unicode: unicode) }

    private func ownNeighbour(_ unicode: Bool) -> Neighbour {
        switch self {
        case .character, .newline: return Neighbour()
        case .sequence(let items): return Self.neighbour(of: items[...], unicode)
        case .alternation(let branches):
            guard let first = branches.first else { return Neighbour() }
            return branches.dropFirst().reduce(first.neighbour(unicode: unicode)) {
                $0.or($1.neighbour(unicode: unicode))
            }
        case .repetition(let body, let least, _, _):
            return least > 0 ? body.neighbour(unicode: unicode) : Neighbour()
        case .capture(let body, _), .atomic(let body): return body.neighbour(unicode: unicode)
        case .look(let body, behind: true, let negative): return negative ? body.refused : body.demanded
        case .look: return Neighbour()
        case .assertion(.lineStart): return Neighbour(bytes: CharacterClass.newline.bytes)
        case .assertion: return Neighbour()
        }
    }

    /// All that stands at the start has its say, up to the first that takes a byte, or may.
    private static func neighbour(of items: ArraySlice<RegexNode>, _ unicode: Bool) -> Neighbour {
        var result = Neighbour()
        for index in items.indices {
            switch items[index] {
            case .assertion(.wordBoundary): result = result.and(boundary(before: items[(index + 1)...], negated: false))
            case .assertion(.notWordBoundary):
                result = result.and(boundary(before: items[(index + 1)...], negated: true))
            default: result = result.and(items[index].neighbour(unicode: unicode))
            }
            switch items[index] {
            case .look, .assertion: continue
            default: return result
            }
        }
        return result
    }

    /// `\b` before something that starts with word characters only, or with none.
    private static func boundary(before rest: ArraySlice<RegexNode>, negated: Bool) -> Neighbour {
        let first = RegexNode.sequence(Array(rest)).firstBytes
        let word = CharacterClass.word.bytes
        if first.canBeEmpty { return Neighbour() }
        let startsWord = first.bytes.intersection(word.complement).isEmpty
        guard startsWord || first.bytes.intersection(word).isEmpty else { return Neighbour() }
        return startsWord != negated ? Neighbour(bytes: word.complement) : Neighbour(bytes: word, isTextStart: false)
    }

    /// What a negative lookbehind leaves: only its branches of one character can be told from one byte.
    private var refused: Neighbour {
        switch self {
        case .character(let set): Neighbour(bytes: set.bytes.complement)
        case .capture(let body, _), .atomic(let body): body.refused
        case .sequence(let items) where items.count == 1: items[0].refused
        case .alternation(let branches): branches.reduce(Neighbour()) { $0.and($1.refused) }
        default: Neighbour()
        }
    }

    /// What a positive lookbehind asks for.
    private var demanded: Neighbour {
        switch self {
        case .character(let set): Neighbour(bytes: set.firstBytes, isTextStart: false)
        case .capture(let body, _), .atomic(let body): body.demanded
        case .sequence(let items): items.last?.demanded ?? Neighbour()
        case .alternation(let branches):
            branches.isEmpty
                ? Neighbour()
                : branches.dropFirst().reduce(branches[0].demanded) { $0.or($1.demanded) }
        case .assertion(.lineStart): Neighbour(bytes: CharacterClass.newline.bytes)
        default: Neighbour()
        }
    }
}
