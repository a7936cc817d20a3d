import Glibc
import SentinelModel

extension Discovery {
    func enter(root: Root, _ batch: FileBatch) {
        switch root {
        case .memory(let name, let bytes): enter(memory: name, bytes, batch)
        case .path(let path): enter(path: path, batch)
        }
    }

    private func enter(memory name: RawPath, _ bytes: [UInt8], _ batch: FileBatch) {
        let parts = name.bytes.split(separator: UInt8(ascii: "/"))
        let types = FileTypes.named(
            parts.last ?? [], folder: Array(parts.dropLast().last ?? []), above: Array(parts.dropLast(2).last ?? []))
        if FileTypes.possible(for: parts.last ?? [], named: types).intersects(options.types) {
            add(memory: bytes, name: name, types: types, to: batch)
        } else {
            counts.ignored += 1
        }
    }

    /// Unlike everything below it, a root is followed when it is a link: the user named it.
    private func enter(path given: RawPath, _ batch: FileBatch) {
        var failure: Int32 = given.bytes.contains(0) ? EINVAL : 0
        let status =
            unsafe failure == 0
            ? given.bytes.withCString { name in
                let status = unsafe SystemCalls.status(name, in: AT_FDCWD, following: true)
                failure = status == nil ? errno : 0
                return status
            } : nil
        switch status?.kind {
        case nil: report(rootMissing: given, failure, batch)
        case .folder: enterRootFolder(given, batch)
        case .file: enterRootFile(given, batch)
        default:
            counts.special += 1
            report(specialRoot: given, batch)
        }
    }

    /// The path as it stands before the names of entries: without a leading `./`, without `/` at its end, so that the
    /// same file has the same path whichever of these ways its root was written.
    private static func plain(_ given: [UInt8]) -> ArraySlice<UInt8> {
        var bytes = given[...]
        let slash = UInt8(ascii: "/")
        while bytes.starts(with: [UInt8(ascii: "."), slash]) {
            bytes = bytes.dropFirst(2).drop { $0 == slash }
        }
        while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
        return bytes.elementsEqual([UInt8(ascii: ".")]) ? [] : bytes
    }

    private func enterRootFolder(_ given: RawPath, _ batch: FileBatch) {
        let opened = open(path: given.bytes)
        guard case .opened(let handle, let identity) = opened else {
            return report(opened, given: given, batch)
        }
        var prefix = Array(Self.plain(given.bytes))
        if let last = prefix.last, last != UInt8(ascii: "/") { prefix.append(UInt8(ascii: "/")) }
        let place = RootPlace(given: given, prefix: prefix, handle: handle)
        ancestors.removeAll(keepingCapacity: true)
        startPath(at: given, handle, place, batch)
        let folder = Folder(place: place, parent: nil, name: [], identity: identity)
        push(folder, handle, name: [], isIncluded: !ignores.hasIncludes, batch)
    }

    private func enterRootFile(_ given: RawPath, _ batch: FileBatch) {
        let plain = Self.plain(given.bytes)
        let cut = plain.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? plain.startIndex
        let name = plain[cut...]
        let around = given.bytes.prefix(given.bytes.count - name.count)
        let opened = open(path: around.isEmpty ? [UInt8(ascii: ".")] : Array(around))
        guard case .opened(let handle, let identity) = opened else {
            return report(opened, given: given, batch)
        }
        let place = RootPlace(given: given, prefix: Array(plain[..<cut]), handle: handle)
        let parts = plain[..<cut].split(separator: UInt8(ascii: "/"))
        let types = FileTypes.named(name, folder: Array(parts.last ?? []), above: Array(parts.dropLast().last ?? []))
        let folder = Folder(place: place, parent: nil, name: [], identity: identity)
        if FileTypes.possible(for: name, named: types).intersects(options.types) {
            add(name, types: types, folder: folder, handle: handle, isRoot: true, to: batch)
        } else {
            counts.ignored += 1
        }
    }

    /// Opens a folder by a path that the user gave.
    private func open(path: [UInt8]) -> FolderOutcome {
        unsafe path.withCString { name in
            unsafe openFolder(name, in: AT_FDCWD, flags: SystemCalls.guarded | O_DIRECTORY)
        }
    }

    /// Sets `path` and the ignore lists for a root: those of the folders above it, from the repository's top down.
    private func startPath(at given: RawPath, _ handle: FolderHandle, _ place: RootPlace, _ batch: FileBatch) {
        let canonical = Self.canonical(given.bytes)
        canonicalRoots = canonical.map { [$0] } ?? []
        path.removeAll(keepingCapacity: true)
        let above = options.useIgnoreFiles || options.untrusted ? canonical.map(foldersAbove) ?? [] : []
        if let top = above.first, let canonical {
            path += canonical.dropFirst(top.count == 1 ? 1 : top.count + 1)
            path.append(UInt8(ascii: "/"))
        }
        rootStart = path.count
        ignores.reset(options: options, base: rootStart)
        for folder in above {
            let opened = open(path: folder)
            guard case .opened(let handle, _) = opened, let top = above.first else { continue }
            let base = folder.count == top.count ? 0 : folder.count + 1 - (top.count == 1 ? 1 : top.count + 1)
            loadIgnoreFiles(of: handle, base: base, path: { RawPath(folder + [UInt8(ascii: "/")] + $0) }, batch)
        }
    }

    /// The folders above a root, the repository's top first; none when the root is a repository's top itself, or in no
    /// repository.
    private func foldersAbove(_ canonical: [UInt8]) -> [[UInt8]] {
        var folders: [[UInt8]] = []
        var folder = canonical[...]
        while true {
            if holdsRepository(Array(folder)) { return folders.reversed() }
            guard let cut = folder.lastIndex(of: UInt8(ascii: "/")), folder.count > 1 else { return [] }
            folder = cut == folder.startIndex ? folder.prefix(1) : folder[..<cut]
            folders.append(Array(folder))
        }
    }

    private func holdsRepository(_ folder: [UInt8]) -> Bool {
        unsafe (folder + Array("/.git".utf8)).withCString {
            unsafe SystemCalls.status($0, in: AT_FDCWD, following: false) != nil
        }
    }

    /// The absolute path without links; nil when the system cannot tell.
    static func canonical(_ path: [UInt8]) -> [UInt8]? {
        unsafe path.withCString { name in
            guard let resolved = unsafe realpath(name, nil) else { return nil }
            defer { unsafe free(resolved) }
            return unsafe Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved))).map {
                UInt8(bitPattern: $0)
            }
        }
    }
}
