/// A pattern as a backtracking matcher runs it: what it tries first stands first.
struct AmbiguityProgram {
    enum Instruction {
        /// Takes one of these symbols.
        case take(UInt128)
        /// Goes on at the first; at the second where that fails.
        case split(Int, Int)
        case jump(Int)
        /// A loop begins. One that is not optional goes right to its first round, past its `again`.
        case enter(Int, isOptional: Bool)
        /// Another round, or the loop's end.
        case again(Loop)
        /// A round begins.
        case round(Int)
        case assertion(RegexNode.Assertion)
        /// What stands up to its own `match` must be found here, or must not; then it goes on at the place.
        case look(isNegative: Bool, then: Int)
        case match
    }

    struct Loop {
        let number: Int
        /// Rounds that must be gone through, even if they take nothing. Of the others, one that took nothing is the last.
        let sure: Int
        let most: Int
        let isLazy: Bool
        /// Where it goes on behind its last round.
        var end: Int
    }

    private(set) var code: [Instruction] = []
    private(set) var loops = 0
    /// Where many rounds in a row may take nothing: which of them do is a choice.
    private(set) var blanks: [Range<Int>] = []
    let alphabet: AmbiguityAlphabet
    let dialect: RegexDialect

    /// Larger programs are not looked at.
    private static let most = 1_200
    /// A repetition of so many and more is a loop, which still ends where the pattern says: what doubles in each of its rounds takes too long. One
    /// of fewer is written out a few times.
    private static let endless = 20
    private static let copies = 3

    /// Nil for what it does not know (atomic groups, possessive repetitions), and for what is too large.
    init?(_ regex: ParsedRegex, _ dialect: RegexDialect) {
        self.dialect = dialect
        var classes: [CharacterClass] = []
        guard Self.collect(regex.root, &classes), let alphabet = AmbiguityAlphabet(classes) else { return nil }
        self.alphabet = alphabet
        guard add(regex.root) else { return nil }
        code.append(.match)
    }

    private static func collect(_ node: RegexNode, _ classes: inout [CharacterClass]) -> Bool {
        switch node {
        case .character(let set): classes.append(set)
        case .newline: classes.append(.vertical.normalized(unicode: true))
        case .sequence(let items), .alternation(let items):
            for item in items where !collect(item, &classes) { return false }
        case .repetition(let item, _, _, let greed):
            return greed != .possessive && collect(item, &classes)
        case .capture(let item, _), .look(let item, _, _): return collect(item, &classes)
        case .atomic: return false
        case .assertion: break
        }
        return classes.count < 2_000
    }

    private mutating func add(_ node: RegexNode) -> Bool {
        guard code.count < Self.most else { return false }
        switch node {
        case .character(let set): code.append(.take(alphabet.mask(of: set)))
        case .newline: code.append(.take(alphabet.mask(of: .vertical.normalized(unicode: true))))
        case .sequence(let items):
            for item in items where !add(item) { return false }
        case .alternation(let branches): return add(branches: branches)
        case .repetition(let item, let least, let most, let greed):
            return repeats(item, least, most, isLazy: greed == .lazy)
        case .capture(let item, _): return add(item)
        case .look(let item, let isBehind, let isNegative):
            // What stands before is of bounded length: it costs nothing that grows.
            return isBehind ? true : look(item, isNegative)
        case .assertion(let kind): code.append(.assertion(kind))
        case .atomic: return false
        }
        return true
    }

    private mutating func look(_ item: RegexNode, _ isNegative: Bool) -> Bool {
        let start = code.count
        code.append(.match)
        guard add(item) else { return false }
        code.append(.match)
        code[start] = .look(isNegative: isNegative, then: code.count)
        return true
    }

    private mutating func add(branches: [RegexNode]) -> Bool {
        if dialect == .python, let set = Self.merged(branches) {
            code.append(.take(alphabet.mask(of: set)))
            return true
        }
        var ends: [Int] = []
        for (index, branch) in branches.enumerated() {
            let isLast = index == branches.count - 1
            let start = code.count
            if !isLast { code.append(.match) }
            guard add(branch) else { return false }
            if !isLast {
                ends.append(code.count)
                code.append(.match)
                code[start] = .split(start + 1, code.count)
            }
        }
        for end in ends { code[end] = .jump(code.count) }
        return true
    }

    /// CPython makes one set of alternatives that are one character or plain set each, and not all the same.
    private static func merged(_ branches: [RegexNode]) -> CharacterClass? {
        var all = CharacterClass()
        for branch in branches {
            guard case .character(let set) = branch, set.wide.isEmpty else { return nil }
            all.formUnion(set)
        }
        guard Set(branches).count > 1 else { return nil }
        return all.normalized(unicode: true)
    }

    private mutating func repeats(_ item: RegexNode, _ least: Int, _ most: Int?, isLazy: Bool) -> Bool {
        let isPlain = item.isPlain
        // `[0-9a-f]{32}` is read in one way: only how many there are beyond the least is a choice.
        let choices = most.map { isPlain ? $0 - least : $0 } ?? .max
        guard choices >= Self.endless else {
            let written = min(least, Self.copies)
            for _ in 0..<written where !add(item) { return false }
            return optional(item, times: min((most ?? 0) - least + written, Self.copies) - written, isLazy)
        }
        // Matchers end a loop at an empty round only where it has all the rounds it must have.
        if !isPlain, least >= Self.endless || least > 1 && item.extent(unicode: true).min == 0 {
            return loop(item, least: least, sure: least, most ?? .max, isLazy)
        }
        // The last of them is the loop itself: `x+` is one body, not two.
        let before = least > 1 ? 1 : 0
        if before > 0, !add(item) { return false }
        return loop(item, least: least, sure: 0, isPlain && before > 0 ? choices : most ?? .max, isLazy)
    }

    /// `(x(x(x)?)?)?`: which of the copies takes a character is no choice.
    private mutating func optional(_ item: RegexNode, times: Int, _ isLazy: Bool) -> Bool {
        var starts: [Int] = []
        for _ in 0..<max(0, times) {
            starts.append(code.count)
            code.append(.match)
            guard add(item) else { return false }
        }
        for start in starts { code[start] = isLazy ? .split(code.count, start + 1) : .split(start + 1, code.count) }
        return true
    }

    private mutating func loop(_ item: RegexNode, least: Int, sure: Int, _ most: Int, _ isLazy: Bool) -> Bool {
        var loop = Loop(number: loops, sure: sure, most: most, isLazy: isLazy, end: 0)
        loops += 1
        code.append(.enter(loop.number, isOptional: least == 0))
        let again = code.count
        code += [.match, .round(loop.number)]
        guard add(item) else { return false }
        code.append(.jump(again))
        loop.end = code.count
        code[again] = .again(loop)
        if sure >= Self.endless, item.extent(unicode: true).min == 0 { blanks.append(again..<loop.end) }
        return true
    }
}

extension RegexNode {
    /// One character, or some in a row: what can be read in one way only, and has one length.
    fileprivate var isPlain: Bool {
        switch self {
        case .character: true
        case .sequence(let items): !items.isEmpty && items.allSatisfy(\.isPlain)
        case .capture(let item, _): item.isPlain
        case .repetition(let item, let least, let most, _): least > 0 && least == most && item.isPlain
        default: false
        }
    }
}
