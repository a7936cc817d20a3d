internal import Glibc
internal import Synchronization

/// Tells the workers to stop: polled between matches and reads, set from any thread.
final class StopSignal: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}

/// How many processors this process may run on; at least 1.
package func availableProcessors() -> Int {
    var set = cpu_set_t()
    guard unsafe sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 else {
        return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }
    let count = unsafe withUnsafeBytes(of: &set) { bytes in
        unsafe bytes.reduce(0) { $0 + $1.nonzeroBitCount }
    }
    return max(1, count)
}
