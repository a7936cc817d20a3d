import Glibc
import SentinelModel

/// A large file cut into pieces, for several readers at once. The reader that opened the file must keep it open meanwhile.
package final class FilePieces: @unchecked Sendable {
    package let count: Int
    let types: FileTypeSet
    fileprivate let source: ByteSource
    fileprivate let mark: Int
    fileprivate let pieceSize: Int
    fileprivate let overlap: Int

    fileprivate init(_ reader: FileReader) {
        source = reader.source
        types = reader.types
        mark = reader.mark
        pieceSize = reader.windowSize
        overlap = reader.overlap
        count = max(1, (source.size - mark + pieceSize - 1) / pieceSize)
    }

    /// The start of the text, before any piece.
    package var begin: TextCursor { TextCursor(mark: mark) }

    /// Where a piece starts, the end of the file for the one after the last. The character that lies across it belongs to
    /// the piece after.
    fileprivate func start(of number: Int) -> Int { min(mark + number * pieceSize, source.size) }
}

extension FileReader {
    /// The open file in pieces; nil where it is read whole, has to be decoded in order, or its length is not known.
    package func pieces() -> FilePieces? {
        guard isWindowed, encoding == .bytes, source.size > 0, source.isFile else { return nil }
        return FilePieces(self)
    }

    /// Makes a piece the window; positions count from the piece's start until `continueCounting`. Returns 0, or errno.
    package func open(_ number: Int, of pieces: FilePieces) -> Int32 {
        types = pieces.types
        encoding = .bytes
        text.removeAll()
        let start = pieces.start(of: number)
        let end = pieces.start(of: number + 1)
        // Three bytes more, so that a character's start is among them.
        let first = max(pieces.mark, start - pieces.overlap - 3)
        let failure = fill(from: pieces.source, first..<(min(end + pieces.overlap, pieces.source.size)))
        guard failure == 0 else { return failure }
        let isLast = number == pieces.count - 1
        let lower = min(number == 0 ? 0 : aligned(start - first), text.count)
        let upper = isLast ? text.count : max(lower, min(aligned(end - first), text.count))
        unsafe window = Window(bytes: text.bytes)
        window.offset = first
        window.reportable = lower..<upper
        window.isLast = isLast
        window.isWhole = false
        continueCounting(from: TextCursor(mark: first + lower))
        return 0
    }

    private func fill(from source: ByteSource, _ range: Range<Int>) -> Int32 {
        while text.count < range.count {
            if isCancelled() { return ECANCELED }
            let wanted = min(range.count - text.count, Self.chunk)
            guard let place = unsafe text.room(for: wanted) else { return ENOMEM }
            let count = unsafe source.read(place, wanted, at: range.lowerBound + text.count, retries: options.retries)
            guard count >= 0 else { return Int32(-count) }
            // The file has become shorter; its opener will notice.
            guard count > 0 else { break }
            text.fill(count)
        }
        text.seal()
        return 0
    }

    /// Lets positions in the open piece count on from where the piece before ended.
    package func continueCounting(from end: TextCursor) {
        positions = PositionFinder(from: end.moved(to: window.reportable.lowerBound), .bytes)
    }

    /// Where the open piece ends: line, column and offset, counted from its start or from where `continueCounting` said.
    package var endOfPiece: TextCursor {
        unsafe positions.end(at: window.reportable.upperBound, in: text.bytes)
    }

    /// Says how far the file this reader opened was scanned in pieces: to `end`, which is as far as it goes unless the scan of
    /// it was stopped, or ended by the errno `failure`. Afterwards `diagnostics` may hold more.
    package func finishPieces(at end: TextCursor, isStopped: Bool, failure: Int32) {
        source.noteRead(to: end.original)
        if failure != 0 {
            report(readFailure: failure)
        } else if !isStopped {
            finishLarge()
        }
    }
}
