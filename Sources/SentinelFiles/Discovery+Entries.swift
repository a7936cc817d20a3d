import Glibc
import SentinelModel

extension Discovery {
    /// Handles one entry of the folder on top.
    func visit(_ entry: FolderListing.Entry, in frame: Frame, _ batch: FileBatch) {
        guard let handle = frame.handle else { return }
        var kind = entry.kind
        if kind == .unknown {
            guard let known = status(entry, in: handle) else { return report(entry, in: frame, errno, batch) }
            kind = known.kind
        }
        if kind != .file, entry.length == 4, listing.name(entry).elementsEqual(Self.gitName) { return }
        if !options.includeHidden, listing.name(entry).first == UInt8(ascii: ".") {
            return leaveOut(entry, kind, frame, "it is hidden", batch)
        }
        let verdict =
            ignores.isSilent ? IgnoreStack.Verdict() : judge(listing.name(entry), isFolder: kind == .folder)
        if let list = verdict.givenUp { report(costlyIgnoreFile: list, batch) }
        if verdict.isIgnored {
            return leaveOut(entry, kind, frame, "an ignore file or an exclude glob names it", batch)
        }
        let included = frame.isIncluded || verdict.isIncluded
        switch kind {
        case .file where !included: leaveOut(entry, kind, frame, "no include glob selects it", batch)
        case .file: add(entry, in: frame, batch)
        case .folder: enter(entry, in: frame, isIncluded: included, batch)
        case .link where included: visit(link: entry, in: frame, batch)
        case .special where included: visit(special: entry, in: frame, batch)
        default: break
        }
    }

    private static let gitName = Array(".git".utf8)

    func status(_ entry: FolderListing.Entry, in handle: FolderHandle) -> FileStatus? {
        unsafe listing.withName(entry) { unsafe SystemCalls.status($0, in: handle.descriptor, following: false) }
    }

    private func judge(_ name: ArraySlice<UInt8>, isFolder: Bool) -> IgnoreStack.Verdict {
        let start = path.count
        path += name
        defer { path.removeSubrange(start...) }
        return ignores.verdict(on: IgnoreQuery(path: path[...], nameStart: start, isFolder: isFolder))
    }

    private func add(_ entry: FolderListing.Entry, in frame: Frame, _ batch: FileBatch) {
        let name = listing.name(entry)
        let folder = frame.folder
        let types = FileTypes.named(name, folder: folder.name, above: folder.parent?.name ?? [])
        guard options.types == .all || FileTypes.possible(for: name, named: types).intersects(options.types) else {
            return leaveOut(entry, .file, frame, "it is of no selected type", batch)
        }
        add(name, types: types, folder: folder, handle: frame.handle, isRoot: false, to: batch)
    }

    private func enter(_ entry: FolderListing.Entry, in frame: Frame, isIncluded: Bool, _ batch: FileBatch) {
        guard let handle = frame.handle else { return }
        // A copy: a slice would make the listing copy itself when the folder's entries are appended.
        let name = Array(listing.name(entry))
        let path = { frame.folder.path(of: name) }
        if frame.folder.depth >= options.maxDepth { return report(folderTooDeep: path(), batch) }
        let opened = unsafe listing.withName(entry) {
            unsafe openFolder($0, in: handle.descriptor, flags: SystemCalls.guarded | O_DIRECTORY | O_NOFOLLOW)
        }
        guard case .opened(let inner, let identity) = opened else {
            if case .failed(let code) = opened { report(folder: path(), code, batch) }
            return
        }
        if ancestors.contains(identity) { return report(loop: path(), batch) }
        let folder = Folder(place: frame.folder.place, parent: frame.folder, name: name, identity: identity)
        push(folder, inner, name: name[...], isIncluded: isIncluded, batch)
    }

    /// Counts what is left out on purpose, and tells of it if that is wanted.
    private func leaveOut(
        _ entry: FolderListing.Entry, _ kind: EntryKind, _ frame: Frame, _ reason: String, _ batch: FileBatch
    ) {
        if kind == .folder { counts.ignoredFolders += 1 } else { counts.ignored += 1 }
        guard options.reportSkipped else { return }
        report(skipped: frame.folder.path(of: listing.name(entry)), reason, batch)
    }

    private func visit(special entry: FolderListing.Entry, in frame: Frame, _ batch: FileBatch) {
        counts.special += 1
        report(special: frame.folder.path(of: listing.name(entry)), batch)
    }

    private func visit(link entry: FolderListing.Entry, in frame: Frame, _ batch: FileBatch) {
        counts.special += 1
        let path = frame.folder.path(of: listing.name(entry))
        switch target(of: entry, in: frame) {
        case .inside:
            if options.reportSkipped {
                report(skipped: path, "it is a link to what is scanned in its own place", batch)
            }
        case .outside: report(linkOutside: path, batch)
        case .broken: report(linkBroken: path, batch)
        case .loop: report(loop: path, batch)
        }
    }
}
