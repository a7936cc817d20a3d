/// Texts that a pattern can read in more than one way, over and over.
struct AmbiguityPump {
    /// Where its loop is.
    var state: Int
    var word: [Int]
}

extension AmbiguityGraph {
    private static let budget = 400_000

    /// Loops that read one text in two ways (exponential ambiguity): a pump for each component that has one.
    func exponentialPumps() -> [AmbiguityPump] {
        var found: [AmbiguityPump] = []
        var members: [Int: [Int]] = [:]
        for (state, component) in components.enumerated() where component >= 0 {
            members[component, default: []].append(state)
        }
        for (component, states) in members.sorted(by: { $0.key < $1.key }) {
            if let pump = doubled(states, component) { found.append(pump) }
            if let pump = forked(states, component) { found.append(pump) }
        }
        return found
    }

    /// Two ways from one character to the next within a loop.
    private func doubled(_ states: [Int], _ component: Int) -> AmbiguityPump? {
        for state in states {
            for edge in edges[state] where edge.ways > 1 && components[edge.to] == component {
                let first = symbols[edge.to].trailingZeroBitCount
                if edge.to == state { return AmbiguityPump(state: state, word: [first]) }
                guard let back = word(from: edge.to, to: state, within: component) else { continue }
                return AmbiguityPump(state: state, word: [first] + back)
            }
        }
        return nil
    }

    /// Two ways that part at a state and meet there again, reading the same: found in the product of the automaton with itself.
    private func forked(_ states: [Int], _ component: Int) -> AmbiguityPump? {
        for start in states {
            if let word = fork(at: start, component) { return AmbiguityPump(state: start, word: word) }
        }
        return nil
    }

    private struct Pair: Hashable {
        var one: Int
        var two: Int
        /// They have parted.
        var isApart: Bool
    }

    private func fork(at start: Int, _ component: Int) -> [Int]? {
        var came: [Pair: (from: Pair, symbol: Int)] = [:]
        let first = Pair(one: start, two: start, isApart: false)
        var queue = [first]
        var (at, budget) = (0, Self.budget / max(1, symbols.count))
        while at < queue.count, budget > 0 {
            let pair = queue[at]
            at += 1
            for one in edges[pair.one] where components[one.to] == component {
                for two in edges[pair.two] where components[two.to] == component {
                    budget -= 1
                    let both = symbols[one.to] & symbols[two.to]
                    guard both != 0, pair.isApart || one.to <= two.to else { continue }
                    let next = Pair(one: one.to, two: two.to, isApart: pair.isApart || one.to != two.to)
                    guard came[next] == nil, next != first else { continue }
                    came[next] = (pair, both.trailingZeroBitCount)
                    if next == Pair(one: start, two: start, isApart: true) { return word(to: next, first, came) }
                    queue.append(next)
                }
            }
        }
        return nil
    }

    private func word(to end: Pair, _ first: Pair, _ came: [Pair: (from: Pair, symbol: Int)]) -> [Int] {
        var word: [Int] = []
        var at = end
        while at != first, let step = came[at], word.count < 200 {
            word.append(step.symbol)
            at = step.from
        }
        return word.reversed()
    }

    /// Loops that share a text with one behind them, and single loops, which a search begins anew at each place.
    func polynomialPumps() -> [AmbiguityPump] {
        let cyclic = symbols.indices.filter { components[$0] >= 0 }
        let single = cyclic.prefix(40).compactMap { singlePump($0, cyclic) }
        return Array((sharedPumps(cyclic).prefix(12) + single).prefix(24))
    }

    private func singlePump(_ state: Int, _ cyclic: [Int]) -> AmbiguityPump? {
        // A loop over one character is the usual one; its text is what a later loop takes too.
        guard edges[state].contains(where: { $0.to == state }) else {
            return word(from: state, to: state, within: components[state]).map { AmbiguityPump(state: state, word: $0) }
        }
        var common = symbols[state]
        for other in cyclic where other > state && symbols[other] & common != 0 { common &= symbols[other] }
        return AmbiguityPump(state: state, word: [common.trailingZeroBitCount])
    }
}
