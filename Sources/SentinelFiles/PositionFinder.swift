package import SentinelModel

/// Tells where the bytes of a text lie in its file. Cheap when the indices ascend, and never dearer than counting through 16 KiB
/// and what lies beyond the furthest index asked so far.
package struct PositionFinder: Sendable {
    private let encoding: TextEncoding
    /// The place at which counting starts.
    private let start: TextCursor
    /// Places in the text, about every `distance` bytes beyond the start, and the newest.
    private var checkpoints: [TextCursor] = []
    private var cursor: TextCursor

    private static let distance = 16_384

    /// Counts from `start` on. The text is matched in `encoding`'s bytes, or was decoded from it.
    init(from start: TextCursor, _ encoding: TextEncoding) {
        self.encoding = encoding
        self.start = start
        cursor = start
    }

    /// Counts in bytes from a file's start on.
    package init() { self.init(from: TextCursor(mark: 0), .bytes) }

    /// `index` may be the end of the text.
    package mutating func position(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Position {
        unsafe move(to: index, in: text)
        let inside = encoding == .bytes ? index - cursor.index : 0
        let offset = cursor.original + inside
        return Position(
            offset: offset, line: cursor.line + 1, column: cursor.column + 1, byteColumn: offset - cursor.lineStart + 1)
    }

    /// The cursor at `index`; nil where that is no start of a character.
    mutating func cursor(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> TextCursor? {
        unsafe move(to: index, in: text)
        return cursor.index == index ? cursor : nil
    }

    /// The cursor at `index`, counted from where counting started.
    func end(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> TextCursor {
        var end = start
        unsafe end.advance(to: index, in: text, encoding)
        return end
    }

    private mutating func move(to index: Int, in text: UnsafeBufferPointer<UInt8>) {
        let index = min(max(index, 0), text.count)
        if index < cursor.index { cursor = nearestCheckpoint(before: index) }
        while (checkpoints.count + 1) * Self.distance <= index {
            if let last = checkpoints.last, last.index > cursor.index { cursor = last }
            unsafe cursor.advance(to: (checkpoints.count + 1) * Self.distance, in: text, encoding)
            checkpoints.append(cursor)
        }
        unsafe cursor.advance(to: index, in: text, encoding)
    }

    private func nearestCheckpoint(before index: Int) -> TextCursor {
        let place = min(index / Self.distance, checkpoints.count) - 1
        return place >= 0 ? checkpoints[place] : start
    }
}
