/// Asked between matches whether work may go on. The clock is a backstop: the match limit bounds each single match. One
/// serves all files of a worker.
final class Poll {
    enum Reason { case stopped, fileTimeout, scanTimeout }

    private let stop: StopSignal
    private let scan: MonotonicTime?
    private var file: MonotonicTime?
    private(set) var reason: Reason?

    init(stop: StopSignal, scan: MonotonicTime?) {
        self.stop = stop
        self.scan = scan
    }

    func beginFile(until deadline: MonotonicTime?) {
        file = deadline
        reason = nil
    }

    func mayGoOn() -> Bool {
        if reason != nil { return false }
        if stop.isSet {
            reason = .stopped
        } else if scan != nil || file != nil {
            let now = MonotonicTime.now
            if let scan, now >= scan { reason = .scanTimeout } else if let file, now >= file { reason = .fileTimeout }
        }
        return reason == nil
    }
}
