internal import SentinelFiles
internal import SentinelModel

/// Takes batches, scans their files, delivers the results. One a thread.
final class Worker {
    private let scanner: FileScanner
    private let feeder: Feeder
    private let sequencer: Sequencer
    private let stop: StopSignal
    private let settings: Settings
    /// True when somebody wants to know the file that was scanned last.
    private let reportsProgress: Bool

    /// The first place of the portion in work, and the bytes reserved for its file. As long as that is the order's head,
    /// this worker must not wait: nobody else can move the head on.
    private var place = 0
    private var reserved = 0
    /// The batch in work, what discovery had left out before its end, and the index of the first of its files not begun.
    private var batch = FileBatch()
    private var walked = Portion.WalkCounts()
    private var next = 0
    /// Behind the last of its files that is this worker's.
    private var end = 0

    /// Files larger than this are reserved in the memory budget, and make a worker give the rest of its batch up, so that
    /// small files do not wait behind a large one.
    private static let largeFile = 1 << 20
    /// A portion heavier than this is delivered before its batch is done.
    private static let heavyPortion = 1 << 20

    init(run: ScanRun, scanner: FileScanner) {
        self.scanner = scanner
        feeder = run.feeder
        sequencer = run.sequencer
        stop = run.stop
        settings = run.engine.settings
        reportsProgress = run.engine.settings.progressInterval > 0
        scanner.willRead = { [unowned self] in prepare(for: $0) }
        if settings.jobs > 1 { scanner.feeder = feeder }
    }

    /// Works until there is nothing left.
    func run() {
        while let assignment = feeder.next() {
            switch assignment {
            case .help(let large): scanner.help(large)
            case .batch(let work):
                take(work)
                workOff()
                feeder.done(batch)
            }
        }
    }

    private func take(_ work: Feeder.Work) {
        batch = work.batch
        walked = work.walked
        next = 0
        end = batch.files.count
        sequencer.admit(batch.places.lowerBound)
    }

    /// Works the batch off in the order of its places, the walk's diagnostics among the files.
    private func workOff() {
        var portion = newPortion(at: batch.places.lowerBound)
        let files = batch.files
        while next < end, !stop.isSet {
            let file = files[next]
            addWalkDiagnostics(before: file.sequence, to: &portion)
            next += 1
            place = portion.start
            scan(file, into: &portion)
            portion.end = file.sequence + 1
            if portion.weight > Self.heavyPortion {
                scanner.plugins?.settle(&portion)
                sequencer.deliver(portion)
                portion = newPortion(at: portion.end)
            }
        }
        // After a stop the rest of the batch is missing; what was found until then is still worth telling.
        if next == end {
            addWalkDiagnostics(before: Int.max, to: &portion)
            portion.end = batch.places.upperBound
        }
        scanner.plugins?.settle(&portion)
        // An empty one would stand in the place of the next, which another worker may have delivered.
        if portion.end > portion.start { sequencer.deliver(portion) }
    }

    private func newPortion(at place: Int) -> Portion {
        var portion = Portion(start: place)
        portion.walked = walked
        return portion
    }

    private func addWalkDiagnostics(before place: Int, to portion: inout Portion) {
        if batch.diagnostics.isEmpty { return }
        for placed in batch.diagnostics where placed.sequence >= portion.end && placed.sequence < place {
            portion.add(.diagnostic(placed.diagnostic))
        }
    }

    private func scan(_ file: FileReference, into portion: inout Portion) {
        let result = scanner.scan(file, of: batch, into: &portion)
        if reserved > 0 { sequencer.release(reserved) }
        reserved = 0
        if result == .scanTimeout { sequencer.end(by: .scanTimeout(settings.timeout)) }
        if reportsProgress { portion.lastPath = batch.path(of: file) }
    }

    /// Called before a file of `size` bytes is read, and again when it is read again.
    private func prepare(for size: Int) {
        guard size > Self.largeFile, reserved == 0 else { return }
        scanner.plugins?.flush()
        if settings.jobs > 1, next < end {
            feeder.giveUp(Feeder.Work(batch: batch.split(at: next), walked: walked))
            end = next
        }
        reserved = min(size, settings.maxFileSize)
        sequencer.reserve(reserved, at: place)
    }
}
