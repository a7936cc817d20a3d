import Glibc
import SentinelClient

/// A report in a file. It is written under a temporary name beside its own and renamed when it is complete, so that nobody
/// reads half a report under the real name. What is not a regular file (a FIFO, /dev/null) is written in place.
final class FileSink: OutputSink {
    private let name: RawPath
    /// The real file behind symbolic links.
    private let target: RawPath
    /// Nil when the target is written in place.
    private let temporary: RawPath?
    private var descriptor: Int32
    private var failure: Int32 = 0

    init(_ name: RawPath) throws(FileError) {
        self.name = name
        target = Self.resolved(name)
        var status = stat()
        let exists = unsafe Files.withPath(target) { unsafe stat($0, &status) } == 0
        let isRegular = !exists || status.st_mode & S_IFMT == S_IFREG
        if isRegular {
            let path = RawPath(bytes: target.bytes + Array(".\(getpid()).partial".utf8))
            temporary = path
            let mode = exists ? status.st_mode & 0o777 : 0o666
            let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
            descriptor = unsafe Files.withPath(path) { unsafe open($0, flags, mode) }
        } else {
            temporary = nil
            descriptor = unsafe Files.withPath(target) { unsafe open($0, O_WRONLY | O_CLOEXEC) }
        }
        if descriptor < 0 { throw FileError("\(name): \(Files.reason(errno))") }
    }

    /// Drops a temporary file that `finish` did not rename and nothing went wrong with: the scan never began.
    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if let temporary { _ = unsafe Files.withPath(temporary) { unsafe unlink($0) } }
    }

    func write(_ data: RawSpan) -> Bool {
        if failure == 0 { failure = writeAll(data, to: descriptor) }
        return failure == 0
    }

    func finish() throws(FileError) {
        if close(descriptor) != 0, failure == 0 { failure = errno }
        descriptor = -1
        if let temporary, failure == 0 {
            let moved = unsafe Files.withPath(temporary) { from in
                unsafe Files.withPath(target) { unsafe rename(from, $0) }
            }
            if moved != 0 { failure = errno }
        }
        guard failure != 0 else { return }
        let kept = temporary.map { "; what was written is in \($0)" } ?? ""
        throw FileError("\(name): \(Files.reason(failure))\(kept)")
    }

    private static func resolved(_ path: RawPath) -> RawPath {
        guard let real = unsafe Files.withPath(path, { unsafe realpath($0, nil) }) else { return path }
        defer { unsafe free(real) }
        return unsafe RawPath(bytes: UnsafeRawBufferPointer(start: real, count: strlen(real)).map { $0 })
    }
}
