import Glibc
import SentinelModel

/// What a scan would read, by names and sizes alone, and a sample of it for whoever wants to know more.
package struct Estimate: Sendable {
    package private(set) var files = 0
    package private(set) var bytes = 0
    package private(set) var folders = 0
    /// Sizes of the largest files that would be read, the largest first.
    package private(set) var largest: [Int] = []
    /// Files from all over the walk, ready to be read, in batches that keep their folders open: all of a small tree's, and
    /// `sampleSize` at most. Equal trees give equal samples.
    package private(set) var sample: [FileBatch] = []
    /// Nanoseconds of processor time that a scan's own walk would take.
    package private(set) var walkTime = 0

    private static let sampleSize = 256
    /// More batches than this are thinned out.
    private static let sampledBatches = 64

    /// Walks the roots and adds up; no file is opened. Ends early when it is cancelled. `ranks` is how many of the largest
    /// sizes are kept.
    package init(roots: [Root], options: DiscoveryOptions, ranks: Int = 1, isCancelled: @escaping @Sendable () -> Bool)
    {
        let discovery = Discovery(roots: roots, options: options, isCancelled: isCancelled)
        var batch = FileBatch()
        // Of the batches, one in `stride` is kept; of its files, `share`.
        var (number, stride, share) = (0, 1, Self.sampleSize)
        while next(discovery, batch) {
            for file in batch.files { add(Self.size(of: file, batch), ranks, limit: options.hardFileSize) }
            if number % stride == 0, !batch.files.isEmpty {
                sample.append(batch)
                share = thinned(to: share)
                batch = FileBatch()
            }
            number += 1
            if sample.count == Self.sampledBatches {
                sample = sample.indices.filter { $0 % 2 == 0 }.map { sample[$0] }
                stride *= 2
            }
        }
        folders = discovery.counts.folders
    }

    private mutating func next(_ discovery: Discovery, _ batch: FileBatch) -> Bool {
        let start = threadTime()
        defer { walkTime += threadTime() - start }
        return discovery.next(batch)
    }

    private mutating func add(_ size: Int, _ ranks: Int, limit: Int) {
        guard size <= limit else { return }
        files += 1
        // Sparse files can claim more bytes than there are numbers.
        bytes = bytes.addingReportingOverflow(size).overflow ? Int.max : bytes + size
        guard largest.count < ranks || size > largest.last ?? 0 else { return }
        largest.insert(size, at: largest.firstIndex { $0 < size } ?? largest.count)
        if largest.count > ranks { largest.removeLast() }
    }

    /// Leaves each batch so many files that the sample keeps its size, at most `share`. Returns how many that are.
    private func thinned(to share: Int) -> Int {
        var share = share
        while share * sample.count > Self.sampleSize { share /= 2 }
        for batch in sample { batch.keepSome(share) }
        return share
    }

    private static func size(of file: FileReference, _ batch: FileBatch) -> Int {
        if file.isMemory { return batch.memory[file.folder].count }
        guard let handle = batch.handles[file.folder] ?? reopened(batch.folders[file.folder]) else { return 0 }
        return unsafe batch.names.withUnsafeBytes { names in
            let name = unsafe (names.baseAddress.unsafelyUnwrapped + file.nameStart).assumingMemoryBound(to: CChar.self)
            return unsafe SystemCalls.status(name, in: handle.descriptor, following: file.isRoot)?.size ?? 0
        }
    }

    private static func reopened(_ folder: Folder) -> FolderHandle? {
        guard case .opened(let handle) = folder.reopen(budget: DescriptorBudget()) else { return nil }
        return handle
    }
}

extension FileBatch {
    /// Drops all but `count` files, evenly spread, and closes the folders that only the others lie in.
    fileprivate func keepSome(_ count: Int) {
        guard files.count > count else { return }
        files = (0..<count).map { files[(2 * $0 + 1) * files.count / (2 * count)] }
        let used = Set(files.filter { !$0.isMemory }.map(\.folder))
        for index in handles.indices where !used.contains(index) { handles[index] = nil }
    }
}

/// Nanoseconds of processor time that the calling thread has used.
package func threadTime() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
}
