internal import Glibc
package import SentinelModel

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
    package var folder: RawPath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return RawPath(".") }
        return RawPath(Array(bytes[..<max(slash, 1)]))
    }

    /// The path without links, `.` and `..`; nil if there is nothing.
    package var resolved: RawPath? {
        unsafe withPath(self) { path in
            guard let found = unsafe realpath(path, nil) else { return nil }
            defer { unsafe free(found) }
            return unsafe RawPath(UnsafeRawBufferPointer(start: found, count: strlen(found)).map { $0 })
        }
    }

    /// True if the file or folder at `other` is the one at this path or lies below it, links followed.
    package func holds(_ other: RawPath) -> Bool {
        guard let own = resolved, let file = other.resolved else { return false }
        return file == own || file.bytes.starts(with: own.bytes + (own.bytes.last == 0x2F ? [] : [0x2F]))
    }
}
