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

    /// More bytes than this are not looked at.
    static let limit = 24

    init(_ regex: ParsedRegex) {
        let row = OpeningRow(regex.root, limit: Self.limit)
        let neighbour = regex.root.neighbour(unicode: regex.unicode)
        self.init(
            bytes: row.sets.isEmpty ? [.all] : row.sets, before: neighbour.bytes, fitsTextStart: neighbour.isTextStart)
    }
}

/// Follows all matches of a pattern at once, byte by byte, as long as none of them ends.
private struct OpeningRow {
    private(set) var sets: [ByteSet] = []

    private enum State {
        case byte(ByteSet, next: Int)
        case either([Int])
        /// A byte of these, then anything: a character of several bytes.
        case wide(ByteSet)
        /// The match may end here, or nobody knows how it goes on.
        case end
    }

    private var states: [State] = [.end]
    private let limit: Int
    /// Patterns that need more are followed as far as that goes.
    private static let maxStates = 4_000

    init(_ root: RegexNode, limit: Int) {
        self.limit = limit
        let start = add(root, then: 0)
        var active = closure([start])
        while sets.count < limit, let step = step(active) {
            sets.append(step.bytes)
            guard let next = step.next else { return }
            active = closure(next)
        }
    }

    private mutating func push(_ state: State) -> Int {
        guard states.count < Self.maxStates else { return 0 }
        states.append(state)
        return states.count - 1
    }

    /// The state from which `node` is matched and `next` follows.
    private mutating func add(_ node: RegexNode, then next: Int) -> Int {
        // Repetitions within repetitions are copies of copies: what no state is left for is not even walked.
        guard states.count < Self.maxStates else { return 0 }
        switch node {
        case .character(let set):
            return push(set.wide.isEmpty ? .byte(set.bytes, next: next) : .wide(set.firstBytes))
        case .newline: return push(.wide(CharacterClass.vertical.firstBytes))
        case .sequence(let items): return items.reversed().reduce(next) { add($1, then: $0) }
        case .alternation(let branches):
            let starts = branches.map { add($0, then: next) }
            return push(.either(starts))
        case .repetition(let body, let least, let most, _): return add(body, least, most, then: next)
        case .capture(let body, _), .atomic(let body): return add(body, then: next)
        case .look, .assertion: return next
        }
    }

    /// A loop without an end goes back; of one with an end copies are made, no more than there are bytes to look at: what comes after
    /// those does not matter.
    private mutating func add(_ body: RegexNode, _ least: Int, _ most: Int?, then next: Int) -> Int {
        guard let most else { return add(body, least, then: next) }
        let copies = min(most, max(least, limit), limit)
        var at = copies < most ? 0 : next
        for copy in stride(from: copies, to: 0, by: -1) {
            guard states.count < Self.maxStates else { return 0 }
            let start = add(body, then: at)
            at = copy > least ? push(.either([start, next])) : start
        }
        return at
    }

    private mutating func add(_ body: RegexNode, _ least: Int, then next: Int) -> Int {
        let loop = push(.either([]))
        guard loop > 0 else { return 0 }
        let start = add(body, then: loop)
        states[loop] = .either([start, next])
        var at = least == 0 ? loop : start
        for _ in 1..<max(1, min(least, limit)) {
            guard states.count < Self.maxStates else { return 0 }
            at = add(body, then: at)
        }
        return at
    }

    private func closure(_ starts: [Int]) -> Set<Int> {
        var all = Set<Int>()
        var pending = starts
        while let state = pending.popLast() {
            guard all.insert(state).inserted, case .either(let ways) = states[state] else { continue }
            pending += ways
        }
        return all
    }

    /// What the next byte can be, and where that leads; nil where a match may end, `next` nil where only this byte is known.
    private func step(_ active: Set<Int>) -> (bytes: ByteSet, next: [Int]?)? {
        var bytes = ByteSet()
        var next: [Int]? = []
        for state in active {
            switch states[state] {
            case .end: return nil
            case .either: break
            case .byte(let set, let following):
                bytes.formUnion(set)
                next?.append(following)
            case .wide(let set):
                bytes.formUnion(set)
                next = nil
            }
        }
        return (bytes, next)
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
