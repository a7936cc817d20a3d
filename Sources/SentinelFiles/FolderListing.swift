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
    /// What the kernel writes into.
    private let records = ByteBuffer()
    /// Bytes that are asked for at once: the smallest buffer holds them.
    private static let helping = 65_536 - ByteBuffer.padding

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

    /// Appends the sorted entries of a folder, `.` and `..` left out, from where the descriptor stands.
    mutating func read(_ descriptor: Int32, isCancelled: () -> Bool) -> Outcome {
        guard let place = unsafe records.room(for: Self.helping) else { return .failed(ENOMEM) }
        let first = entries.count
        defer { sort(from: first) }
        while true {
            let count = unsafe SystemCalls.list(descriptor, into: place, Self.helping)
            if count < 0 { return .failed(Int32(-count)) }
            if count == 0 { return .complete }
            unsafe append(records: place, count)
            if isCancelled() { return .cancelled }
        }
    }

    /// Where a record of `getdents64` holds its own length, the entry's type, and its name, which ends in NUL.
    private static let lengthOffset = 16
    private static let typeOffset = 18
    private static let nameOffset = 19

    private mutating func append(records: UnsafeMutablePointer<UInt8>, _ count: Int) {
        var next = 0
        while next + Self.nameOffset < count {
            let record = unsafe UnsafeRawPointer(records + next)
            let length = unsafe Int(record.loadUnaligned(fromByteOffset: Self.lengthOffset, as: UInt16.self))
            guard length > Self.nameOffset, next + length <= count else { return }
            let kind = unsafe EntryKind(directoryType: record.load(fromByteOffset: Self.typeOffset, as: UInt8.self))
            unsafe append(name: record + Self.nameOffset, limit: length - Self.nameOffset, kind)
            next += length
        }
    }

    private mutating func append(name: UnsafeRawPointer, limit: Int, _ kind: EntryKind) {
        let length = unsafe strnlen(name.assumingMemoryBound(to: CChar.self), limit)
        // Eight bytes can be read whatever the length is: padding follows the last record.
        let word = unsafe UInt64(bigEndian: name.loadUnaligned(as: UInt64.self))
        let key = length < 8 ? word & ~(UInt64.max >> UInt64(8 * length)) : word
        if key == Self.dot || key == Self.dots { return }
        entries.append(Entry(key: key, start: names.count, length: Int32(length), kind: kind))
        unsafe names.append(contentsOf: UnsafeRawBufferPointer(start: name, count: length))
        names.append(0)
    }

    /// The keys of `.` and `..`: no other name has them, since no name holds NUL.
    private static let dot = UInt64(0x2E) << 56
    private static let dots = UInt64(0x2E2E) << 48

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
