internal import CPlugin
internal import Glibc
package import SentinelModel

/// A plugin's file: checked, copied into memory that nobody can change, and digested there. The copy is what is loaded, so
/// nothing can be swapped between the check and the use, and a replaced file is a new library to the loader.
package final class PluginLibrary: Sendable {
    package let path: RawPath
    /// 64 hexadecimal digits: SHA-256 of the copy.
    package let digest: String
    let descriptor: Int32
    /// What the file was when it was copied.
    private let identity: FileIdentity

    private static let largest = 256 << 20

    /// Opens the file at `path`. With a lock file, only a plugin whose digest stands there for this path is taken.
    package init(_ path: RawPath, lock: PluginLock?) throws(PluginFailure) {
        guard path.bytes.contains(UInt8(ascii: "/")) else {
            throw PluginFailure(.refused, "a plugin is named by a path, such as ./\(path.display)")
        }
        let (file, identity) = try Self.opened(path)
        defer { close(file) }
        let copy = cplugin_sealed_copy(file, Self.largest)
        guard copy >= 0 else { throw PluginFailure(.refused, "the file cannot be copied: \(describe(-copy))") }
        do throws(PluginFailure) {
            digest = try Self.digest(of: copy, size: identity.size)
            try lock?.check(path, digest: digest)
        } catch {
            close(copy)
            throw error
        }
        self.path = path
        self.identity = identity
        descriptor = copy
    }

    deinit { close(descriptor) }

    /// True if the file on disk is no longer the one that was copied.
    package var wasReplaced: Bool { FileIdentity(at: path) != identity }

    private static func opened(_ path: RawPath) throws(PluginFailure) -> (Int32, FileIdentity) {
        let file = unsafe withPath(path) { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard file >= 0 else { throw PluginFailure(.refused, "the file cannot be opened: \(describe(errno))") }
        do throws(PluginFailure) {
            var status = stat()
            guard unsafe fstat(file, &status) == 0 else { throw PluginFailure(.refused, "its owner cannot be told") }
            guard status.st_mode & S_IFMT == S_IFREG else { throw PluginFailure(.refused, "it is not a file") }
            try checkOwner(status, of: "the file")
            var parent = stat()
            let folder = unsafe withPath(path.parent) { unsafe stat($0, &parent) }
            guard folder == 0 else { throw PluginFailure(.refused, "the owner of its folder cannot be told") }
            // In a sticky folder, such as /tmp, only the owner can replace a file.
            if parent.st_mode & S_ISVTX == 0 { try checkOwner(parent, of: "its folder") }
            return (file, FileIdentity(status))
        } catch {
            close(file)
            throw error
        }
    }

    private static func checkOwner(_ status: stat, of what: String) throws(PluginFailure) {
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            throw PluginFailure(.refused, "\(what) belongs to somebody else (user \(status.st_uid))")
        }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw PluginFailure(.refused, "others may write to \(what); take that right away: chmod go-w")
        }
    }

    private static func digest(of copy: Int32, size: Int) throws(PluginFailure) -> String {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var offset = 0
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe pread(copy, $0.baseAddress, $0.count, offset) }
            guard count >= 0 else { throw PluginFailure(.refused, "the file cannot be read: \(describe(errno))") }
            guard count > 0 else { break }
            hash.update(buffer.span.extracting(0..<count))
            offset += count
        }
        return hash.digest().hex
    }
}

/// What tells a replaced file from the one that was there.
private struct FileIdentity: Equatable, Sendable {
    var device: UInt
    var inode: UInt
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init(_ status: stat) {
        device = status.st_dev
        inode = status.st_ino
        size = status.st_size
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    init?(at path: RawPath) {
        var status = stat()
        guard unsafe withPath(path, { unsafe stat($0, &status) }) == 0 else { return nil }
        self.init(status)
    }
}

/// Lends a path to a system call.
func withPath<Result>(_ path: RawPath, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    unsafe (path.bytes + [0]).withUnsafeBytes { bytes in
        unsafe body(bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self))
    }
}

/// The system's words for an errno value.
func describe(_ code: Int32) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        guard let base = buffer.baseAddress, unsafe strerror_r(code, base, buffer.count) == 0 else {
            return "error \(code)"
        }
        return unsafe String(cString: base)
    }
}

extension RawPath {
    /// The folder a path lies in; `.` for a bare name.
    var parent: RawPath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return RawPath(".") }
        return RawPath(Array(bytes[..<max(slash, 1)]))
    }
}
