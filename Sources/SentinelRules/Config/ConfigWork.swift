internal import SentinelDocuments
internal import SentinelPattern

/// What the rules need while they look at one file.
struct ConfigWork {
    let scratch: MatchScratch
    let budget = PathBudget(ConfigWork.mostSteps)

    /// Values that may be looked at in a file: several passes over the largest document there may be, some two seconds.
    private static let mostSteps = 20_000_000

    init(scratch: MatchScratch) { self.scratch = scratch }
}

/// The items of the list, or the values of the mapping, that a value stands among.
struct Neighbours {
    private let trail: [PathMatch.Step]
    private let budget: PathBudget

    init(_ trail: [PathMatch.Step], _ budget: PathBudget) {
        self.trail = trail
        self.budget = budget
    }

    /// The one directly before.
    var last: PathMatch.Step? {
        var found: PathMatch.Step?
        walk { step, isBefore in
            if isBefore { found = step }
            return isBefore
        }
        return found
    }

    /// True if `test` holds for one before the value, or for one behind it.
    func contains(isBefore: Bool, _ test: (PathMatch.Step) -> Bool) -> Bool {
        var found = false
        walk { step, stands in
            if stands == isBefore { found = test(step) }
            return !found && (stands || !isBefore)
        }
        return found
    }

    /// Visits all but the value itself in their order; `visit` returns false to stop.
    private func walk(_ visit: (_ step: PathMatch.Step, _ isBefore: Bool) -> Bool) {
        guard trail.count >= 2, let own = trail.last else { return }
        let parent = trail[trail.count - 2].node
        if let index = own.index {
            for (number, item) in parent.items.enumerated() {
                guard budget.take() else { return }
                if number != index, !visit(PathMatch.Step(node: item, index: number), number < index) { return }
            }
        } else if let place = own.key?.range.lowerBound {
            for entry in parent.entries {
                guard budget.take() else { return }
                let start = entry.key.range.lowerBound
                if start != place, !visit(PathMatch.Step(node: entry.value, key: entry.key), start < place) { return }
            }
        }
    }
}
