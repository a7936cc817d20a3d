/// A piece of a file's decoded text, lent by a `FileReader` until its next `advance`, `open` or `close`.
@safe package struct Window {
    /// The text: UTF-8 when the file was UTF-16 or UTF-32, else the file's own bytes; no byte order mark. At least 64
    /// zero bytes can be read past the end.
    package var bytes: UnsafeBufferPointer<UInt8>
    /// Where `bytes` starts in the decoded text.
    package var offset = 0
    /// Indices of `bytes`: a match that starts there belongs to this window; the rest is context, and is reported by
    /// the windows before and after.
    package var reportable = 0..<0
    /// True for the last window of a file.
    package var isLast = true
    /// True if this window holds the whole file.
    package var isWhole = true

    init(bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = unsafe bytes
    }
}

/// What came of opening a file.
package enum ReadOutcome: Sendable {
    /// `window` holds the first window.
    case ready
    /// Content that is not text.
    case binary
    /// Larger than `hardFileSize`.
    case tooLarge
    /// No content, or nothing but a byte order mark.
    case empty
    /// A file whose content is of no type that the options ask for.
    case notSelected
    /// Not read; `diagnostics` says why.
    case failed
    case cancelled
}
