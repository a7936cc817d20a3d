internal import Glibc
internal import SentinelFiles
internal import Synchronization

/// What scanning a sample costs on this machine, with these rules. Every lane is a thread that scans all of the sample, so that
/// processors that share their parts are measured sharing them.
struct Calibration {
    /// Nanoseconds of processor time for each file and each byte.
    private var perFile = 0.0
    private var perByte = 0.0
    /// Nanoseconds that are spent once, on patterns that are compiled when they are first needed: for the sample's files, and
    /// for as many files again.
    private var once = 0.0
    private var onceMore = 0.0
    private var sampled = 0
    /// Nanoseconds for each byte that come from the disk and not from memory.
    private(set) var waitPerByte = 0.0
    /// Time by the clock for each unit of processor time: above 1 where others use the processors too.
    private(set) var slowdown = 1.0
    /// Bytes of resident memory with every lane at work.
    private(set) var memory = 0
    /// Bytes of events for each byte of the sample.
    private var eventWeight = 0.0
    /// Bytes of the sample's largest file that were read.
    private(set) var largest = 0

    /// Milliseconds that each of the two passes may take, and that the second, which is repeated, should take: shorter ones say
    /// little about who else is at work.
    private static let patience = 40
    private static let wanted = 15
    /// Bytes that are enough for a rate.
    private static let enough = 8 << 20

    init(engine: Engine, plugins: [PluginPin], sample: [FileBatch], lanes: Int, stop: StopSignal) {
        let files = Self.spread(sample)
        let cold = Self.pass(engine, plugins, files[...], atLeast: 0, stop)
        memory = cold.memory
        guard !cold.files.isEmpty else { return }
        let warm = Self.passes(engine, plugins, files.prefix(cold.files.count), lanes, stop)
        let samples = warm.flatMap(\.files)
        memory = warm.map(\.memory).max() ?? cold.memory
        largest = cold.files.map(\.bytes).max() ?? 0
        fit(samples)
        let worked = warm.reduce(0) { $0 + $1.working }
        if worked > 0 { slowdown = 1 + Double(warm.reduce(0) { $0 + $1.waiting }) / Double(worked) }
        learnWhatIsDoneOnce(cold, warm)
        let bytes = cold.files.reduce(0) { $0 + $1.bytes }
        if bytes > 0 { eventWeight = Double(cold.weight) / Double(bytes) }
        if cold.readsDisk, bytes > 0 { waitPerByte = Double(cold.waiting) / Double(bytes) }
    }

    /// Bytes of what is found in so many bytes of files.
    func events(bytes: Int) -> Double { eventWeight * Double(bytes) }

    /// Nanoseconds of processor time for that many files and bytes.
    func time(files: Int, bytes: Int) -> Double { perFile * Double(files) + perByte * Double(bytes) }

    /// What a file took the first time beyond what it took later. Each doubling of the files is taken to meet as many new
    /// patterns as the second half of the sample did.
    private mutating func learnWhatIsDoneOnce(_ cold: Pass, _ warm: [Pass]) {
        sampled = min(cold.files.count, warm.map(\.files.count).min() ?? 0)
        guard sampled > 0 else { return }
        let extra = (0..<sampled).map { index in
            Double(cold.files[index].time)
                - Double(warm.reduce(0) { $0 + $1.files[index].time }) / Double(warm.count)
        }
        once = max(0, extra.reduce(0, +))
        onceMore = min(once / 2, max(0, extra[(sampled / 2)...].reduce(0, +)))
    }

    /// Nanoseconds that `files` files cost once.
    func once(files: Int) -> Double {
        once + onceMore * doublings(to: files)
    }

    /// How often the sample must be doubled to be as many files.
    func doublings(to files: Int) -> Double {
        sampled > 0 && files > sampled ? log2(Double(files) / Double(sampled)) : 0
    }

    /// The line that the middle ones of all pairs of files lie on (Theil and Sen), and a share of what others took beyond it: one server in a
    /// small sample would make every byte of a tree dear.
    private mutating func fit(_ samples: [Measured]) {
        let samples = samples.prefix(Self.mostFitted)
        var slopes: [Double] = []
        for (index, one) in samples.enumerated() {
            for other in samples[(index + 1)...] where other.bytes != one.bytes {
                slopes.append(Double(other.time - one.time) / Double(other.bytes - one.bytes))
            }
        }
        slopes.sort()
        perByte = slopes.isEmpty ? 0 : max(0, slopes[slopes.count / 2])
        let rest = samples.map { Double($0.time) - perByte * Double($0.bytes) }.sorted()
        guard !rest.isEmpty else { return }
        let middle = max(0, rest[rest.count / 2])
        let beyond = rest.reduce(0.0) { $0 + max(0, $1 - middle) } / Double(rest.count)
        perFile = middle + Self.shareBeyond * beyond
    }

