import Glibc

/// Writes bytes to a descriptor; returns 0 or the error number.
func writeAll(_ data: RawSpan, to descriptor: Int32) -> Int32 {
    unsafe data.withUnsafeBytes { bytes in
        var done = 0
        while done < bytes.count {
            let count = unsafe write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            done += count
        }
        return 0
    }
}

/// Writes bytes to a descriptor; returns 0 or the error number.
func writeAll(_ data: [UInt8], to descriptor: Int32) -> Int32 { unsafe writeAll(data.span.bytes, to: descriptor) }

/// Standard output.
enum StandardOutput {
    /// Prints a line. Ends the program's command when nobody reads any more.
    static func print(_ text: String) throws(ExitStatus) { try print(Array(text.utf8)[...]) }

    /// Prints bytes and a line end.
    static func print(_ bytes: ArraySlice<UInt8>) throws(ExitStatus) {
        let failure = writeAll(Array(bytes) + [UInt8(ascii: "\n")], to: 1)
        guard failure != 0 else { return }
        if failure == EPIPE { throw .unread }
        StandardError.say("standard output: \(Files.reason(failure))")
        throw .failure
    }

    /// Writes a text and says whether that worked.
    static func write(_ text: String) -> Bool { writeAll(Array(text.utf8), to: 1) == 0 }
}

/// Standard error.
enum StandardError {
    /// Says something about the run, on a line that names the program.
    static func say(_ message: String) { write("mcp-sentinel: \(Terminal.safe(message))\n") }

    /// Writes a text; that nobody can be told of a failure here is accepted.
    static func write(_ text: String) { _ = writeAll(Array(text.utf8), to: 2) }
}
