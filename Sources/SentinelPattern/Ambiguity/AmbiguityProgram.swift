/// A pattern as a backtracking matcher runs it: what it tries first stands first.
struct AmbiguityProgram {
    enum Instruction {
        /// Takes one of these symbols.
        case take(UInt128)
        /// Goes on at the first; at the second where that fails.
        case split(Int, Int)
        case jump(Int)
        /// A round of a loop begins.
        case mark(Int)
        /// A round ends: one that took nothing ends the loop, which goes on at the place.
        case round(Int, end: Int)
        case assertion(RegexNode.Assertion)
        /// What stands up to its own `match` must be found here, or must not; then it goes on at the place.
        case look(isNegative: Bool, then: Int)
        case match
    }

    private(set) var code: [Instruction] = []
    private(set) var loops = 0
    let alphabet: AmbiguityAlphabet
    let dialect: RegexDialect

    /// Larger programs are not looked at.
    private static let most = 1_200
    /// A repetition of so many and more is as good as endless; one of fewer is written out a few times.
    private static let endless = 25
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
        let isEndless = most.map { $0 >= Self.endless } ?? true
        let written = min(least, isEndless ? 2 : Self.copies)
        // The last of them is the loop itself: `x+` is one body, not two.
        let before = isEndless ? max(0, written - 1) : written
        for _ in 0..<before where !add(item) { return false }
        if isEndless { return loop(item, isOptional: least == 0, isLazy: isLazy) }
        return optional(item, times: min(most ?? 0, Self.copies) - written, isLazy)
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

    private mutating func loop(_ item: RegexNode, isOptional: Bool, isLazy: Bool) -> Bool {
        let number = loops
        loops += 1
        let entry = code.count
        if isOptional { code.append(.match) }
        let body = code.count
        code.append(.mark(number))
        guard add(item) else { return false }
        let round = code.count
        code.append(.match)
        let end = round + 2
        code.append(isLazy ? .split(end, body) : .split(body, end))
        code[round] = .round(number, end: end)
        if isOptional { code[entry] = isLazy ? .split(end, body) : .split(body, end) }
        return true
    }
}
