import Glibc
import Synchronization

/// Ctrl-C. The first SIGINT or SIGTERM asks the scan to stop; the second finds the default action restored, and kills.
enum Interrupt {
    private static let flag = Atomic<Bool>(false)

    /// True once a signal came.
    static var wasRaised: Bool { flag.load(ordering: .relaxed) }

    /// From now on the first signal is noted. A signal that the parent had ignored stays ignored.
    static func catchFirst() {
        // Also initialises the flag, which must not happen inside the handler.
        flag.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            var old = sigaction()
            guard unsafe sigaction(number, nil, &old) == 0, !isIgnored(old) else { continue }
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { _ in Interrupt.flag.store(true, ordering: .relaxed) }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            unsafe sigaction(number, &action, nil)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        let ignored = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignored
    }
}
