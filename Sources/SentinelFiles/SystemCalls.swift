import Glibc

/// What `fstat` tells and this target needs.
struct FileStatus: Equatable {
    var identity: FolderIdentity
    var kind: EntryKind
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init(_ raw: stat) {
        identity = FolderIdentity(device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino))
        kind = EntryKind(mode: raw.st_mode)
        size = max(0, Int(raw.st_size))
        seconds = Int(raw.st_mtim.tv_sec)
        nanoseconds = Int(raw.st_mtim.tv_nsec)
    }

    /// True if nothing tells that the content differs between the two moments.
    func hasSameContent(as other: FileStatus) -> Bool {
        self == other
    }
}

/// A file or folder for as long as it exists.
struct FolderIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
}

/// What an entry of a folder is.
enum EntryKind: UInt8 {
    case file, folder, link, special, unknown

    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        default: self = .special
        }
    }

    init(directoryType: UInt8) {
        switch Int(directoryType) {
        case Int(DT_REG): self = .file
        case Int(DT_DIR): self = .folder
        case Int(DT_LNK): self = .link
        case Int(DT_UNKNOWN): self = .unknown
        default: self = .special
        }
    }
}

/// Why a system call failed, as far as the scan behaves differently.
enum Failure {
    /// It is not there (any more).
    case missing
    /// It is not what the listing said: a link or a file where a folder was, and the like.
    case replaced
    /// A socket, or a device without a driver.
    case special
    /// Out of descriptors or memory, interrupted, or a fault of the medium: it may work the next time.
    case passing
    /// Anything else, permissions first of all.
    case refused

    init(_ code: Int32) {
        switch code {
        case ENOENT: self = .missing
        case ELOOP, ENOTDIR, EISDIR, EMLINK: self = .replaced
        case ENXIO, ENODEV: self = .special
        case EINTR, EAGAIN, EMFILE, ENFILE, ENOMEM, EIO, EBUSY: self = .passing
        default: self = .refused
        }
    }
}

/// Linux's call under `readdir`, which the Glibc module does not show. Returns the bytes of the records it wrote, 0 at the
/// end, or -1 and errno.
@_extern(c, "getdents64")
private func getdents64(_ descriptor: Int32, _ records: UnsafeMutableRawPointer, _ size: Int) -> Int

/// Thin wrappers that turn "-1 and errno" into values. None of them follows a link unless its name says so.
enum SystemCalls {
    static let guarded = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    /// Linux's `O_PATH`, which the Glibc module does not show: names a file without opening it.
    static let pathOnly: Int32 = 0o10_000_000

    /// Returns a descriptor, or the negative of errno.
    static func open(_ name: UnsafePointer<CChar>, in folder: Int32, flags: Int32) -> Int32 {
        let descriptor = unsafe openat(folder, name, flags)
        return descriptor >= 0 ? descriptor : -errno
    }

    static func status(_ descriptor: Int32) -> FileStatus? {
        var raw = stat()
        return unsafe fstat(descriptor, &raw) == 0 ? FileStatus(raw) : nil
    }

    /// Returns the status of a name in a folder, or nil with errno set.
    static func status(_ name: UnsafePointer<CChar>, in folder: Int32, following: Bool) -> FileStatus? {
        var raw = stat()
        return unsafe fstatat(folder, name, &raw, following ? 0 : AT_SYMLINK_NOFOLLOW) == 0 ? FileStatus(raw) : nil
    }

    /// Writes the next entries of an open folder to `records`. Returns how many bytes they take, 0 at the end, or the
    /// negative of errno.
    static func list(_ folder: Int32, into records: UnsafeMutablePointer<UInt8>, _ size: Int) -> Int {
        let count = unsafe getdents64(folder, records, size)
        if count >= 0 { return count }
        // A folder that was removed meanwhile holds nothing (any more); `readdir` says so as well.
        return errno == ENOENT ? 0 : -Int(errno)
    }

    /// The system's words for an errno value.
    static func describe(_ code: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, unsafe strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return unsafe String(cString: base)
        }
    }

    /// Waits before a call is tried again: 1, 2, 4 ... 64 milliseconds.
    static func pause(beforeAttempt attempt: Int) {
        var time = timespec(tv_sec: 0, tv_nsec: 1_000_000 << min(max(attempt - 1, 0), 6))
        unsafe nanosleep(&time, nil)
    }
}

extension [UInt8] {
    /// Lends the bytes and a NUL behind them.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { buffer in
            for (index, byte) in enumerated() { unsafe buffer[index] = CChar(bitPattern: byte) }
            unsafe buffer[count] = 0
            // The buffer is never empty, so it has an address.
            return unsafe body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
        }
    }
}
