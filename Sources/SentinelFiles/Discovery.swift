import SentinelModel

/// Finds the files to scan, batch by batch, in the order of the scan: the roots as they were given, folders depth
/// first, the entries of a folder sorted by the raw bytes of their names.
///
/// Every entry is opened relative to an open descriptor of its folder, never by path, and no link is followed; so what
/// a hostile tree changes meanwhile cannot lead the walk out of the root. Only the descriptors of the newest folders
/// stay open: on the way up a folder is opened again by `..` and must be the one it was. Memory holds the entries of
/// the folders that the walk is in, not of those it has left.
///
/// Used by one thread at a time.
package final class Discovery {
    let options: DiscoveryOptions
    let isCancelled: @Sendable () -> Bool
    let budget = DescriptorBudget()
    private let roots: [Root]
    private var nextRoot = 0
    private var sequence = 0
    private var steps = 0
    private(set) var stopped = false

    var frames: [Frame] = []
    var listing = FolderListing()
    var ignores = IgnoreStack()
    /// The folders the walk is in: device and inode, so that a loop of mounts ends.
    var ancestors: Set<FolderIdentity> = []
    /// From the repository's top (or the root) down to the folder the walk is in, ending in `/` unless empty.
    var path: [UInt8] = []
    /// How much of `path` leads to the root.
    var rootStart = 0
    /// Where the roots lie, links resolved.
    var canonicalRoots: [[UInt8]] = []

    package internal(set) var counts = DiscoveryCounts()

    /// A folder the walk is in.
    struct Frame {
        let folder: Folder
        /// Nil once the walk is much deeper.
        var handle: FolderHandle?
        /// Entries of `listing`: the next one, and the end.
        var next: Int
        let end: Int
        /// What `listing`, `path` and `ignores` held before this folder.
        let entriesBefore: Int
        let namesBefore: Int
        let pathBefore: Int
        let listsBefore: Int
        /// An include glob has selected this folder.
        let isIncluded: Bool
    }

    /// `isCancelled` is asked often, from the thread that calls `next`.
    package init(roots: [Root], options: DiscoveryOptions, isCancelled: @escaping @Sendable () -> Bool) {
        self.roots = roots
        self.options = options
        self.isCancelled = isCancelled
        budget.makeRoom()
    }

    /// Clears `batch` and fills it with the next files and diagnostics. False at the end of the scan, or when it was
    /// cancelled; then the batch is empty.
    package func next(_ batch: FileBatch) -> Bool {
        batch.removeAll()
        let limit = min(max(1, options.batchSize), 1 << 20)
        // A batch keeps the folders of its files open.
        let folders = max(4, budget.limit / 8)
        while batch.files.count < limit, batch.folders.count < folders, batch.diagnostics.count < 4 * limit {
            steps &+= 1
            if stopped || (steps & 127 == 1 && isCancelled()) {
                stopped = true
                break
            }
            guard step(batch) else { break }
        }
        return !batch.isEmpty
    }

    /// Handles one entry, one end of a folder, or one root. False at the end of the scan.
    private func step(_ batch: FileBatch) -> Bool {
        guard let top = frames.last else {
            guard nextRoot < roots.count else { return false }
            nextRoot += 1
            enter(root: roots[nextRoot - 1], batch)
            return true
        }
        if top.next < top.end {
            frames[frames.count - 1].next += 1
            visit(listing.entries[top.next], in: top, batch)
        } else {
            leave(batch)
        }
        return true
    }

    /// Ends the walk: something was cancelled below.
    func stop() {
        stopped = true
    }

    /// The next number in the order of the scan.
    func nextSequence() -> Int {
        defer { sequence += 1 }
        return sequence
    }

    /// Puts a file into the batch. `handle` is kept open by it when descriptors are not scarce.
    func add(
        _ name: ArraySlice<UInt8>, types: FileTypeSet, folder: Folder, handle: FolderHandle?, isRoot: Bool,
        to batch: FileBatch
    ) {
        if batch.folders.last !== folder {
            batch.folders.append(folder)
            batch.handles.append(budget.hasRoom || folder.parent == nil ? handle : nil)
        }
        append(name, types: types, index: batch.folders.count - 1, isMemory: false, isRoot: isRoot, to: batch)
    }

    /// Puts a root in memory into the batch.
    func add(memory bytes: [UInt8], name: RawPath, types: FileTypeSet, to batch: FileBatch) {
        batch.memory.append(bytes)
        append(name.bytes[...], types: types, index: batch.memory.count - 1, isMemory: true, isRoot: true, to: batch)
    }

    private func append(
        _ name: ArraySlice<UInt8>, types: FileTypeSet, index: Int, isMemory: Bool, isRoot: Bool, to batch: FileBatch
    ) {
        let start = batch.names.count
        batch.names += name
        batch.names.append(0)
        batch.files.append(
            FileReference(
                sequence: nextSequence(), types: types, folder: index, nameStart: start, nameLength: name.count,
                isMemory: isMemory, isRoot: isRoot))
        counts.eligible += 1
    }
}
