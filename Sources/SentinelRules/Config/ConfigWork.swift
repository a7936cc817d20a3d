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
    private(set) var before: [PathMatch.Step] = []
    private(set) var behind: [PathMatch.Step] = []

    init(_ trail: [PathMatch.Step], _ budget: PathBudget) {
        guard trail.count >= 2, let own = trail.last else { return }
        let parent = trail[trail.count - 2].node
        if let index = own.index {
            for (number, item) in parent.items.enumerated() {
                guard budget.take() else { return }
                add(PathMatch.Step(node: item, index: number), isBefore: number < index, isOwn: number == index)
            }
        } else if let key = own.key {
            let place = key.range.lowerBound
            for entry in parent.entries {
                guard budget.take() else { return }
                let start = entry.key.range.lowerBound
                add(PathMatch.Step(node: entry.value, key: entry.key), isBefore: start < place, isOwn: start == place)
            }
        }
    }

    private mutating func add(_ step: PathMatch.Step, isBefore: Bool, isOwn: Bool) {
        if isOwn { return }
        if isBefore { before.append(step) } else { behind.append(step) }
    }
}
