/// A value that a path selects, and the way to it.
package struct PathMatch: Sendable {
    /// From the root to the value: the root first.
    package var trail: [Step]

    package struct Step: Sendable {
        package var node: DocumentNode
        /// The key whose value it is; nil for items and the root.
        package var key: DocumentNode?
        /// Its number in a list; nil for values of keys and the root.
        package var index: Int?

        package init(node: DocumentNode, key: DocumentNode? = nil, index: Int? = nil) {
            self.node = node
            self.key = key
            self.index = index
        }
    }

    package var node: DocumentNode { trail[trail.count - 1].node }
    package var key: DocumentNode? { trail.last?.key }

    /// `mcpServers.fetch.args[1]`; keys with marks in them in quotes.
    package var text: String {
        var text = ""
        for step in trail {
            if let index = step.index { text += "[\(index)]" }
            guard let key = step.key?.text else { continue }
            if !text.isEmpty { text += "." }
            text += key.utf8.contains { ".[]()|^*\"".utf8.contains($0) } ? "\"\(key)\"" : key
        }
        return text
    }
}

extension DocumentPath {
    /// What the path selects below the end of `trail` (or above, where it ascends), in the order of the file, each once.
    /// `visit` returns false to stop; a `budget` that is spent stops it too.
    package func matches(from trail: [PathMatch.Step], budget: PathBudget? = nil, _ visit: (PathMatch) -> Bool) {
        let ascent = isFromRoot ? max(0, trail.count - 1) : self.ascent
        guard ascent < trail.count else { return }
        var walk = PathWalk(path: self, trail: Array(trail.dropLast(ascent)), budget: budget)
        _ = walk.go(walk.closed(1), visit)
    }

    /// What the path selects in a document.
    package func matches(in root: DocumentNode) -> [PathMatch] {
        var found: [PathMatch] = []
        matches(from: [PathMatch.Step(node: root)]) {
            found.append($0)
            return true
        }
        return found
    }
}

/// How many more values may be looked at: conditions that look around, asked of each value of a long list, would otherwise take
/// time that grows with its square.
package final class PathBudget {
    private var left: Int

    package init(_ count: Int) { left = count }

    package var isSpent: Bool { left <= 0 }

    /// Takes one step; false when there are none left.
    package func take() -> Bool {
        left -= 1
        return left > 0
    }
}

/// One walk over a tree. Which steps may come next is a set of bits, so that `**` costs no second walk.
private struct PathWalk {
    let path: DocumentPath
    var trail: [PathMatch.Step]
    let budget: PathBudget?

    private var done: UInt64 { 1 << UInt64(path.steps.count) }

    /// With the steps behind each `**` that may stand for nothing.
    func closed(_ states: UInt64) -> UInt64 {
        var states = states
        for (index, step) in path.steps.enumerated() where step == .any && states & (1 << UInt64(index)) != 0 {
            states |= 1 << UInt64(index + 1)
        }
        return states
    }

    /// Visits the trail's end and what is below it; false to stop. As deep as the tree, which is bounded.
    mutating func go(_ states: UInt64, _ visit: (PathMatch) -> Bool) -> Bool {
        if states & done != 0, !visit(PathMatch(trail: trail)) { return false }
        guard states & ~done != 0, let node = trail.last?.node else { return true }
        if node.kind == .mapping {
            for entry in node.entries {
                if budget?.take() == false { return false }
                let next = closed(self.states(after: entry.key, states))
                if next == 0 { continue }
                trail.append(PathMatch.Step(node: entry.value, key: entry.key))
                defer { trail.removeLast() }
                if !go(next, visit) { return false }
            }
        } else if node.kind == .sequence {
            for (index, item) in node.items.enumerated() {
                if budget?.take() == false { return false }
                let next = closed(self.states(after: index, states))
                if next == 0 { continue }
                trail.append(PathMatch.Step(node: item, index: index))
                defer { trail.removeLast() }
                if !go(next, visit) { return false }
            }
        }
        return true
    }

    private func states(after key: DocumentNode, _ states: UInt64) -> UInt64 {
        var (next, rest) = (UInt64(0), states & ~done)
        var bytes: ArraySlice<UInt8>?
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            switch path.steps[index] {
            case .any: next |= 1 << UInt64(index)
            case .item: break
            case .key(let patterns):
                let known = bytes ?? key.bytes
                bytes = known
                if patterns.contains(where: { $0.matches(known) }) { next |= 1 << UInt64(index + 1) }
            }
        }
        return next
    }

    private func states(after item: Int, _ states: UInt64) -> UInt64 {
        var (next, rest) = (UInt64(0), states & ~done)
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            switch path.steps[index] {
            case .any: next |= 1 << UInt64(index)
            case .item(let wanted): if wanted == nil || wanted == item { next |= 1 << UInt64(index + 1) }
            case .key: break
            }
        }
        return next
    }
}
