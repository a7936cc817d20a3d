/// Runs a program as backtracking matchers do, and counts the steps.
struct AmbiguityMeter {
    private let program: AmbiguityProgram
    private let text: [Int]
    /// By loop, the rounds that have begun and where the last of them did.
    private var rounds: [Rounds]
    private var steps = 0
    private let limit: Int

    private enum Entry {
        case place(Int, at: Int)
        case loop(Int, was: Rounds)
    }

    private struct Rounds {
        var begun = 0
        var last = -1
    }

    private init(_ program: AmbiguityProgram, _ text: [Int], limit: Int) {
        self.program = program
        self.text = text
        self.limit = limit
        rounds = Array(repeating: Rounds(), count: program.loops)
    }

    /// The steps of one attempt at the text's start, or of attempts at each place until one succeeds; nil above the limit.
    static func steps(
        _ program: AmbiguityProgram, _ text: [Int], isSearch: Bool, mustEnd: Bool, limit: Int
    ) -> Int? {
        var meter = AmbiguityMeter(program, text, limit: limit)
        for start in 0...(isSearch ? text.count : 0) {
            switch meter.attempt(0, at: start, mustEnd: mustEnd) {
            case nil: return nil
            case true?: return meter.steps
            case false?: continue
            }
        }
        return meter.steps
    }

    /// Whether what begins at an instruction matches there; nil above the limit.
    private mutating func attempt(_ first: Int, at start: Int, mustEnd: Bool, level: Int = 0) -> Bool? {
        var stack: [Entry] = [.place(first, at: start)]
        while let entry = stack.popLast() {
            guard case .place(var pc, var at) = entry else {
                if case .loop(let loop, let was) = entry { rounds[loop] = was }
                continue
            }
            while true {
                steps += 1
                if steps > limit { return nil }
                switch program.code[pc] {
                case .take(let set):
                    guard at < text.count, set >> UInt128(text[at]) & 1 == 1 else { break }
                    at += 1
                    pc += 1
                    continue
                case .split(let one, let two):
                    stack.append(.place(two, at: at))
                    pc = one
                    continue
                case .jump(let to):
                    pc = to
                    continue
                case .enter(let loop, let isOptional):
                    stack.append(.loop(loop, was: rounds[loop]))
                    rounds[loop] = Rounds()
                    pc += isOptional ? 1 : 2
                    continue
                case .again(let loop):
                    let (first, other) = ways(of: loop, at: at, round: pc + 1)
                    if let other { stack.append(.place(other, at: at)) }
                    pc = first
                    continue
                case .round(let loop):
                    stack.append(.loop(loop, was: rounds[loop]))
                    rounds[loop] = Rounds(begun: rounds[loop].begun + 1, last: at)
                    pc += 1
                    continue
                case .assertion(let kind):
                    guard holds(kind, at) else { break }
                    pc += 1
                    continue
                case .look(let isNegative, let then):
                    guard level < 8, let found = attempt(pc + 1, at: at, mustEnd: false, level: level + 1) else {
                        return nil
                    }
                    guard found != isNegative else { break }
                    pc = then
                    continue
                case .match:
                    if !mustEnd || at == text.count { return true }
                }
                break
            }
        }
        return false
    }

    /// Where a loop goes on, and where it does should that fail.
    private func ways(of loop: AmbiguityProgram.Loop, at: Int, round: Int) -> (Int, Int?) {
        let done = rounds[loop.number]
        if done.begun < loop.sure { return (round, nil) }
        if done.last == at || done.begun >= loop.most { return (loop.end, nil) }
        return loop.isLazy ? (loop.end, round) : (round, loop.end)
    }

    private func holds(_ kind: RegexNode.Assertion, _ at: Int) -> Bool {
        switch kind {
        case .lineStart: return at == 0
        case .lineEnd: return at == text.count || program.dialect == .python && isLastNewline(at)
        case .wordBoundary: return isWord(at - 1) != isWord(at)
        case .notWordBoundary: return isWord(at - 1) == isWord(at)
        }
    }

    /// `$` of Python matches before a line feed at the end, too.
    private func isLastNewline(_ at: Int) -> Bool {
        at == text.count - 1 && program.alphabet.newlines >> UInt128(text[at]) & 1 == 1
    }

    private func isWord(_ at: Int) -> Bool {
        text.indices.contains(at) && program.alphabet.words >> UInt128(text[at]) & 1 == 1
    }
}
