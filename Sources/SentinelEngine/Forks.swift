internal import Glibc
internal import Synchronization

/// How often `fork` has made a child on the way to this process. Asked for every event, for which `getpid`, a system call,
/// would be too dear.
enum Forks {
    static var count: Int {
        _ = isWatching
        return forks.load(ordering: .relaxed)
    }

    private static let isWatching: Bool = pthread_atfork(nil, nil, { forks.add(1, ordering: .relaxed) }) == 0
}

/// Global, since the C function above can reach nothing else.
private let forks = Atomic<Int>(0)
