internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import Synchronization

/// A file that is scanned piece by piece, by the worker that met it and by all that find nothing else to do.
///
/// Pieces are searched by any number of workers at once, and judged one after the other in the order of the file, each by the
/// worker that has it in memory: so what is found, its numbering and its limits are those of one worker alone.
final class LargeScan: Sendable {
    let pieces: FilePieces
    let relativePath: RawPath
    /// When the file's time is over.
    let deadline: MonotonicTime?
    private let monitor: Monitor<State>
    /// Apart from the state, so that who looks for work never waits for a piece to be judged.
    private let isOpen = Atomic<Bool>(true)

    /// What goes from piece to piece. A class, since workers wait inside `locked`.
    final class State {
        /// The next to be handed out, and the one whose turn to be judged it is.
        fileprivate var next = 0
        fileprivate var turn = 0
        fileprivate var workers = 0
        fileprivate var isStopped = false
        /// Where the last judged piece ended, and what its matches leave for the next.
        var end: TextCursor
        var carry: SearchCarry?
        var judge: FileJudge
        var events: [ScanEvent] = []
        var limits: [RuleLimit] = []
        var stopReason: Poll.Reason?
        var readFailure: Int32 = 0

        fileprivate init(end: TextCursor, judge: FileJudge) {
            self.end = end
            self.judge = judge
        }
    }

    init(_ pieces: FilePieces, relativePath: RawPath, deadline: MonotonicTime?, judge: FileJudge) {
        self.pieces = pieces
        self.relativePath = relativePath
        self.deadline = deadline
        monitor = Monitor(State(end: pieces.begin, judge: judge))
    }

    /// True while there are pieces that nobody has begun.
    var needsHelp: Bool { isOpen.load(ordering: .relaxed) }

    /// The number of a piece to search; nil when there is none left. A worker that got one calls `judge` with it.
    func takePiece() -> Int? {
        monitor.locked { state, _ in
            guard !state.isStopped, state.next < pieces.count else { return nil }
            state.next += 1
            state.workers += 1
            if state.next == pieces.count { isOpen.store(false, ordering: .relaxed) }
            return state.next - 1
        }
    }

    /// Waits until all pieces before `piece` are judged, and judges it; not when the scan of the file has been stopped.
    /// `body` returns false to stop it.
    func judge(_ piece: Int, _ body: (State) -> Bool) {
        monitor.locked { state, waiter in
            while !state.isStopped, state.turn < piece { waiter.wait() }
            if !state.isStopped, !body(state) {
                state.isStopped = true
                isOpen.store(false, ordering: .relaxed)
            }
            state.turn += 1
            state.workers -= 1
        }
        monitor.wakeAll()
    }

    /// Waits until nobody works on the file any more, and hands out what came of it.
    func conclude<Result>(_ body: (State) -> Result) -> Result {
        monitor.locked { state, waiter in
            while state.workers > 0 { waiter.wait() }
            return body(state)
        }
    }
}
