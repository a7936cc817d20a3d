internal import CMCPSentinel

/// Why a call into the library failed.
package struct SentinelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The negative status the call returned.
    package var status: Status
    /// One sentence for a person. For a file it starts with `path:line:column: `.
    package var message: String
    /// Further lines, or an empty text.
    package var detail: String
    /// The byte offset in the input that is wrong; nil where there is none.
    package var offset: Int64?

    package init(status: Status, message: String, detail: String = "", offset: Int64? = nil) {
        self.status = status
        self.message = message
        self.detail = detail
        self.offset = offset
    }

    /// The message, and the detail on lines of its own.
    package var description: String { detail.isEmpty ? message : "\(message)\n\(detail)" }
}

extension SentinelError {
    /// Copies the error object `handle` and frees it. The library may have had no memory for one; then the status's name
    /// has to do.
    @unsafe
    init(status: Int32, taking handle: OpaquePointer?) {
        defer { unsafe mcps_error_free(handle) }
        let status = Status(rawValue: status)
        let offset = unsafe mcps_error_offset(handle)
        let message = unsafe string(mcps_error_message(handle))
        self.init(
            status: status, message: message.isEmpty ? status.name : message,
            detail: unsafe string(mcps_error_detail(handle)), offset: offset < 0 ? nil : offset)
    }
}
