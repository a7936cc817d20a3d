/// How many steps an anchored attempt can take at most, whatever the text, worked out from the pattern alone.
///
/// A step is what PCRE2's match limit counts: a place to come back to. A node that can be passed in several ways lets all that
/// follows it be tried as often, so ways multiply along a sequence and add up over branches. The bound is loose, and most
/// patterns with a prefix and one bounded repetition are far below any limit.
struct RegexSteps {
    /// Ends of the node that what follows can be tried from.
    private var ways = 1
    /// Steps within the node.
    private var work = 1

    /// The bound for `root`; nil if it is above `limit`.
    static func bound(of root: RegexNode, limit: Int) -> Int? {
        guard let steps = steps(of: root, limit), steps.work <= limit else { return nil }
        return steps.work
    }

    private static func steps(of node: RegexNode, _ limit: Int) -> RegexSteps? {
        switch node {
        case .character, .newline, .assertion: return RegexSteps()
        case .sequence(let items): return sequence(items, limit)
        case .alternation(let branches): return alternation(branches, limit)
        case .repetition(let body, let least, let most, _):
            guard let most else { return nil }
            return repetition(body, least...most, limit)
        case .capture(let body, _): return steps(of: body, limit).map(\.grouped)
        case .atomic(let body), .look(let body, _, _):
            return steps(of: body, limit).map { RegexSteps(ways: 1, work: $0.grouped.work) }
        }
    }

    /// With the steps of entering the group and of leaving it in every way.
    private var grouped: RegexSteps { RegexSteps(ways: ways, work: work + ways + 2) }

    private func within(_ limit: Int) -> RegexSteps? { ways <= limit && work <= limit ? self : nil }

    // Nothing overflows: what is multiplied is at most `limit`, which is small.

    private static func sequence(_ items: [RegexNode], _ limit: Int) -> RegexSteps? {
        var all = RegexSteps(ways: 1, work: 0)
        for item in items {
            guard let next = steps(of: item, limit) else { return nil }
            // A character is compared where it stands.
            if case .character = item { continue }
            all = RegexSteps(ways: all.ways * next.ways, work: all.work + all.ways * next.work)
            guard all.within(limit) != nil else { return nil }
        }
        return RegexSteps(ways: all.ways, work: all.work + 1).within(limit)
    }

    private static func alternation(_ branches: [RegexNode], _ limit: Int) -> RegexSteps? {
        var all = RegexSteps(ways: 0, work: 1)
        for branch in branches {
            guard let next = steps(of: branch, limit)?.grouped else { return nil }
            all = RegexSteps(ways: all.ways + next.ways, work: all.work + next.work)
            guard all.within(limit) != nil else { return nil }
        }
        return all
    }

    private static func repetition(_ body: RegexNode, _ counts: ClosedRange<Int>, _ limit: Int) -> RegexSteps? {
        if case .character = body {
            return RegexSteps(ways: counts.count, work: counts.count + 1).within(limit)
        }
        guard let once = steps(of: body, limit)?.grouped else { return nil }
        var all = RegexSteps(ways: counts.lowerBound == 0 ? 1 : 0, work: 1)
        // Ways through the rounds so far.
        var rounds = 1
        for round in stride(from: 1, through: counts.upperBound, by: 1) {
            all.work += rounds * (once.work + 2)
            rounds *= once.ways
            if round >= counts.lowerBound { all.ways += rounds }
            guard rounds <= limit, all.within(limit) != nil else { return nil }
        }
        return all
    }
}
