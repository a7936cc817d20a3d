internal import SentinelFiles

/// What a scan would cost, from names and sizes alone.
package struct ScanEstimate: Sendable {
    package var jobs: Int
    package var files: Int
    package var bytes: Int
    /// Bytes of resident memory at the peak.
    package var memory: Int
    /// Microseconds.
    package var wallTime: Int

    /// Walks the roots. The figures behind the prediction were measured on one x86-64 machine with all built-in rules: a
    /// process with the rules loaded, the buffers of a worker, the rate of one worker.
    init(engine: Engine, roots: [Root], isCancelled: @escaping @Sendable () -> Bool) {
        let sizes = Estimate(roots: roots, options: engine.discoveryOptions, isCancelled: isCancelled)
        jobs = engine.settings.jobs
        files = sizes.files
        bytes = sizes.bytes
        let buffer = min(sizes.largest, engine.settings.maxFileSize) + Self.perWorker
        memory = Self.process + min(jobs * buffer, engine.settings.memoryLimit)
        // In floating point: sparse files can claim more bytes than fit a product of integers.
        let nanoseconds = Double(files) * Self.nanosecondsPerFile + Double(bytes) * Self.nanosecondsPerByte
        wallTime = Self.start + Int(min(nanoseconds / Double(jobs) / 1000, 1e15))
    }

    private static let process = 14 << 20
    private static let perWorker = 1 << 20
    private static let start = 10_000
    private static let nanosecondsPerFile = 12_000.0
    private static let nanosecondsPerByte = 2.0
}
