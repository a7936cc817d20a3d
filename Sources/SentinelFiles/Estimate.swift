import SentinelModel

/// What a scan would read, by names and sizes alone.
package struct Estimate: Hashable, Sendable {
    package var files = 0
    package var bytes = 0
    package var folders = 0
    /// Bytes of the largest file that would be read.
    package var largest = 0

    /// Walks the roots and adds up; no file is opened. Ends early when it is cancelled.
    package init(roots: [Root], options: DiscoveryOptions, isCancelled: @escaping @Sendable () -> Bool) {
        let discovery = Discovery(roots: roots, options: options, isCancelled: isCancelled)
        let batch = FileBatch()
        while discovery.next(batch) {
            for file in batch.files {
                let size = Self.size(of: file, batch)
                guard size <= options.hardFileSize else { continue }
                files += 1
                bytes += size
                largest = max(largest, size)
            }
        }
        folders = discovery.counts.folders
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
