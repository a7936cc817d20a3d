internal import Glibc
internal import Synchronization

/// Tells the workers to stop: polled between matches and reads, set from any thread.
final class StopSignal: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
