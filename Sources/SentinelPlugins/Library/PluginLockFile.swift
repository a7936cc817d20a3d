internal import Glibc
package import SentinelModel

/// A lock file on disk. What it says decides what code runs, so it is held to what plugins are: others may not write to it.
package struct PluginLockFile: Sendable {
    package let path: RawPath
    private static let largest = 1 << 20

    package init(_ path: RawPath) { self.path = path }

    /// Why it could not be used: a sentence that starts with its path.
    package struct Mistake: Error {
        package var message: String
        /// False where the file is there and is no lock file, or one that others may change.
        package var isUnreadable = false
    }

    package func read() throws(Mistake) -> PluginLock {
        let bytes = try content()
        do throws(PluginLock.Mistake) {
            return try PluginLock(bytes, folder: folder)
        } catch {
            throw Mistake(
                message: "\(path.display):\(error.line): not of the form `<64 hexadecimal digits>  <path>`")
        }
    }

    /// Puts plugins in, and makes the file if there is none. It is replaced as a whole: who reads it sees the old list or the new.
    package func trust(_ entries: [PluginLock.Entry]) throws(Mistake) {
        let guardian = unsafe withPath(folder) { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard guardian >= 0 else { throw fault("its folder cannot be opened", errno) }
        defer { close(guardian) }
        // Two that add at the same time must not lose each other's lines.
        guard flock(guardian, LOCK_EX) == 0 else { throw fault("its folder cannot be locked", errno) }
        var lock = exists ? try read() : PluginLock()
        for entry in entries { lock.trust(entry) }
        try replace(with: lock.bytes)
    }

    private var folder: RawPath { path.folder }

    private var exists: Bool {
        var status = stat()
        return unsafe withPath(path) { unsafe lstat($0, &status) } == 0
    }

    private func content() throws(Mistake) -> [UInt8] {
        let file: Int32
        do throws(PluginFailure) { file = try TrustedFile.open(path).descriptor } catch {
            throw Mistake(
                message: "\(path.display): the lock file cannot be used: \(error.message)", isUnreadable: !exists)
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Self.largest + 1)
        var used = 0
        while used < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { room in
                unsafe Glibc.read(file, room.baseAddress?.advanced(by: used), room.count - used)
            }
            guard count >= 0 else { throw fault("cannot be read", errno) }
            if count == 0 { return Array(bytes[..<used]) }
            used += count
        }
        throw Mistake(message: "\(path.display): larger than \(Self.largest) bytes")
    }

    /// A link stays, and the file behind it is replaced.
    private func replace(with bytes: [UInt8]) throws(Mistake) {
        let target = path.resolved ?? path
        let new = RawPath(target.bytes + Array(".\(getpid()).new".utf8))
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = unsafe withPath(new) { unsafe open($0, flags, 0o644) }
        guard file >= 0 else { throw fault("cannot be written", errno) }
        var failure = Self.write(bytes, to: file)
        if failure == 0, fsync(file) != 0 { failure = errno }
        close(file)
        if failure == 0 {
            let moved = unsafe withPath(new) { from in unsafe withPath(target) { unsafe rename(from, $0) } }
            if moved != 0 { failure = errno }
        }
        guard failure != 0 else { return }
        _ = unsafe withPath(new) { unsafe unlink($0) }
        throw fault("cannot be written", failure)
    }

    /// Returns 0 or the error number.
    private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        // Whatever the caller's umask leaves out: the file must be readable to those who scan, and writable to nobody else.
        return fchmod(file, 0o644) == 0 ? 0 : errno
    }

    private func fault(_ what: String, _ code: Int32) -> Mistake {
        Mistake(message: "\(path.display): \(what): \(describe(code))", isUnreadable: true)
    }
}

/// What a lock file says of a plugin, held against the file that is there.
package struct LockedPlugin: Sendable {
    package enum State: Int32, Sendable { case ok = 0, changed, missing, refused }

    package var entry: PluginLock.Entry
    package var state: State
    /// Why it is not well; empty where it is.
    package var message = ""

    /// Looks at the file without running any of it.
    package init(_ entry: PluginLock.Entry) {
        self.entry = entry
        var status = stat()
        guard unsafe withPath(entry.path, { unsafe stat($0, &status) }) == 0 else {
            (state, message) = (.missing, "the file cannot be found: \(describe(errno))")
            return
        }
        do throws(PluginFailure) {
            let digest = try PluginLibrary(entry.path, lock: nil).digest
            state = digest == entry.digest ? .ok : .changed
            if state == .changed { message = "its digest is \(digest)" }
        } catch {
            (state, message) = (.refused, error.message)
        }
    }
}
