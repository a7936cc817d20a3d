package import SentinelModel

/// Puts the workers' results into the order of the scan and hands them to the pulling side.
///
/// Places in the order are numbered as discovery finds them. A portion that is delivered early waits until all before it
/// have come. What keeps memory bounded: workers far ahead of the head wait (`admit`), large files wait for the budget
/// (`reserve`), and everything waits while the pulling side has much left to take. The worker at the head never waits for
/// the budget, and the lowest places are always handed out first, so that somebody can always go on.
final class Sequencer: Sendable {
    private let monitor: Monitor<State>
    private let limits: Limits
    let stop: StopSignal

    struct Limits: Sendable {
        /// How many places a worker may be ahead of the head.
        var window: Int
        /// Bytes of file content and of waiting results together.
        var memory: Int
        /// 0 means never, for both.
        var maxFindings: Int
        var errorThreshold: Int
    }

    /// A class: while one thread waits inside `locked`, others change the fields, which an `inout` struct may not be.
    private final class State {
        var head = 0
        var waiting: [Int: Portion] = [:]
        var ready: [ScanEvent] = []
        /// Weight of what waits and of what is ready.
        var weight = 0
        var reserved = 0
        var budgetWaits = 0
        /// Workers that wait in `admit` or `reserve`.
        var blocked = 0
        var summary = Summary()
        var ending: Ending = .none
        var isOver = false
        var lastPath: RawPath?
        /// Places of flows: several files may lead to one.
        var flows = FlowPlaces()

        enum Ending: Equatable {
            case none
            /// By the user, by time, by the system: somewhere in the order.
            case interrupted(Diagnostic)
            /// By a limit that is counted in the order.
            case limited
        }
    }

    /// `preface` is handed out before everything else.
    init(limits: Limits, preface: [Diagnostic], stop: StopSignal) {
        self.limits = limits
        self.stop = stop
        let state = State()
        for diagnostic in preface {
            let event = ScanEvent.diagnostic(diagnostic)
            state.summary.count(event)
            state.ready.append(event)
            state.weight += event.weight
        }
        monitor = Monitor(state)
    }

    // MARK: The workers' side

    /// Waits until work at `place` may begin: close to the head, and not too much left to be taken.
    func admit(_ place: Int) {
        monitor.locked { state, waiter in
            state.blocked += 1
            defer { state.blocked -= 1 }
            while !stop.isSet, place > state.head,
                place - state.head > limits.window || state.weight > Self.weightLimit
                    || state.weight + state.reserved > limits.memory
            {
                waiter.wait()
            }
            // The head itself waits only for the pulling side, which nothing else can hold up.
            while !stop.isSet, state.ready.count > Self.readyLimit { waiter.wait() }
        }
    }

    /// Events that may wait to be pulled, beyond the portion that is being delivered.
    private static let readyLimit = 2_500
    /// Bytes of events, waiting for their turn or to be pulled, beyond which only the head goes on.
    private static let weightLimit = 3 << 20

    /// Waits until `bytes` more of file content fit the budget, or `place`, where the caller's undelivered work starts, is the
    /// head. Give them back with `release`.
    func reserve(_ bytes: Int, at place: Int) {
        monitor.locked { state, waiter in
            var waited = false
            state.blocked += 1
            defer { state.blocked -= 1 }
            while !stop.isSet, place > state.head, state.reserved + state.weight + bytes > limits.memory {
                waited = true
                waiter.wait()
            }
            if waited { state.budgetWaits += 1 }
            state.reserved += bytes
        }
    }

    func release(_ bytes: Int) {
        monitor.locked { state, _ in state.reserved -= bytes }
        monitor.wakeAll()
    }

    /// Takes a result, once the pulling side has taken enough. Portions may come in any order; together they must cover every
    /// place once.
    func deliver(_ portion: Portion) {
        let isAwaited = monitor.locked { state, waiter in
            state.blocked += 1
            while !stop.isSet, state.ready.count > Self.readyLimit { waiter.wait() }
            state.blocked -= 1
            guard state.ending != .limited else { return true }
            state.weight += portion.weight
            state.waiting[portion.start] = portion
            // After an interruption there are gaps; `finish` puts what is left.
            guard state.ending == .none else { return true }
            while let next = state.waiting.removeValue(forKey: state.head) {
                state.head = next.end
                put(next, into: &state)
            }
            return state.blocked > 0 || !state.ready.isEmpty || state.ending != .none
        }
        // A portion without events is of no interest to the pulling side, and most are.
        if isAwaited { monitor.wakeAll() }
    }

    /// Makes what is handed out of a portion whose turn has come. Limits are counted here, in the order of the scan, so that
    /// they cut at the same place whatever the number of workers is.
    private func put(_ portion: Portion, into state: inout State) {
        guard state.ending == .none else {
            state.weight -= portion.weight
            return
        }
        state.summary.set(portion.walked)
        if let path = portion.lastPath { state.lastPath = path }
        for item in portion.items {
            guard state.ending == .none else {
                state.weight -= item.event.weight
                continue
            }
            guard state.flows.admits(item.event) else {
                state.weight -= item.event.weight
                continue
            }
            append(item.event, to: &state)
            guard let limit = limitReached(by: state.summary) else { continue }
            state.summary.add(item.counts)
            state.weight += ScanEvent.diagnostic(limit).weight
            append(.diagnostic(limit), to: &state)
            state.ending = .limited
            stop.set()
        }
        if state.ending != .limited { state.summary.add(portion.counts) }
    }

