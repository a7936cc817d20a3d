import Glibc

/// Memory that grows and is reused; its first `count` bytes are in use, and 64 zero bytes follow them once it is
/// sealed.
@safe final class ByteBuffer {
    static let padding = 64

    private(set) var count = 0
    private(set) var capacity = 0
    private var base: UnsafeMutableRawPointer?
    /// Its own memory, while it uses somebody else's.
    private var own: (base: UnsafeMutableRawPointer?, capacity: Int)?
    /// How often in a row little was expected since much was.
    private var modest = 0

    deinit {
        giveBack()
        unsafe free(base)
    }

    /// The bytes in use; valid until the buffer changes.
    var bytes: UnsafeBufferPointer<UInt8> {
        let start = unsafe base?.assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    /// Makes room for `extra` more bytes and returns where they go; nil when memory is short.
    func room(for extra: Int) -> UnsafeMutablePointer<UInt8>? {
        let (needed, overflow) = count.addingReportingOverflow(extra + Self.padding)
        guard !overflow else { return nil }
        if needed > capacity, unsafe own != nil { return unsafe leave(roomFor: extra) }
        if unsafe base == nil || needed > capacity {
            // Doubling, so that a file of unknown size is not copied again and again.
            let wanted = max(needed, min(capacity * 2, capacity + (16 << 20)), 65_536)
            guard let grown = unsafe realloc(base, wanted) else { return nil }
            unsafe Self.fill(grown, from: capacity, to: needed)
            unsafe base = grown
            capacity = wanted
        }
        return unsafe base.map { unsafe ($0 + count).assumingMemoryBound(to: UInt8.self) }
    }

    /// Says that `extra` bytes of the room have been filled.
    func fill(_ extra: Int) { count += extra }

    /// Appends bytes; false when memory is short.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return true }
        guard let place = unsafe room(for: bytes.count) else { return false }
        unsafe place.update(from: source, count: bytes.count)
        fill(bytes.count)
        return true
    }

    /// Forgets the first `length` bytes.
    func dropFirst(_ length: Int) {
        guard let base = unsafe base, length > 0 else { return }
        let kept = max(0, count - length)
        unsafe memmove(base, base + (count - kept), kept)
        count = kept
    }

    func removeAll() {
        count = 0
        giveBack()
    }

    /// Puts what comes next into `place`, which must stay until the buffer is emptied; what does not fit comes into the
    /// buffer's own memory. For an empty buffer.
    func borrow(_ place: UnsafeMutableRawBufferPointer) {
        guard count == 0, unsafe own == nil, let start = place.baseAddress else { return }
        unsafe own = (base, capacity)
        unsafe base = start
        capacity = place.count
    }

    private func giveBack() {
        guard let own = unsafe own else { return }
        unsafe base = own.base
        capacity = unsafe own.capacity
        unsafe self.own = nil
    }

    /// Moves from what was borrowed to its own memory.
    private func leave(roomFor extra: Int) -> UnsafeMutablePointer<UInt8>? {
        let lent = unsafe UnsafeBufferPointer(start: base?.assumingMemoryBound(to: UInt8.self), count: count)
        removeAll()
        guard unsafe append(lent) else { return nil }
        return unsafe room(for: extra)
    }

    /// Told what an empty buffer is about to take: memory that a large file took is given back when only small ones
    /// have followed for a while.
    func expect(_ size: Int) {
        guard capacity > Self.ordinary else { return }
        modest = size > Self.ordinary / 2 ? 0 : modest + 1
        guard modest >= Self.patience, count == 0 else { return }
        modest = 0
        // Not `free`, after which malloc would serve the next large file from the heap, where it leaves holes.
        guard let smaller = unsafe realloc(base, Self.ordinary) else { return }
        unsafe base = smaller
        capacity = Self.ordinary
    }

    /// Has the system back new memory with pages at once: one by one, as a file is read into them, takes half as long again. What a system
    /// does not know of is not done.
    private static func fill(_ base: UnsafeMutableRawPointer, from start: Int, to end: Int) {
        guard end - start >= ordinary / 4 else { return }
        let page = Int(getpagesize())
        let first = unsafe base.advanced(by: start).alignedUp(toMultipleOf: page)
        unsafe madvise(first, (base + end - first) / page * page, populateForWriting)
    }

    /// `MADV_POPULATE_WRITE`, since Linux 5.14.
    private static let populateForWriting: Int32 = 23

    /// Bytes that a buffer keeps for good.
    private static let ordinary = 1 << 20
    /// Small files in a row after which a large one's memory is given back.
    private static let patience = 8

    /// Writes the zero bytes that readers may look at past the end.
    func seal() {
        guard let place = unsafe room(for: 0) else { return }
        unsafe place.initialize(repeating: 0, count: Self.padding)
    }
}
