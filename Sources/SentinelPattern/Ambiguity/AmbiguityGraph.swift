/// Which character a pattern may take after which, and in how many ways: an automaton without empty steps.
struct AmbiguityGraph {
    struct Edge {
        var to: Int
        /// Two where there are more: a matcher tries each of them.
        var ways: Int
    }

    /// By state, the symbols it takes. State 0 is the start and takes nothing.
    private(set) var symbols: [UInt128] = [0]
    private(set) var edges: [[Edge]] = []
    /// By state, its strongly connected component; -1 for states that never come again.
    private(set) var components: [Int] = []

    /// Larger ones are not looked at.
    private static let most = 220
    /// Steps of one search for empty ways.
    private static let budget = 3_000

    init?(_ program: AmbiguityProgram) {
        var states: [Int: Int] = [:]
        for (place, instruction) in program.code.enumerated() {
            guard case .take(let set) = instruction else { continue }
            states[place] = symbols.count
            symbols.append(set)
        }
        guard symbols.count <= Self.most else { return nil }
        edges = Array(repeating: [], count: symbols.count)
        edges[0] = Self.ways(from: 0, program, states)
        for (place, state) in states { edges[state] = Self.ways(from: place + 1, program, states) }
        components = Self.components(of: edges)
    }

    /// Where empty steps lead, and in how many ways. No step is taken twice on one way, but for those of rounds that may be empty: that such a
    /// round is left out makes a second way.
    private static func ways(from start: Int, _ program: AmbiguityProgram, _ states: [Int: Int]) -> [Edge] {
        var counts: [Int: Int] = [:]
        var open: [Int: Int] = [:]
        var budget = Self.budget
        var stack: [(place: Int, isEnd: Bool)] = [(start, false)]
        while let (place, isEnd) = stack.popLast() {
            if isEnd {
                open[place, default: 1] -= 1
                continue
            }
            budget -= 1
            guard budget > 0, program.code.indices.contains(place) else { continue }
            if let state = states[place] {
                counts[state] = min(2, (counts[state] ?? 0) + 1)
                continue
            }
            guard open[place, default: 0] < (program.blanks.contains { $0.contains(place) } ? 2 : 1) else { continue }
            open[place, default: 0] += 1
            stack.append((place, true))
            for next in nexts(of: place, program).reversed() { stack.append((next, false)) }
        }
        return counts.sorted { $0.key < $1.key }.map { Edge(to: $0.key, ways: $0.value) }
    }

    private static func nexts(of place: Int, _ program: AmbiguityProgram) -> [Int] {
        switch program.code[place] {
        case .take, .match: []
        case .split(let one, let two): [one, two]
        case .jump(let to): [to]
        case .round, .assertion: [place + 1]
        // The choice at the entry is not the one after a round: an outer loop may come from there to here.
        case .enter(_, let isOptional): isOptional ? nexts(of: place + 1, program) : [place + 2]
        case .again(let loop): loop.isLazy ? [loop.end, place + 1] : [place + 1, loop.end]
        case .look(_, let then): [then]
        }
    }

    /// Tarjan's, without recursion.
    private static func components(of edges: [[Edge]]) -> [Int] {
        var order = Array(repeating: -1, count: edges.count)
        var low = order
        var found = order
        var isOpen = Array(repeating: false, count: edges.count)
        var (counter, number) = (0, 0)
        var open: [Int] = []
        for root in edges.indices where order[root] < 0 {
            var stack: [(node: Int, edge: Int)] = [(root, 0)]
            while let (node, edge) = stack.last {
                if edge == 0 {
                    order[node] = counter
                    low[node] = counter
                    counter += 1
                    open.append(node)
                    isOpen[node] = true
                }
                if edge < edges[node].count {
                    stack[stack.count - 1].edge += 1
                    let next = edges[node][edge].to
                    if order[next] < 0 {
                        stack.append((next, 0))
                    } else if isOpen[next] {
                        low[node] = min(low[node], order[next])
                    }
                    continue
                }
                stack.removeLast()
                if let parent = stack.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == order[node] else { continue }
                var members: [Int] = []
                while let last = open.popLast() {
                    isOpen[last] = false
                    members.append(last)
                    if last == node { break }
                }
                let isCycle = members.count > 1 || edges[node].contains { $0.to == node }
                for member in members { found[member] = isCycle ? number : -1 }
                if isCycle { number += 1 }
            }
        }
        return found
    }

    /// A shortest text that leads from one state to another: symbols in the order they are taken, the last by `end`. Nil where there is none.
    /// With `within`, only states of that component are passed.
    func word(from start: Int, to end: Int, within component: Int? = nil) -> [Int]? {
        var came: [Int: Int] = [:]
        var queue = [start]
        var at = 0
        while at < queue.count {
            let state = queue[at]
            at += 1
            for edge in edges[state] where symbols[edge.to] != 0 {
                if let component, components[edge.to] != component { continue }
                guard came[edge.to] == nil else { continue }
                came[edge.to] = state
                if edge.to == end { return word(of: came, start, end) }
                queue.append(edge.to)
            }
        }
        return nil
    }

    private func word(of came: [Int: Int], _ start: Int, _ end: Int) -> [Int] {
        var word: [Int] = []
        var at = end
        repeat {
            word.append(symbols[at].trailingZeroBitCount)
            at = came[at] ?? start
        } while at != start && word.count < 400
        return word.reversed()
    }
}
