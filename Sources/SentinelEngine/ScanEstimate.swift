internal import SentinelFiles

/// What a scan would cost: files and bytes from names and sizes, time and memory from scanning a small sample of them here and
/// now, since machines, rules and texts differ by more than any table could tell.
package struct ScanEstimate: Sendable {
    package var jobs: Int
    package var files: Int
    package var bytes: Int
    /// Bytes of resident memory at the peak, without the processes of plugins.
    package var memory: Int
    /// Microseconds from the start of the scan to its end; making the engine is not in it.
    package var wallTime: Int

    /// Walks the roots and scans the sample, which takes about a tenth of a second at most. Ends early when `stop` is set.
    init(engine: Engine, plugins: [PluginPin], roots: [Root], stop: StopSignal) {
        jobs = engine.settings.jobs
        let walk = Estimate(
            roots: roots, options: engine.discoveryOptions, ranks: jobs, isCancelled: { stop.isSet })
        // A worker takes a batch at once, so a few files are for one.
        let batches = (walk.files + engine.settings.batchSize - 1) / engine.settings.batchSize
        let lanes = max(1, min(jobs, availableProcessors(), batches))
        let cost = Calibration(engine: engine, plugins: plugins, sample: walk.sample, lanes: lanes, stop: stop)
        files = walk.files
        bytes = walk.bytes
        memory = Self.memory(walk, cost, engine.settings, lanes: lanes)
        wallTime = Self.wallTime(walk, cost, engine.settings, lanes: lanes)
    }

    /// The process as it is with `lanes` workers, those that are still missing, and buffers for the largest files instead of
    /// those for the sample's.
    private static func memory(_ walk: Estimate, _ cost: Calibration, _ settings: Settings, lanes: Int) -> Int {
        func buffer(_ size: Int) -> Int { size > settings.maxFileSize ? windowBuffer : size }
        // Workers wait rather than hold more than the limit.
        let buffers = min(walk.largest.reduce(0) { $0 + buffer($1) }, settings.memoryLimit)
        let missing = settings.jobs - lanes
        let queue = Int(min(cost.events(bytes: walk.bytes), Double(queueLimit)))
        let rare = min(rareMemory * Double(walk.files).squareRoot(), mostRareMemory) * Double(lanes)
        return cost.memory + queue + Int(rare) + max(0, missing) * perWorker
            + max(0, buffers - lanes * buffer(cost.largest))
    }

    /// In floating point: sparse files can claim more bytes than fit a product of integers.
    private static func wallTime(_ walk: Estimate, _ cost: Calibration, _ settings: Settings, lanes: Int) -> Int {
        let once = cost.once(files: walk.files)
        let rare = 1 + rareTime * cost.doublings(to: walk.files)
        let all = Double(walk.walkTime) + once + cost.time(files: walk.files, bytes: walk.bytes) * rare
        // A file that is read whole is one worker's.
        let largest = walk.largest.first { $0 <= settings.maxFileSize } ?? 0
        let longest = once + cost.time(files: 1, bytes: largest)
        let waiting = cost.waitPerByte * Double(walk.bytes) / Double(lanes)
        var nanoseconds = max(all / Double(lanes), longest) * cost.slowdown + waiting + threadStart
        if lanes > 1 { nanoseconds += unevenEnd }
        return Int(min(nanoseconds / 1000, 1e15))
    }

    /// A window of a large file and what overlaps it.
    private static let windowBuffer = 5 << 18
    /// Stack, matching tables and output of a worker, without its file.
    private static let perWorker = 256 << 10
    /// Code that is read and followed is rare and dear, and a small sample meets little of it. On the trees of `make bench` the most that a
    /// worker holds for one file grows with the root of their number, up to what limits allow, and each doubling of the files beyond the
    /// sample makes them dearer by a share.
    private static let rareMemory = 32_000.0
    private static let mostRareMemory = 12_000_000.0
    private static let rareTime = 0.07
    /// What may wait for its turn or to be pulled.
    private static let queueLimit = 4 << 20
    /// Nanoseconds that a worker waits for the others at the end, on the trees of `make bench`.
    private static let unevenEnd = 6_000_000.0
    /// Nanoseconds for starting and joining threads.
    private static let threadStart = 500_000.0
}
