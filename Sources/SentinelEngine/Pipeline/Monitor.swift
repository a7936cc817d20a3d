internal import Glibc

/// A mutex with a condition, which `Synchronization.Mutex` has not: the pulling side must wait with a time limit.
///
/// The state is touched only inside `locked`. Waiting is a loop in the caller: wake-ups may come without a reason. Where a
/// body waits, the state is an object: the fields of an `inout` struct are the body's alone, so the optimiser may keep them
/// in registers across the wait, in which others change them.
@safe
final class Monitor<State>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    init(_ state: State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        let attributes = UnsafeMutablePointer<pthread_condattr_t>.allocate(capacity: 1)
        unsafe pthread_condattr_init(attributes)
        // The wall clock may jump; a time limit must not.
        unsafe pthread_condattr_setclock(attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, attributes)
        unsafe pthread_condattr_destroy(attributes)
        unsafe attributes.deallocate()
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` alone. It may wait by calling the `Waiter`.
    func locked<Result>(_ body: (inout State, Waiter) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return unsafe body(&state, Waiter(mutex: mutex, condition: condition))
    }

    /// Wakes all that wait.
    func wakeAll() { unsafe pthread_cond_broadcast(condition) }

    /// Lets the body of `locked` give the lock up until somebody wakes it.
    @safe
    struct Waiter {
        fileprivate let mutex: UnsafeMutablePointer<pthread_mutex_t>
        fileprivate let condition: UnsafeMutablePointer<pthread_cond_t>

        func wait() { unsafe pthread_cond_wait(condition, mutex) }

        /// Waits until `deadline` at the latest; false when it has passed.
        func wait(until deadline: MonotonicTime) -> Bool {
            var time = deadline.timespec
            return unsafe pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT
        }
    }
}

/// A moment on the clock that only goes forward. Nanoseconds.
struct MonotonicTime: Comparable {
    var nanoseconds: UInt64

    static var now: MonotonicTime {
        var time = Glibc.timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec))
    }

    static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.nanoseconds < b.nanoseconds }

    func advanced(milliseconds: Int) -> MonotonicTime {
        MonotonicTime(nanoseconds: nanoseconds &+ UInt64(max(0, milliseconds)) &* 1_000_000)
    }

    func microseconds(since start: MonotonicTime) -> Int {
        Int((nanoseconds &- min(start.nanoseconds, nanoseconds)) / 1000)
    }

    var timespec: timespec {
        Glibc.timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}
