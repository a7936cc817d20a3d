import Foundation
import Glibc

/// A run whose standard streams are a pseudo terminal.
final class TerminalRun {
    private let process = Process()
    private let leader: Int32
    private let reader: Thread
    private let shown = Shown()

    /// What came, and that no more will.
    private final class Shown: @unchecked Sendable {
        let condition = NSCondition()
        var bytes = Data()
        var isOver = false
    }

    /// Starts the program. `output` false gives it /dev/null for standard output, so that only standard error is shown.
    init(
        _ arguments: [String], environment: [String: String] = ["TERM": "xterm"], output: Bool = true,
        in folder: URL? = nil
    ) throws {
        var follower: Int32 = 0
        var opened: Int32 = 0
        var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        guard unsafe openpty(&opened, &follower, nil, nil, &size) == 0 else { throw POSIXError(.EIO) }
        leader = opened
        let terminal = FileHandle(fileDescriptor: follower, closeOnDealloc: true)
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ? terminal : FileHandle.nullDevice
        process.standardError = terminal
        let shown = shown
        let source = leader
        reader = Thread {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = unsafe read(source, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                shown.condition.lock()
                if count > 0 { shown.bytes.append(contentsOf: buffer[..<count]) } else { shown.isOver = true }
                shown.condition.broadcast()
                shown.condition.unlock()
                if count <= 0 { return }
            }
        }
        try Self.withSignals { try process.run() }
        try terminal.close()
        reader.start()
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(leader)
    }

    /// Runs `body` with signals as a terminal's shell leaves them. A shell's background jobs, and so maybe these tests, are
    /// born with SIGINT ignored, and threads of a pool block all signals; a child inherits both.
    private static func withSignals(_ body: () throws -> Void) rethrows {
        signal(SIGINT, SIG_DFL)
        var none = sigset_t()
        var old = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &old)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &old, nil) }
        try body()
    }

    /// Waits until `text` was shown. False when the program ended, or half a minute passed, without it.
    func waitFor(_ text: String) -> Bool {
        let deadline = Date(timeIntervalSinceNow: 30)
        shown.condition.lock()
        defer { shown.condition.unlock() }
        while !String(decoding: shown.bytes, as: UTF8.self).contains(text) {
            if shown.isOver || !shown.condition.wait(until: deadline) { return false }
        }
        return true
    }

    /// Waits until the process has a handler for a signal: before that the signal would end it.
    func waitUntilItCatches(_ signal: Int32) -> Bool {
        let deadline = Date(timeIntervalSinceNow: 60)
        let bit = UInt64(1) << UInt64(signal - 1)
        while Date() < deadline {
            let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
            if let digits = line?.split(separator: "\t").last, let caught = UInt64(digits, radix: 16), caught & bit != 0
            {
                return true
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return false
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end; returns status and everything shown.
    func finish() -> (status: Int32, text: String) {
        let deadline = Date(timeIntervalSinceNow: 30)
        while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
        if process.isRunning { send(SIGKILL) }
        process.waitUntilExit()
        shown.condition.lock()
        defer { shown.condition.unlock() }
        while !shown.isOver, shown.condition.wait(until: deadline) {}
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return (status, String(decoding: shown.bytes, as: UTF8.self))
    }
}