    /// Of what dear files took: what they refer to is read once for many of them.
    private static let shareBeyond = 0.3
    /// Files that the line is laid through; all pairs of them are looked at.
    private static let mostFitted = 500

    // MARK: Passes

    private struct Measured: Sendable {
        var bytes: Int
        /// Nanoseconds of processor time.
        var time: Int
    }

    private struct Pass: Sendable {
        var files: [Measured] = []
        /// Nanoseconds in which the thread worked, and did not.
        var working = 0
        var waiting = 0
        var readsDisk = false
        var memory = 0
        /// Bytes of the events that came of it.
        var weight = 0
    }

    private typealias Entry = (batch: FileBatch, file: FileReference)

    /// The sample's files so that any number of the first ones comes from all over the walk.
    private static func spread(_ sample: [FileBatch]) -> [Entry] {
        guard !sample.isEmpty else { return [] }
        // A step near the golden section that meets every batch.
        var step = max(1, sample.count * 5 / 8)
        while !isCoprime(step, sample.count) { step += 1 }
        let most = sample.map(\.files.count).max() ?? 0
        return (0..<most).flatMap { round in
            sample.indices.compactMap { number -> Entry? in
                let batch = sample[number * step % sample.count]
                return round < batch.files.count ? (batch, batch.files[round]) : nil
            }
        }
    }

    private static func isCoprime(_ a: Int, _ b: Int) -> Bool { b == 0 ? a == 1 : isCoprime(b, a % b) }

    /// One pass on each of `lanes` threads at the same time; fewer where the system has no threads left.
    private static func passes(
        _ engine: Engine, _ plugins: [PluginPin], _ files: ArraySlice<Entry>, _ lanes: Int, _ stop: StopSignal
    ) -> [Pass] {
        let results = Results()
        let work = Work(files: files)
        let threads = (0..<lanes).compactMap { _ in
            WorkerThread { results.add(pass(engine, plugins, work.files, atLeast: wanted, stop)) }
        }
        for thread in threads { thread.join() }
        return results.all
    }

    /// The entries are only read.
    private struct Work: @unchecked Sendable {
        var files: ArraySlice<Entry>
    }

    private final class Results: Sendable {
        private let passes = Mutex<[Pass]>([])
        var all: [Pass] { passes.withLock { $0 } }
        func add(_ pass: Pass) { passes.withLock { $0.append(pass) } }
    }

    /// Scans `files`, again and again for `atLeast` milliseconds.
    private static func pass(
        _ engine: Engine, _ plugins: [PluginPin], _ files: ArraySlice<Entry>, atLeast wanted: Int, _ stop: StopSignal
    ) -> Pass {
        var pass = Pass()
        let start = MonotonicTime.now
        let (enoughTime, deadline) = (start.advanced(milliseconds: wanted), start.advanced(milliseconds: patience))
        guard
            let scanner = FileScanner(
                engine: engine, options: engine.discoveryOptions, plugins: plugins, stop: stop, deadline: deadline)
        else { return pass }
        let blocks = blocksRead()
        var time = threadTime()
        var bytes = 0
        var portion = Portion(start: 0)
        repeat {
            for (batch, file) in files where bytes < enough && !stop.isSet && MonotonicTime.now < deadline {
                _ = scanner.scan(file, of: batch, into: &portion)
                // As a worker does at the end of a batch.
                if pass.files.count % engine.settings.batchSize == 0 { scanner.plugins?.settle(&portion) }
                let now = threadTime()
                pass.files.append(Measured(bytes: portion.counts.bytes - bytes, time: now - time))
                pass.working += now - time
                time = now
                bytes = portion.counts.bytes
            }
            scanner.plugins?.settle(&portion)
        } while bytes < enough && !stop.isSet && !files.isEmpty && MonotonicTime.now < enoughTime
        pass.waiting = max(0, MonotonicTime.now.microseconds(since: start) * 1000 - pass.working)
        pass.weight = portion.weight
        pass.readsDisk = blocksRead() > blocks
        // While the scanner still holds its buffers.
        pass.memory = withExtendedLifetime(scanner) { residentMemory() }
        return pass
    }

    /// Blocks that the process has read from disks.
    private static func blocksRead() -> Int {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_inblock
    }
}

/// The process's resident memory in bytes: the second number of `/proc/self/statm`, in pages.
private func residentMemory() -> Int {
    guard let file = unsafe fopen("/proc/self/statm", "re") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let numbers = text.split(separator: " ")
    return numbers.count > 1 ? (Int(numbers[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
}
