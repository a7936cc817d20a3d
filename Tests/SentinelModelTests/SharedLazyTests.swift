import Dispatch
import SentinelModel
import Synchronization
import Testing

@Suite struct SharedLazyTests {
    private final class Counted: Sendable {
        static let alive = Atomic<Int>(0)
        init() { Self.alive.add(1, ordering: .relaxed) }
        deinit { Self.alive.subtract(1, ordering: .relaxed) }
    }

    @Test func oneObjectIsKeptAndLetGo() {
        for _ in 0..<50 {
            let lazy = SharedLazy<Counted>()
            let seen = Mutex<Set<ObjectIdentifier>>([])
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                let identity = lazy.read(making: Counted.init) { ObjectIdentifier($0) }
                _ = seen.withLock { $0.insert(identity) }
            }
            // What other threads made was let go at once.
            #expect(seen.withLock { $0.count } == 1)
            #expect(Counted.alive.load(ordering: .relaxed) == 1)
        }
        #expect(Counted.alive.load(ordering: .relaxed) == 0)
    }
}
