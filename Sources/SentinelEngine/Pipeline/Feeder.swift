internal import SentinelFiles

/// Hands out work in the order of the scan: what discovery found next, or the rest of a batch that another worker gave up
/// when it met a large file.
///
/// Discovery runs on the thread of whichever worker asks, one at a time and outside the lock, and a little ahead of need:
/// so a worker that asks while another one walks finds a batch that is ready.
final class Feeder: Sendable {
    private let monitor: Monitor<State>
    private let stop: StopSignal
    /// Batches that may wait to be taken: a few, so that others find work while the walk is in a large folder.
    private let stock: Int

    /// A batch, and what discovery had left out when it had filled it.
    struct Work: @unchecked Sendable {
        var batch: FileBatch
        var walked: Portion.WalkCounts
    }

    /// A class: while one thread waits inside `locked`, others change the fields, which an `inout` struct may not be.
    private final class State: @unchecked Sendable {
        /// The walker's alone while `isWalking`.
        let discovery: Discovery
        var isWalking = false
        var isExhausted = false
        /// As of the last batch.
        var counts = DiscoveryCounts()
        /// What was found and not taken yet, in order.
        var found: [Work] = []
        var rests: [Work] = []
        /// Empty batches to fill again.
        var spare: [FileBatch] = []
        /// Files that more workers may work on.
        var large: [LargeScan] = []
        var busy = 0

        init(_ discovery: Discovery) { self.discovery = discovery }
    }

    init(_ discovery: Discovery, workers: Int, stop: StopSignal) {
        self.stop = stop
        stock = workers > 1 ? 4 : 1
        monitor = Monitor(State(discovery))
    }

    /// What a worker is to do.
    enum Assignment {
        /// Work off a batch, and give it back with `done`.
        case batch(Work)
        /// Work on a file that another worker met.
        case help(LargeScan)
    }

    private enum Turn {
        case take(Assignment)
        case walk(Discovery, FileBatch)
        case over
    }

    /// What to do next, or nil when there is no more and none can come.
    func next() -> Assignment? {
        while true {
            switch turn() {
            case .take(let assignment): return assignment
            case .walk(let discovery, let batch): walk(discovery, batch)
            case .over:
                monitor.wakeAll()
                return nil
            }
        }
    }

    private func turn() -> Turn {
        monitor.locked { state, waiter in
            while !stop.isSet {
                // Before the walk, which may take its time: others may wait for the lowest places.
                if let large = state.large.first(where: \.needsHelp) { return .take(.help(large)) }
                if let rest = Self.lowest(&state.rests) {
                    state.busy += 1
                    return .take(.batch(rest))
                }
                if !state.isExhausted, !state.isWalking, state.found.count < stock {
                    state.isWalking = true
                    return .walk(state.discovery, state.spare.popLast() ?? FileBatch())
                }
                if !state.found.isEmpty {
                    state.busy += 1
                    return .take(.batch(state.found.removeFirst()))
                }
                // Somebody at work may still give a rest up, or ask for help.
                if state.isExhausted, state.busy == 0 { return .over }
                waiter.wait()
            }
            return .over
        }
    }

    private func walk(_ discovery: Discovery, _ batch: FileBatch) {
        let isFilled = discovery.next(batch)
        let counts = discovery.counts
        monitor.locked { state, _ in
            state.isWalking = false
            state.counts = counts
            if isFilled {
                state.found.append(Work(batch: batch, walked: Portion.WalkCounts(counts)))
            } else {
                state.isExhausted = true
            }
        }
        monitor.wakeAll()
    }

    private static func lowest(_ rests: inout [Work]) -> Work? {
        guard
            let index = rests.indices.min(by: { rests[$0].batch.places.lowerBound < rests[$1].batch.places.lowerBound })
        else { return nil }
        return rests.remove(at: index)
    }

    /// Gives a part of a batch up for others.
    func giveUp(_ rest: Work) {
        monitor.locked { state, _ in state.rests.append(rest) }
        monitor.wakeAll()
    }

    /// Lets others help with a file until it is withdrawn.
    func offer(_ large: LargeScan) {
        monitor.locked { state, _ in state.large.append(large) }
        monitor.wakeAll()
    }

    func withdraw(_ large: LargeScan) {
        monitor.locked { state, _ in state.large.removeAll { $0 === large } }
    }

    /// Takes a batch back that has been worked off.
    func done(_ batch: FileBatch) {
        // Closes folders, which others need not wait for.
        batch.removeAll()
        monitor.locked { state, _ in
            state.busy -= 1
            if state.spare.count < stock { state.spare.append(batch) }
        }
        monitor.wakeAll()
    }

    /// What discovery has left out or passed so far, and how many files it has found.
    var walked: Portion.WalkCounts { monitor.locked { state, _ in Portion.WalkCounts(state.counts) } }
    var discovered: Int { monitor.locked { state, _ in state.counts.eligible } }
}

extension Portion.WalkCounts {
    init(_ counts: DiscoveryCounts) {
        ignored = counts.ignored + counts.ignoredFolders
        special = counts.special
        folders = counts.folders
    }
}
