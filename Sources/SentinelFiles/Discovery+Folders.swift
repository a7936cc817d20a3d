import Glibc
import SentinelModel

/// What came of opening a folder.
enum FolderOutcome {
    case opened(FolderHandle, FolderIdentity)
    case failed(Int32)
}

extension Discovery {
    /// Opens a folder, again and again while the failure may pass.
    func openFolder(_ name: UnsafePointer<CChar>, in folder: Int32, flags: Int32) -> FolderOutcome {
        for attempt in 0... {
            let descriptor = unsafe SystemCalls.open(name, in: folder, flags: flags)
            if descriptor >= 0 {
                let handle = FolderHandle(descriptor, budget: budget)
                guard let status = SystemCalls.status(descriptor) else { return .failed(errno) }
                return status.kind == .folder ? .opened(handle, status.identity) : .failed(ENOTDIR)
            }
            guard Failure(-descriptor) == .passing, attempt < options.retries, !isCancelled() else {
                return .failed(-descriptor)
            }
            releaseOldHandles(keeping: 2)
            SystemCalls.pause(beforeAttempt: attempt + 1)
        }
        return .failed(EAGAIN)
    }

    /// Enters a folder that is open: lists it and obeys its ignore files.
    func push(_ folder: Folder, _ handle: FolderHandle, name: ArraySlice<UInt8>, isIncluded: Bool, _ batch: FileBatch) {
        let entries = listing.entries.count
        let names = listing.names.count
        let pathBefore = path.count
        let lists = ignores.depth
        if !name.isEmpty {
            path += name
            path.append(UInt8(ascii: "/"))
        }
        counts.folders += 1
        ancestors.insert(folder.identity)
        list(handle, folder, batch)
        frames.append(
            Frame(
                folder: folder, handle: handle, next: entries, end: listing.entries.count, entriesBefore: entries,
                namesBefore: names, pathBefore: pathBefore, listsBefore: lists, isIncluded: isIncluded))
        releaseOldHandles(keeping: budget.depthKept)
        if options.useIgnoreFiles || options.untrusted {
            loadIgnoreFiles(of: handle, base: path.count, path: { folder.path(of: $0) }, from: entries, batch)
        }
    }

    private func list(_ handle: FolderHandle, _ folder: Folder, _ batch: FileBatch) {
        let entries = listing.entries.count
        let names = listing.names.count
        for attempt in 0... {
            switch listing.read(handle.descriptor, isCancelled: isCancelled) {
            case .complete: return
            case .cancelled: return stop()
            case .failed(let code):
                guard Failure(code) == .passing, attempt < options.retries, !isCancelled() else {
                    // What was listed before the failure is scanned.
                    return report(folder: folder.path, code, batch)
                }
            }
            listing.truncate(entries: entries, names: names)
            lseek(handle.descriptor, 0, SEEK_SET)
            SystemCalls.pause(beforeAttempt: attempt + 1)
        }
    }

    /// Closes the handles of the folders far above. The frame at `count` from the top is the newest that may be open.
    func releaseOldHandles(keeping count: Int) {
        var index = frames.count - 1 - count
        // Older ones were released when they came to be that far above.
        while index >= 0, frames[index].handle != nil {
            frames[index].handle = nil
            index -= 1
        }
    }

    /// Leaves the folder on top, and opens the one above again if it was closed.
    func leave(_ batch: FileBatch) {
        guard let frame = frames.popLast() else { return }
        ancestors.remove(frame.folder.identity)
        listing.truncate(entries: frame.entriesBefore, names: frame.namesBefore)
        path.removeSubrange(frame.pathBefore...)
        ignores.pop(to: frame.listsBefore)
        guard let above = frames.last, above.handle == nil else { return }
        if above.next < above.end || frames.count > 1 {
            reopen(above.folder, below: frame.handle, batch)
        }
    }

    private func reopen(_ folder: Folder, below: FolderHandle?, _ batch: FileBatch) {
        let last = frames.count - 1
        if let below, case .opened(let handle, let identity) = openAbove(below), identity == folder.identity {
            frames[last].handle = handle
            return
        }
        if case .opened(let handle) = folder.reopen(budget: budget) {
            frames[last].handle = handle
            return
        }
        // Neither way leads to it: it was moved or removed while the walk was below.
        if frames[last].next < frames[last].end {
            report(folderChanged: folder.path, batch)
            frames[last].next = frames[last].end
        }
    }

    private func openAbove(_ handle: FolderHandle) -> FolderOutcome {
        unsafe Array("..".utf8).withCString {
            unsafe openFolder($0, in: handle.descriptor, flags: SystemCalls.guarded | O_DIRECTORY | O_NOFOLLOW)
        }
    }
}
