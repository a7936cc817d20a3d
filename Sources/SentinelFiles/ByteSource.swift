import Glibc

/// Where a reader's bytes come from: an open file, which it closes, or memory. Reused for one file after the other.
final class ByteSource {
    private var descriptor: Int32 = -1
    private var memory: [UInt8] = []
    /// What the file was when it was opened; nil for memory.
    private var status: FileStatus?
    /// Read so far.
    private(set) var consumed = 0
    /// Calls that read something.
    private var reads = 0
    /// Bytes that the source should have; 0 also when that is not known (`/proc`).
    private(set) var size = 0
    private(set) var isOpen = false

    deinit { close() }

    /// Takes the descriptor over.
    func open(descriptor: Int32, status: FileStatus) {
        close()
        self.descriptor = descriptor
        self.status = status
        start(size: status.size)
    }

    func open(memory bytes: [UInt8]) {
        close()
        memory = bytes
        start(size: bytes.count)
    }

    private func start(size: Int) {
        self.size = size
        consumed = 0
        reads = 0
        isOpen = true
    }

    /// True if it is a file, of which any part can be read at any time.
    var isFile: Bool { descriptor >= 0 }

    /// Reads up to `limit` bytes from `offset` on, without moving on; for any number of threads at once, as long as the source
    /// stays open. Returns how many, 0 at the end, or the negative of errno.
    func read(_ target: UnsafeMutablePointer<UInt8>, _ limit: Int, at offset: Int, retries: Int) -> Int {
        for attempt in 0... {
            let count = unsafe pread(descriptor, target, limit, offset)
            if count >= 0 { return count }
            let code = errno
            if code == EINTR && attempt < 100 { continue }
            guard Failure(code) == .passing, attempt < retries else { return -Int(code) }
            SystemCalls.pause(beforeAttempt: attempt + 1)
        }
        return -Int(EIO)
    }

    /// Says that it was read up to `offset` by other means than `read(_:_:retries:)`.
    func noteRead(to offset: Int) { consumed = min(offset, size) }

    /// Closes the file; `consumed` stays.
    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
        memory = []
        status = nil
        isOpen = false
    }

    /// Reads up to `limit` bytes. Returns how many, 0 at the end, or the negative of errno.
    func read(_ target: UnsafeMutablePointer<UInt8>, _ limit: Int, retries: Int) -> Int {
        guard descriptor >= 0 else {
            let count = min(limit, memory.count - consumed)
            for index in 0..<count { unsafe target[index] = memory[consumed + index] }
            consumed += count
            return count
        }
        for attempt in 0... {
            let count = unsafe Glibc.read(descriptor, target, limit)
            if count >= 0 {
                consumed += count
                if count > 0 { reads += 1 }
                return count
            }
            let code = errno
            if code == EINTR && attempt < 100 { continue }
            guard Failure(code) == .passing, attempt < retries else { return -Int(code) }
            SystemCalls.pause(beforeAttempt: attempt + 1)
        }
        return -Int(EIO)
    }

    /// True if the file is still what it was when it was opened, and all of that was read.
    ///
    /// A small file that came whole from one call is not looked at again, which would cost as much as closing it. If it
    /// grew or shrank before that call, the number of bytes told so; if it was rewritten with as many bytes, what came is
    /// either the old or the new content, unless that happened in the very microseconds of the copying.
    var isUnchanged: Bool {
        guard let status else { return true }
        guard size == 0 || consumed == size else { return false }
        if reads == 1, consumed == size, size <= Self.smallFile { return true }
        return SystemCalls.status(descriptor)?.hasSameContent(as: status) ?? false
    }

    /// What the kernel copies in a few microseconds.
    private static let smallFile = 64 << 10

    /// True if only the number of bytes is not what the status promised, as for files that the kernel makes up.
    var hasUnexpectedLength: Bool {
        guard let status, let now = SystemCalls.status(descriptor) else { return false }
        return now.hasSameContent(as: status) && consumed != size
    }
}
