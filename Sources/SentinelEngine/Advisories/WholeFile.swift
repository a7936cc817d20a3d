internal import Glibc
internal import SentinelModel

/// Puts `bytes` at `path`, all at once: who reads the file meanwhile sees the old one. Folders that miss are made. Returns why it
/// failed; nil when it did not.
func writeFile(_ bytes: [UInt8], to path: RawPath) -> String? {
    let new = RawPath(path.bytes + Array(".\(getpid()).new".utf8))
    for slash in path.bytes.indices.dropFirst() where path.bytes[slash] == UInt8(ascii: "/") {
        // One that is there already is what most are; whatever else fails shows when the file is opened.
        _ = unsafe withCPath(RawPath(Array(path.bytes[..<slash]))) { unsafe mkdir($0, 0o755) }
    }
    let file = unsafe withCPath(new) { unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644) }
    guard file >= 0 else { return reason(errno) }
    var failure = write(bytes, to: file)
    if failure == 0, fsync(file) != 0 { failure = errno }
    close(file)
    if failure == 0, unsafe withCPath(new, { from in unsafe withCPath(path) { unsafe rename(from, $0) } }) != 0 {
        failure = errno
    }
    if failure == 0 { return nil }
    _ = unsafe withCPath(new) { unsafe unlink($0) }
    return reason(failure)
}

/// Returns 0 or the error number.
private func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return errno }
        rest = rest.dropFirst(count)
    }
    return 0
}

/// -1 for a path that cannot be given.
private func withCPath(_ path: RawPath, _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    unsafe (path.bytes + [0]).withUnsafeBytes { bytes in
        guard let base = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
        return unsafe body(base)
    }
}
