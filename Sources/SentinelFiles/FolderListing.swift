import Glibc

/// The entries of the folders the walk is in: a stack, so that one allocation serves the whole walk.
struct FolderListing {
    struct Entry {
        /// The first eight bytes of the name, so that most comparisons need no look at the name.
        var key: UInt64
        var start: Int
        var length: Int32
        var kind: EntryKind
    }

    private(set) var entries: [Entry] = []
    private(set) var names: [UInt8] = []

    /// What came of listing a folder.
    enum Outcome {
        case complete
        /// errno; the entries read before are there.
        case failed(Int32)
        case cancelled
    }

    func name(_ entry: Entry) -> ArraySlice<UInt8> {
        names[entry.start..<entry.start + Int(entry.length)]
    }

    /// Lends the name with its NUL.
    func withName<Result>(_ entry: Entry, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe names.withUnsafeBytes { buffer in
            // An entry's name lies in the arena, so the arena has an address.
            let base = unsafe buffer.baseAddress.unsafelyUnwrapped + entry.start
            return unsafe body(base.assumingMemoryBound(to: CChar.self))
        }
    }

    /// Forgets the entries from `count` on, and their names.
    mutating func truncate(entries count: Int, names length: Int) {
        entries.removeSubrange(count...)
        names.removeSubrange(length...)
    }

    /// Appends the sorted entries of a folder, `.` and `..` left out. The descriptor stays open.
    mutating func read(_ descriptor: Int32, isCancelled: () -> Bool) -> Outcome {
        let first = entries.count
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return .failed(errno) }
        guard let stream = unsafe fdopendir(copy) else {
            let code = errno
            close(copy)
            return .failed(code)
        }
        defer { unsafe closedir(stream) }
        // The copy shares its place in the folder with the original, which an earlier attempt may have moved.
        unsafe rewinddir(stream)
        var outcome = Outcome.complete
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { outcome = .failed(errno) }
                break
            }
            unsafe append(entry)
            if entries.count & 511 == 0, isCancelled() {
                outcome = .cancelled
                break
            }
        }
        sort(from: first)
        return outcome
    }

    private mutating func append(_ entry: UnsafeMutablePointer<dirent>) {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let name = unsafe UnsafeRawPointer(entry) + offset
        let length = unsafe strlen(name.assumingMemoryBound(to: CChar.self))
        let bytes = unsafe UnsafeRawBufferPointer(start: name, count: length)
        let dots = unsafe bytes.prefix { $0 == UInt8(ascii: ".") }.count
        if dots == length, length <= 2 { return }
        var key: UInt64 = 0
        for index in 0..<8 { unsafe key = key << 8 | (index < length ? UInt64(bytes[index]) : 0) }
        let kind = unsafe EntryKind(directoryType: entry.pointee.d_type)
        entries.append(Entry(key: key, start: names.count, length: Int32(length), kind: kind))
        unsafe names.append(contentsOf: bytes)
        names.append(0)
    }

    private mutating func sort(from first: Int) {
        unsafe names.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe entries.withUnsafeMutableBufferPointer { all in
                var fresh = unsafe UnsafeMutableBufferPointer(rebasing: all[first...])
                unsafe fresh.sort { a, b in
                    if a.key != b.key { return a.key < b.key }
                    // The names end in NUL, which sorts before every other byte, as the shorter name must.
                    let left = unsafe (base + a.start).assumingMemoryBound(to: CChar.self)
                    return unsafe strcmp(left, (base + b.start).assumingMemoryBound(to: CChar.self)) < 0
                }
            }
        }
    }
}
