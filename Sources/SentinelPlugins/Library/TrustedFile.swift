internal import Glibc
internal import SentinelModel

/// A file that decides what code runs: nobody but root and the user may own it, or be able to change or replace it.
enum TrustedFile {
    /// Opens it for reading; a link is followed. The descriptor is the caller's.
    static func open(_ path: RawPath) throws(PluginFailure) -> (descriptor: Int32, stat) {
        let file = unsafe withPath(path) { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard file >= 0 else { throw PluginFailure(.refused, "the file cannot be opened: \(describe(errno))") }
        do throws(PluginFailure) {
            var status = stat()
            guard unsafe fstat(file, &status) == 0 else { throw PluginFailure(.refused, "its owner cannot be told") }
            guard status.st_mode & S_IFMT == S_IFREG else { throw PluginFailure(.refused, "it is not a file") }
            try checkOwner(status, of: "the file")
            try checkFolder(of: path)
            return (file, status)
        } catch {
            close(file)
            throw error
        }
    }

    /// The folder of the name and, for a link, that of the file: who may write to either can replace what is read.
    private static func checkFolder(of path: RawPath) throws(PluginFailure) {
        for folder in [path.folder, path.resolved?.folder].compactMap({ $0 }) {
            var status = stat()
            guard unsafe withPath(folder, { unsafe stat($0, &status) }) == 0 else {
                throw PluginFailure(.refused, "the owner of its folder cannot be told")
            }
            // In a sticky folder, such as /tmp, only the owner can replace a file.
            if status.st_mode & S_ISVTX == 0 { try checkOwner(status, of: "its folder") }
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
}
