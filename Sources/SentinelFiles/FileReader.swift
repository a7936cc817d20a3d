package import SentinelModel

/// Opens, reads and decodes one file after the other; one for each worker thread, since it reuses its buffers.
///
///     let outcome = reader.open(file, of: batch)
///     if outcome == .ready {
///         repeat { use(reader.window) } while reader.advance()
///     }
///     reader.close()
@safe
package final class FileReader {
    let options: DiscoveryOptions
    let isCancelled: @Sendable () -> Bool
    let budget = DescriptorBudget()

    /// What there is to tell of the open file. Complete after `close` or the last `advance`.
    package internal(set) var diagnostics: [Diagnostic] = []
    /// The open file's types: by its name and its content.
    package internal(set) var types: FileTypeSet = []
    package internal(set) var window = unsafe Window(bytes: UnsafeBufferPointer(start: nil, count: 0))
    /// Bytes of the open file that were read; those of repeated attempts do not count.
    package var bytesRead: Int { source.consumed }

    var encoding = TextEncoding.bytes
    let source = ByteSource()
    /// Decoded text from the start of the window on.
    let text = ByteBuffer()
    /// Bytes of a file in UTF-16 or UTF-32 that are not decoded yet.
    let raw = ByteBuffer()
    var decoder = UnicodeDecoder(.bytes)
    var atEnd = false
    var isWindowed = false
    /// Bytes of the byte order mark.
    var mark = 0
    /// Where the reportable part starts in `text`.
    var reportStart = 0
    /// Where the window's bytes lie in the file.
    package internal(set) var positions = PositionFinder(from: TextCursor(mark: 0), .bytes)

    /// Called with a file's size in bytes before its content is read (again before each further attempt), so that the
    /// owner can wait for memory.
    package var willRead: (Int) -> Void = { _ in }

    /// Where a file of so many bytes and such types may be read to, with room for `padding` more; nil for the reader's own memory.
    /// It must stay until the next file is opened.
    package var lend: (Int, FileTypeSet) -> UnsafeMutableRawBufferPointer? = { _, _ in nil }
    package static let padding = ByteBuffer.padding + 1

    /// What is open, for diagnostics.
    var file: FileReference?
    var batch: FileBatch?
    /// A folder that had no handle in its batch and was opened again.
    var reopened: (folder: Folder, handle: FolderHandle)?

    /// `isCancelled` is asked before every MiB that is read.
    package init(options: DiscoveryOptions, isCancelled: @escaping @Sendable () -> Bool) {
        self.options = options
        self.isCancelled = isCancelled
    }

    /// Gives the descriptor back; `diagnostics`, `types` and `bytesRead` stay until the next `open`, the window does
    /// not.
    package func close() {
        source.close()
        file = nil
        batch = nil
        unsafe window = Window(bytes: UnsafeBufferPointer(start: nil, count: 0))
    }

    /// The overlap that is used: never nothing, since a character or line end may lie across the border.
    var overlap: Int { min(max(16, options.overlap), 1 << 30) }
    var windowSize: Int { min(max(64, options.windowSize), 1 << 30) }

    /// Where the byte at an index of the window lies in the file; `window.bytes.count` is allowed.
    package func position(at index: Int) -> Position { unsafe positions.position(at: index, in: text.bytes) }
}
