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
        (descriptor, identity, digest) = try PluginFailure.at(.file) { () throws(PluginFailure) in
            try Self.sealed(path, lock: lock)
        }
        self.path = path
    }

    private static func sealed(
        _ path: RawPath, lock: PluginLock?
    ) throws(PluginFailure) -> (copy: Int32, FileIdentity, digest: String) {
        guard path.bytes.contains(UInt8(ascii: "/")) else {
            throw PluginFailure(.refused, "a plugin is named by a path, such as ./\(path.display)")
        }
        let (file, status) = try TrustedFile.open(path)
        defer { close(file) }
        let copy = cplugin_sealed_copy(file, Self.largest)
        guard copy >= 0 else { throw PluginFailure(.refused, "the file cannot be copied: \(describe(-copy))") }
        do throws(PluginFailure) {
            let digest = try Self.digest(of: copy)
            try lock?.check(path, digest: digest)
            return (copy, FileIdentity(status), digest)
        } catch {
            close(copy)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// True if the file on disk is no longer the one that was copied.
    package var wasReplaced: Bool { FileIdentity(at: path) != identity }

    private static func digest(of copy: Int32) throws(PluginFailure) -> String {
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
