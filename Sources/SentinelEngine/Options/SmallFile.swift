internal import Glibc
internal import SentinelModel

/// Why a file could not be read.
struct FileFault: Error {
    var message: String
}

/// Reads a whole regular file of at most `limit` bytes, such as a rule file or a configuration. Never blocks on a FIFO.
func readSmallFile(_ path: RawPath, limit: Int) -> Result<[UInt8], FileFault> {
    let descriptor = unsafe (path.bytes + [0]).withUnsafeBytes { bytes in
        guard let base = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return Int32(-1) }
        return unsafe open(base, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    }
    guard descriptor >= 0 else { return .failure(FileFault(message: "cannot be opened: \(reason(errno))")) }
    defer { close(descriptor) }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        return .failure(FileFault(message: "is not a regular file"))
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(max(Int(info.st_size), 1 << 9), 1 << 16))
    while true {
        let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return .failure(FileFault(message: "cannot be read: \(reason(errno))")) }
        if count == 0 { return .success(bytes) }
        bytes += chunk[..<count]
        guard bytes.count <= limit else { return .failure(FileFault(message: "is larger than \(limit) bytes")) }
    }
}

/// The system's text for an error number.
func reason(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    _ = unsafe strerror_r(number, &buffer, buffer.count)
    let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
}
