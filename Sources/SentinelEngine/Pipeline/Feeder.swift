internal import SentinelFiles

/// Hands out work in the order of the scan: what discovery finds next, or the rest of a batch that another worker gave up
/// when it met a large file. Discovery runs on the thread of whichever worker asks, one at a time.
final class Feeder: Sendable {
    private let monitor: Monitor<State>
    private let stop: StopSignal

    /// A batch, and what discovery had left out when it was handed out.
    struct Work: @unchecked Sendable {
        var batch: FileBatch
        var walked: Portion.WalkCounts
    }

    /// A class: while one thread waits inside `locked`, others change the fields, which an `inout` struct may not be.
    private final class State: @unchecked Sendable {
        var discovery: Discovery
        var rests: [Work] = []
        var busy = 0
        var isExhausted = false

        init(_ discovery: Discovery) { self.discovery = discovery }
    }

    init(_ discovery: Discovery, stop: StopSignal) {
        self.stop = stop
        monitor = Monitor(State(discovery))
    }

    /// The next batch, or nil when there is no more and none can come. `batch` is the worker's own, filled in place unless
    /// somebody's rest is handed out. A worker that got a batch calls `done` after it.
    func next(filling batch: FileBatch) -> Work? {
        let found: Work? = monitor.locked { state, waiter in
            while !stop.isSet {
                if let rest = Self.lowest(&state.rests) {
                    state.busy += 1
                    return rest
                }
                if !state.isExhausted {
                    if state.discovery.next(batch) {
                        state.busy += 1
                        return Work(batch: batch, walked: Portion.WalkCounts(state.discovery.counts))
                    }
                    state.isExhausted = true
                    continue
                }
                // Somebody at work may still give a rest up.
                if state.busy == 0 { return nil }
                waiter.wait()
            }
            return nil
        }
        if found == nil { monitor.wakeAll() }
        return found
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

    func done() {
        monitor.locked { state, _ in state.busy -= 1 }
        monitor.wakeAll()
    }

    /// What discovery has left out or passed so far, and how many files it has found.
    var walked: Portion.WalkCounts { monitor.locked { state, _ in Portion.WalkCounts(state.discovery.counts) } }
    var discovered: Int { monitor.locked { state, _ in state.discovery.counts.eligible } }
}

extension Portion.WalkCounts {
    init(_ counts: DiscoveryCounts) {
        ignored = counts.ignored + counts.ignoredFolders
        special = counts.special
        folders = counts.folders
    }
}