    private func limitReached(by summary: Summary) -> Diagnostic? {
        if limits.errorThreshold > 0, summary.incomplete >= limits.errorThreshold {
            return .tooManyErrors(limits.errorThreshold)
        }
        if limits.maxFindings > 0, summary.findingsTotal >= limits.maxFindings {
            return .tooManyFindings(limits.maxFindings)
        }
        return nil
    }

    private func append(_ event: ScanEvent, to state: inout State) {
        state.summary.count(event)
        state.ready.append(event)
    }

    /// Called once, when all workers have ended. `walked` is what discovery left out in all.
    func finish(walked: Portion.WalkCounts, measurements: (_ budgetWaits: Int) -> Measurements?) {
        monitor.locked { state, _ in
            if state.ending == .none { state.summary.set(walked) }
            if case .interrupted(let reason) = state.ending { putWhatIsLeft(&state, before: reason) }
            if state.ending != .limited { putTentative(&state) }
            state.summary.measurements = measurements(state.budgetWaits)
            state.summary.status =
                switch state.ending {
                case .none: .finished
                case .interrupted(.cancelled): .stopped
                case .interrupted, .limited: .limited
                }
            state.isOver = true
        }
        monitor.wakeAll()
    }

    /// An interrupted scan has gaps; what was found beyond them is still worth telling.
    private func putWhatIsLeft(_ state: inout State, before reason: Diagnostic) {
        state.ending = .none
        for start in state.waiting.keys.sorted() {
            if let portion = state.waiting.removeValue(forKey: start) { put(portion, into: &state) }
        }
        guard state.ending == .none else { return }
        state.ending = .interrupted(reason)
        state.weight += ScanEvent.diagnostic(reason).weight
        append(.diagnostic(reason), to: &state)
    }

    /// What was held back because a better reason might have come.
    private func putTentative(_ state: inout State) {
        for event in state.flows.takeTentative() {
            state.weight += event.weight
            append(event, to: &state)
            guard let limit = limitReached(by: state.summary) else { continue }
            state.weight += ScanEvent.diagnostic(limit).weight
            append(.diagnostic(limit), to: &state)
            state.ending = .limited
            return
        }
    }

    // MARK: The pulling side

    enum Pulled {
        case events([ScanEvent])
        case over(Summary)
        case nothing
    }

    /// How many events are taken at once: the lock is not worth it for one. What is taken no longer counts for the budget,
    /// so they are few.
    private static let batch = 64

    /// Takes the next events; waits for one until `deadline` (nil: without end).
    func next(until deadline: MonotonicTime?) -> Pulled {
        let pulled: Pulled = monitor.locked { state, waiter in
            while true {
                if !state.ready.isEmpty { return .events(take(&state)) }
                if state.isOver { return .over(state.summary) }
                guard let deadline else {
                    waiter.wait()
                    continue
                }
                if !waiter.wait(until: deadline), state.ready.isEmpty, !state.isOver { return .nothing }
            }
        }
        monitor.wakeAll()
        return pulled
    }

    private func take(_ state: inout State) -> [ScanEvent] {
        let events = Array(state.ready.prefix(Self.batch))
        state.ready.removeFirst(events.count)
        for event in events { state.weight -= event.weight }
        if state.ready.isEmpty, state.ready.capacity > 1024 { state.ready = [] }
        return events
    }

    /// Ends the scan early, for a reason that the order of the scan does not decide.
    func end(by reason: Diagnostic = .cancelled) {
        monitor.locked { state, _ in
            // Set under the lock: somebody who has just looked at it and is about to wait would miss the waking.
            stop.set()
            if state.ending == .none, !state.isOver { state.ending = .interrupted(reason) }
        }
        monitor.wakeAll()
    }

    /// How far the scan is; `discovered` comes from the feeder.
    func progress(discovered: Int) -> ScanProgress {
        monitor.locked { state, _ in
            ScanProgress(
                completed: state.summary.filesCompleted, discovered: discovered, bytes: state.summary.bytes,
                findings: state.summary.findingsTotal, path: state.lastPath ?? RawPath([]))
        }
    }

    var summary: Summary { monitor.locked { state, _ in state.summary } }
}

/// How far a scan is.
package struct ScanProgress: Sendable {
    package var completed: Int
    package var discovered: Int
    package var bytes: Int
    package var findings: Int
    package var path: RawPath
}

extension Summary {
    mutating func set(_ walked: Portion.WalkCounts) {
        filesIgnored = walked.ignored
        filesSpecial = walked.special
        folders = walked.folders
    }

    mutating func add(_ counts: Portion.Counts) {
        filesEligible += counts.eligible
        filesCompleted += counts.completed
        filesBinary += counts.binary
        filesTooLarge += counts.tooLarge
        bytes += counts.bytes
    }

    mutating func count(_ event: ScanEvent) {
        switch event {
        case .finding(let finding):
            if finding.suppression != nil {
                findingsSuppressed += 1
            } else {
                findings[Int(finding.severity.rawValue)] += 1
            }
        case .diagnostic(let diagnostic):
            diagnostics += 1
            if diagnostic.isIncomplete { incomplete += 1 }
        }
    }
}
