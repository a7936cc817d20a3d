import CBytes
import Glibc

/// Walks forward through a window and knows line and column; the counting behind `FileReader.position(at:)`.
///
/// It always stands at the start of a character. Whether a byte belongs to a UTF-8 sequence depends on its neighbours
/// alone, so counting may start at any character.
package struct TextCursor: Sendable {
    /// In the window.
    private(set) var index = 0
    /// Line ends that are complete before `index`.
    private(set) var line = 0
    /// Characters between the start of the line and `index`.
    private(set) var column = 0
    /// In the file.
    private(set) var original: Int
    /// Where the line starts in the file.
    private(set) var lineStart = 0

    init(mark: Int) { original = mark }

    /// The same place in a window that starts `distance` bytes later.
    func moved(back distance: Int) -> TextCursor {
        var cursor = self
        cursor.index -= distance
        return cursor
    }

    /// The same place, which another window has at `index`.
    func moved(to index: Int) -> TextCursor {
        var cursor = self
        cursor.index = index
        return cursor
    }

    /// The place `other` reached, when it started counting where this one is.
    package func then(_ other: TextCursor) -> TextCursor {
        var end = other
        end.line += line
        if other.line == 0 {
            end.column += column
            end.lineStart = lineStart
        }
        return end
    }

    /// Goes to the last character that starts at `target` or before it.
    mutating func advance(to target: Int, in text: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) {
        let end = min(target, text.count)
        if encoding == .bytes { unsafe skipLines(to: end, in: text) }
        while index < end {
            if index + 8 <= end, unsafe skipPlain(text, encoding) { continue }
            let length = unsafe characterLength(text, at: index)
            if index + length > end { return }
            unsafe pass(length, text, encoding)
        }
    }

    /// Goes to the start of the line that `end` lies on, many bytes at once; stays where it is when that is near, or where a
    /// CR stands between.
    private mutating func skipLines(to end: Int, in text: UnsafeBufferPointer<UInt8>) {
        guard end - index > 256, let base = text.baseAddress else { return }
        guard unsafe memchr(base + index, 0x0D, end - index) == nil else { return }
        let length = unsafe cbytes_end_of_last(base + index, end - index, 0x0A)
        guard length > 0 else { return }
        line += unsafe cbytes_count(base + index, length, 0x0A)
        original += length
        lineStart = original
        column = 0
        index += length
    }

    /// Passes one character.
    private mutating func pass(_ length: Int, _ text: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) {
        let byte = unsafe text[index]
        index += length
        original += encoding.originalLength(of: length)
        // The line feed ends the line of a CRLF; a CR ends one where none follows.
        if unsafe byte == 0x0A || (byte == 0x0D && (index >= text.count || text[index] != 0x0A)) {
            line += 1
            column = 0
            lineStart = original
        } else {
            column += 1
        }
    }

    /// Passes eight bytes of ASCII without a CR at once; false if there is anything else among them.
    private mutating func skipPlain(_ text: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> Bool {
        guard let base = text.baseAddress else { return false }
        let word = unsafe UInt64(
            littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
        let high: UInt64 = 0x8080_8080_8080_8080
        // In a word without high bits, adding 0x7F to a byte sets its high bit unless the byte is zero.
        let feeds = ~((word ^ 0x0A0A_0A0A_0A0A_0A0A) &+ ~high) & high
        let returns = ~((word ^ 0x0D0D_0D0D_0D0D_0D0D) &+ ~high) & high
        guard (word & high) | returns == 0 else { return false }
        let unit = encoding.originalLength(of: 1)
        index += 8
        original += 8 * unit
        if feeds == 0 {
            column += 8
        } else {
            line += feeds.nonzeroBitCount
            column = feeds.leadingZeroBitCount / 8
            lineStart = original - column * unit
        }
        return true
    }
}

/// Bytes of the character at `index`: those of a valid UTF-8 sequence (the Unicode Standard, table 3-7), else one.
func characterLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = unsafe text[index]
    guard first >= 0xC2, first <= 0xF4 else { return 1 }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= text.count else { return 1 }
    let second = unsafe text[index + 1]
    let allowed: ClosedRange<UInt8> =
        switch first {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    guard allowed.contains(second) else { return 1 }
    for offset in 2..<max(length, 2) where unsafe text[index + offset] & 0xC0 != 0x80 { return 1 }
    return length
}
