/// Follows all matches of a pattern at once, byte by byte, as long as none of them ends.
struct OpeningStates {
    private enum State {
        case byte(ByteSet, next: Int)
        case either([Int])
        /// A byte of these, then anything: a character of several bytes.
        case wide(ByteSet)
        /// The match may end here, or nobody knows how it goes on.
        case end
    }

    /// More bytes than this are not looked at.
    static let limit = 24
    /// How many bytes behind a literal are looked at.
    private static let followingLimit = 4
    /// Patterns that need more are followed as far as that goes.
    private static let maxStates = 4_000

    private var states: [State] = [.end]
    private var start = 0
    /// Looks at states that are left: many literals of a large pattern may not take long.
    private var budget = 200_000

    init(_ root: RegexNode) { start = add(root, then: 0) }

    /// What each of the first bytes of a match can be, `most` at most. `known` are bytes, by their distance from the match's start, that
    /// are known to stand there: what does not begin with them is not followed.
    mutating func sets(most: Int, known: [Int: ByteSet] = [:]) -> [ByteSet] {
        var sets: [ByteSet] = []
        var active = closure([start])
        while sets.count < most, let step = step(active, within: known[sets.count] ?? .all) {
            budget -= active.count
            sets.append(step.bytes)
            guard let next = step.next, budget > 0 else { break }
            active = closure(next)
        }
        return sets
    }

    /// What each of the bytes behind an anchor's literal can be where the literal stands; only the first of them where it may stand at
    /// several places.
    mutating func following(_ anchor: Anchor) -> [ByteSet] {
        if anchor.lead.count == 1 { return following(anchor, at: anchor.lead.lowerBound, most: Self.followingLimit) }
        var union = ByteSet()
        for lead in anchor.lead {
            guard let first = following(anchor, at: lead, most: 1).first else { return [] }
            union.formUnion(first)
        }
        return [union]
    }

    private mutating func following(_ anchor: Anchor, at lead: Int, most: Int) -> [ByteSet] {
        let end = lead + anchor.literal.count
        var known: [Int: ByteSet] = [:]
        for (offset, byte) in anchor.literal.enumerated() {
            let set = ByteSet([byte])
            known[lead + offset] = anchor.caseless ? set.bothCases : set
        }
        return Array(sets(most: end + most, known: known).dropFirst(end))
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
        let copies = min(most, max(least, Self.limit), Self.limit)
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
        for _ in 1..<max(1, min(least, Self.limit)) {
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
    private func step(_ active: Set<Int>, within known: ByteSet) -> (bytes: ByteSet, next: [Int]?)? {
        var bytes = ByteSet()
        var next: [Int]? = []
        for state in active {
            switch states[state] {
            case .end: return nil
            case .either: break
            case .byte(let set, let following):
                let set = set.intersection(known)
                guard !set.isEmpty else { continue }
                bytes.formUnion(set)
                next?.append(following)
            case .wide(let set):
                let set = set.intersection(known)
                guard !set.isEmpty else { continue }
                bytes.formUnion(set)
                next = nil
            }
        }
        return (bytes, next)
    }
}
