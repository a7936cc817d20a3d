internal import Glibc

/// A thread of the engine's own, with a stack of known size, that blocks all signals: they belong to the host.
struct WorkerThread {
    private let handle: pthread_t

    /// Enough for every analysis by far, and the same whatever the host's limits are.
    private static let stackSize = 2 << 20

    /// Starts `body`. Returns nil when the system has no thread left.
    init?(_ body: @escaping @Sendable () -> Void) {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        unsafe pthread_attr_init(attributes)
        defer {
            unsafe pthread_attr_destroy(attributes)
            unsafe attributes.deallocate()
        }
        unsafe pthread_attr_setstacksize(attributes, Self.stackSize)
        let box = unsafe Unmanaged.passRetained(ThreadBody(body))
        var created = pthread_t()
        // A new thread inherits the mask of the one that makes it.
        var all = sigset_t()
        var old = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &old)
        let status = unsafe pthread_create(&created, attributes, runThread, box.toOpaque())
        unsafe pthread_sigmask(SIG_SETMASK, &old, nil)
        guard status == 0 else {
            unsafe box.release()
            return nil
        }
        handle = created
    }

    /// Waits for the thread's end. Exactly once.
    func join() { pthread_join(handle, nil) }
}

private final class ThreadBody {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let body = unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue()
    body.run()
    return nil
}
