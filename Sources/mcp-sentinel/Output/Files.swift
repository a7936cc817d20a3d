import Glibc
import SentinelClient

/// A few questions to the file system.
enum Files {
    /// True if something, whatever it is, has that name.
    static func exists(_ path: RawPath) -> Bool { unsafe withPath(path) { unsafe access($0, F_OK) == 0 } }

    /// What an error number means.
    static func reason(_ number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }

    /// Hands a path to a system call.
    @unsafe
    static func withPath<R>(_ path: RawPath, _ body: (UnsafePointer<CChar>) -> R) -> R {
        let terminated = path.bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe terminated.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return unsafe "".withCString(body) }
            return unsafe body(start)
        }
    }

    /// Reads standard input to its end.
    static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            var failure: Int32 = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                let read = unsafe read(0, buffer.baseAddress, buffer.count)
                if read < 0 { failure = errno }
                count = max(0, read)
            }
            if failure == EINTR { continue }
            if failure != 0 { throw FileError("standard input: \(reason(failure))") }
            if chunk.isEmpty { return bytes }
            bytes += chunk
            if bytes.count > limit {
                throw FileError("standard input: more than \(Quantity.bytes(UInt64(limit))); save it to a file instead")
            }
        }
    }
}

/// A file that could not be read or written, said in one sentence.
struct FileError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
