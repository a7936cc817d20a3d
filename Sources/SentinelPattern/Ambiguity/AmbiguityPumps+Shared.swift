extension AmbiguityGraph {
    /// Edges that all searches together may look at, and one of them.
    private static let budget = 120_000
    private static let searchBudget = 6_000

    /// For each loop, a text that it and a loop behind it both take, and that leads from the one to the other (infinite ambiguity, after Weber and
    /// Seidl): each repetition may be where the second takes over. What stands between them is part of the text, as `=` is of that of `.*=.*`. The
    /// last such loop is taken: its text goes through all that are between.
    func sharedPumps(_ cyclic: [Int]) -> [AmbiguityPump] {
        var budget = Self.budget
        return cyclic.prefix(40).compactMap { one in
            for two in cyclic.reversed() where components[two] != components[one] && budget > 0 {
                if let word = shared(one, two, &budget) { return AmbiguityPump(state: one, word: word) }
            }
            return nil
        }
    }

    /// Where three readers of one text are: one that stays in the first loop, one on its way to the second, and one that was there from the start.
    private struct Readers: Hashable {
        var stays: Int
        var goes: Int
        var waits: Int
    }

    private func shared(_ one: Int, _ two: Int, _ budget: inout Int) -> [Int]? {
        let first = Readers(stays: one, goes: one, waits: two)
        let last = Readers(stays: one, goes: two, waits: two)
        var came: [Readers: (from: Readers, symbol: Int)] = [:]
        var queue = [first]
        var (at, own) = (0, min(budget, Self.searchBudget))
        defer { budget -= min(budget, Self.searchBudget) - max(0, own) }
        while at < queue.count, own > 0 {
            let readers = queue[at]
            at += 1
            for (next, symbol) in steps(of: readers, &own) where came[next] == nil && next != first {
                came[next] = (readers, symbol)
                if next == last { return word(to: last, first, came) }
                queue.append(next)
            }
        }
        return nil
    }

    private func steps(of readers: Readers, _ budget: inout Int) -> [(Readers, symbol: Int)] {
        var found: [(Readers, symbol: Int)] = []
        for stays in edges[readers.stays] where components[stays.to] == components[readers.stays] {
            for waits in edges[readers.waits] where components[waits.to] == components[readers.waits] {
                budget -= 1
                let both = symbols[stays.to] & symbols[waits.to]
                guard both != 0 else { continue }
                for goes in edges[readers.goes] {
                    budget -= 1
                    let all = both & symbols[goes.to]
                    guard all != 0 else { continue }
                    found.append((Readers(stays: stays.to, goes: goes.to, waits: waits.to), all.trailingZeroBitCount))
                }
            }
        }
        return found
    }

    private func word(
        to last: Readers, _ first: Readers, _ came: [Readers: (from: Readers, symbol: Int)]
    ) -> [Int] {
        var word: [Int] = []
        var at = last
        while at != first, let step = came[at] {
            word.append(step.symbol)
            at = step.from
        }
        return word.reversed()
    }
}
