import Glibc
package import SentinelModel

/// Files below one folder, for what other files refer to. No link is followed on the way, so nothing outside of the folder is ever read.
package final class TreeSource: SourceProvider {
    package let rootName: RawPath
    private let folder: Int32
    private let isCancelled: () -> Bool

    /// Nil where the folder cannot be opened. `isCancelled` is asked before each file.
    package init?(_ root: RawPath, isCancelled: @escaping () -> Bool) {
        let flags = SystemCalls.guarded | O_DIRECTORY
        let descriptor = unsafe root.bytes.withCString { unsafe SystemCalls.open($0, in: AT_FDCWD, flags: flags) }
        guard descriptor >= 0 else { return nil }
        folder = descriptor
        rootName = Self.name(of: descriptor)
        self.isCancelled = isCancelled
    }

    deinit { close(folder) }

    /// The last part of a folder's real path, whatever way led to it.
    private static func name(of descriptor: Int32) -> RawPath {
        var room = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/fd/\(descriptor)", &room, room.count)
        guard count > 0 else { return RawPath([]) }
        let path = room[..<min(count, room.count)].map { UInt8(bitPattern: $0) }
        return RawPath(Array(path.split(separator: UInt8(ascii: "/")).last ?? []))
    }

    package func source(at path: RawPath, limit: Int) -> [UInt8]? {
        guard !isCancelled(), mayExist(path), let descriptor = open(path) else { return nil }
        defer { close(descriptor) }
        guard let status = SystemCalls.status(descriptor), status.kind == .file, status.size <= limit else {
            return nil
        }
        return read(descriptor, status.size)
    }

    package func mayExist(_ path: RawPath) -> Bool {
        unsafe path.bytes.withCString { unsafe SystemCalls.status($0, in: folder, following: false) != nil }
    }

    package func entries(of folder: RawPath, limit: Int) -> [SourceEntry]? {
        guard !isCancelled(), let descriptor = open(folder, isFolder: true) else { return nil }
        defer { close(descriptor) }
        var listing = FolderListing()
        var pieces = 0
        // A piece holds more than 200 entries, so a folder with far more than are wanted is not read to its end.
        let most = limit / 200 + 2
        let outcome = listing.read(descriptor) {
            pieces += 1
            return pieces > most || isCancelled()
        }
        guard case .complete = outcome, listing.entries.count <= limit else { return nil }
        return listing.entries.compactMap { entry in
            let kind = kind(of: entry, in: listing, descriptor)
            guard kind == .file || kind == .folder else { return nil }
            return SourceEntry(name: RawPath(Array(listing.name(entry))), isFolder: kind == .folder)
        }
    }

    /// Some file systems do not say what an entry is.
    private func kind(of entry: FolderListing.Entry, in listing: FolderListing, _ folder: Int32) -> EntryKind? {
        guard entry.kind == .unknown else { return entry.kind }
        return unsafe listing.withName(entry) { unsafe SystemCalls.status($0, in: folder, following: false)?.kind }
    }

    /// Component by component: a link in the middle could lead anywhere. An empty path is the folder itself, where a folder is meant.
    private func open(_ path: RawPath, isFolder: Bool = false) -> Int32? {
        if path.bytes.isEmpty, isFolder {
            let own = unsafe Array(".".utf8).withCString {
                unsafe SystemCalls.open($0, in: folder, flags: SystemCalls.guarded | O_DIRECTORY)
            }
            return own < 0 ? nil : own
        }
        let names = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !names.isEmpty, names.count < 256 else { return nil }
        var at = folder
        for (place, name) in names.enumerated() {
            guard Self.isEntry(name) else { return nil }
            let isLast = place == names.count - 1
            let flags = SystemCalls.guarded | O_NOFOLLOW | (isLast && !isFolder ? 0 : O_DIRECTORY)
            let next = unsafe Array(name).withCString { unsafe SystemCalls.open($0, in: at, flags: flags) }
            if at != folder { close(at) }
            guard next >= 0 else { return nil }
            at = next
        }
        return at
    }

    private static func isEntry(_ name: ArraySlice<UInt8>) -> Bool {
        let dot = UInt8(ascii: ".")
        return !name.isEmpty && !name.elementsEqual([dot]) && !name.elementsEqual([dot, dot]) && !name.contains(0)
    }

    private func read(_ descriptor: Int32, _ size: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: size) { room, count in
            while count < size {
                let got = unsafe Glibc.read(descriptor, room.baseAddress.map { unsafe $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { break }
                count += got
            }
        }
    }
}
