internal import CPlugin
internal import Glibc
internal import SentinelModel

/// A running plugin host and the frames that go to and fro. For one thread. The process ends with the object.
@safe
final class HostProcess {
    private var process = cplugin_process()
    private let control: UnsafeMutablePointer<cplugin_control>
    private let controlDescriptor: Int32
    private let owner = getpid()
    /// What was received, and where in it the first frame begins that was not handed out.
    private var received: [UInt8] = []
    private var next = 0
    private var chunk = [UInt8](repeating: 0, count: 65_536)
    /// Its end was seen, or it was ended.
    private(set) var isOver = false

    private static let longestFrame = 64 << 20

    init(program: RawPath, arena: PluginArena, library: PluginLibrary) throws(PluginFailure) {
        var page: UnsafeMutablePointer<cplugin_control>?
        let descriptor = unsafe cplugin_control_new(&page)
        guard let page = unsafe page else {
            throw PluginFailure(.host, "there is no memory to share with plugins")
        }
        unsafe control = page
        controlDescriptor = descriptor
        let status = unsafe withPath(program) {
            unsafe cplugin_spawn($0, arena.descriptor, library.descriptor, descriptor, &process)
        }
        guard status == 0 else {
            isOver = true
            throw PluginFailure(.host, "\(program.display) cannot be started: \(describe(-status))")
        }
    }

    deinit {
        end()
        unsafe cplugin_unmap(control, MemoryLayout<cplugin_control>.size)
        close(controlDescriptor)
    }

    /// Kills it and waits for its end. In a child that inherited it, only what was inherited is closed.
    @discardableResult
    func end() -> Int32 {
        guard !isOver else { return -1 }
        isOver = true
        guard isOwn else {
            close(process.socket)
            if process.pidfd >= 0 { close(process.pidfd) }
            return -1
        }
        return unsafe cplugin_end(&process)
    }

    /// True in the process that started it: one that inherited it must not speak with it.
    var isOwn: Bool { owner == getpid() }

    /// The entry it works on; any number.
    var current: Int { Int(unsafe cplugin_control_current(control)) }

    /// When to give up waiting for an answer.
    struct Patience {
        /// Milliseconds without the work moving on from one entry to the next.
        var limit: Int
        /// How many entries there are.
        var entries = 0
        /// True when the work is no longer wanted.
        var isCancelled: () -> Bool
        /// The plugin is told after so many milliseconds that its work is not wanted, and its answer is waited for all the same.
        var cancelsAfter: Int?
    }

    /// Sends a frame and hands every frame that comes to `receive`, until that returns true.
    func exchange(
        _ frame: [UInt8], _ patience: Patience,
        receive: (UInt32, ArraySlice<UInt8>) throws(PluginFailure) -> Bool
    ) throws(PluginFailure) {
        unsafe cplugin_control_reset(control)
        let sent = unsafe frame.withUnsafeBufferPointer {
            unsafe cplugin_send(&process, $0.baseAddress, $0.count, Int32(clamping: patience.limit))
        }
        guard sent == 0 else { throw sent == -ETIMEDOUT ? timeout(patience) : crash() }
        // What the host says of its progress counts only forward and up to the end; else one that lies, or talks without
        // end, would never be late.
        var (place, since) = (0, milliseconds())
        while true {
            while let (kind, payload) = try nextFrame() { if try receive(kind, payload) { return } }
            if patience.isCancelled() {
                unsafe cplugin_control_cancel(control)
                throw PluginFailure(.cancelled, "was cancelled")
            }
            let now = milliseconds()
            let isDue = patience.cancelsAfter.map { now - since >= $0 } ?? false
            if isDue { unsafe cplugin_control_cancel(control) }
            let reached = current
            if reached > place, reached < patience.entries { (place, since) = (reached, now) }
            guard now - since < patience.limit else { throw timeout(patience) }
            let slice = min(patience.limit - (now - since), isDue ? Self.slice : patience.cancelsAfter ?? Self.slice)
            if unsafe cplugin_wait(&process, Int32(slice)) > 0 { try read() }
        }
    }

    /// Milliseconds between two looks at whether the work is still wanted.
    private static let slice = 50

    private func read() throws(PluginFailure) {
        let count = unsafe chunk.withUnsafeMutableBufferPointer {
            unsafe cplugin_receive(&process, $0.baseAddress, $0.count)
        }
        if count == -Int(EAGAIN) { return }
        guard count > 0 else { throw crash() }
        received.removeFirst(next)
        next = 0
        received += chunk[..<count]
    }

    /// The first whole frame of what was received.
    private func nextFrame() throws(PluginFailure) -> (UInt32, ArraySlice<UInt8>)? {
        let rest = received[next...]
        guard rest.count >= 8 else { return nil }
        var header = WireReader(rest.prefix(8))
        let (length, kind) = (Int(try header.u32()), try header.u32())
        guard length <= Self.longestFrame else { throw PluginFailure(.garbled, "it sent a frame of \(length) bytes") }
        guard rest.count >= 8 + length else { return nil }
        next += 8 + length
        return (kind, rest.dropFirst(8).prefix(length))
    }

    private func timeout(_ patience: Patience) -> PluginFailure {
        PluginFailure(.timedOut, "did not answer within \(patience.limit) ms")
    }

    /// What a closed socket means.
    private func crash() -> PluginFailure {
        let status = end()
        let code = status & 0x7F
        if status < 0 { return PluginFailure(.crashed, "ended without an answer") }
        if code == 0 { return PluginFailure(.crashed, "ended with exit status \(status >> 8 & 0xFF)") }
        return PluginFailure(.crashed, "was ended by signal \(code) (\(unsafe String(cString: strsignal(code))))")
    }
}
