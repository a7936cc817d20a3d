// FUZZ_TARGET=python sentinel-fuzz [libFuzzer's options] [folders]
//
// Feeds one target (FuzzTarget.swift) with what libFuzzer makes up. What breaks, traps or takes too long ends the program and is
// kept. Built only where MCP_SENTINEL_FUZZ=1 is set: `make fuzz`.
internal import FuzzChecks
internal import Glibc

/// Processor seconds that one input of at most 16 KB may take. The instrumented code is five to ten times slower than the real.
private let mostSeconds = 2.0

@_extern(c) private func LLVMFuzzerRunDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private func fail(_ message: String) -> Never {
    let line = Array("sentinel-fuzz: \(message)\n".utf8)
    _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
    abort()
}

private func processorSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

private func chosenTarget() -> FuzzTarget {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        fail("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
}

// Used by libFuzzer's one thread alone.
nonisolated(unsafe) private let checker = FuzzChecker(chosenTarget())

private func run(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let start = processorSeconds()
    do throws(Broken) {
        try unsafe checker.check(input)
    } catch {
        fail("broken: \(error)")
    }
    let seconds = processorSeconds() - start
    if seconds > mostSeconds { fail("broken: \(count) bytes take \(seconds) s") }
    return 0
}

private var count = CommandLine.argc
private var arguments = unsafe CommandLine.unsafeArgv
exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, { unsafe run($0, $1) }))
