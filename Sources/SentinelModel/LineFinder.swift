/// Finds lines in bytes. Lines end with LF, CRLF or a lone CR; ranges leave the end out.
package enum LineFinder {
    /// Bytes to each side that are looked at: a line longer than that (minified code) counts as cut there, so that a thousand
    /// findings on one line of 10 MB do not read it a thousand times.
    package static let reach = 4096

    /// The line that holds `index`. An end, both bytes of CRLF, belongs to the line it ends.
    package static func line(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var index = min(max(index, 0), bytes.count)
        let isFeed = unsafe index > 0 && index < bytes.count && bytes[index] == UInt8(ascii: "\n")
        if unsafe isFeed && bytes[index - 1] == UInt8(ascii: "\r") { index -= 1 }
        return unsafe stretch(around: index, within: reach, in: bytes)
    }

    /// The bytes around `index`, at most `reach` to each side, between which there is no line end.
    package static func stretch(
        around index: Int, within reach: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        var start = min(max(index, 0), bytes.count)
        var end = start
        let (low, high) = (max(0, start - reach), min(bytes.count, end + reach))
        while start > low {
            guard start - low >= 8, let base = bytes.baseAddress else {
                if unsafe isEnd(bytes[start - 1]) { break }
                start -= 1
                continue
            }
            let ends = unsafe ends(at: base + start - 8)
            start -= ends.leadingZeroBitCount / 8
            if ends != 0 { break }
        }
        while end < high {
            guard high - end >= 8, let base = bytes.baseAddress else {
                if unsafe isEnd(bytes[end]) { break }
                end += 1
                continue
            }
            let ends = unsafe ends(at: base + end)
            end += ends.trailingZeroBitCount / 8
            if ends != 0 { break }
        }
        return start..<end
    }

    /// Where line ends are among the eight bytes at `place`: the highest bit of each byte that is one, the first byte lowest.
    private static func ends(at place: UnsafePointer<UInt8>) -> UInt64 {
        let word = unsafe UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
        return zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
    }

    /// The highest bit of each byte that is zero: adding 0x7F to the lower seven bits carries into it from all others.
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return ~(((word & low) &+ low) | word | low)
    }

    /// The line before `line`; nil at the start, or where `line` was cut.
    package static func line(before line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var end = line.lowerBound
        guard end > 0, unsafe isEnd(bytes[end - 1]) else { return nil }
        end -= 1
        if unsafe end > 0 && bytes[end] == UInt8(ascii: "\n") && bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return unsafe self.line(at: end, in: UnsafeBufferPointer(rebasing: bytes[..<end]))
    }

    /// The line after `line`; nil at the end, or where `line` was cut.
    package static func line(after line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var start = line.upperBound
        guard start < bytes.count, unsafe isEnd(bytes[start]) else { return nil }
        let isPair = unsafe bytes[start] == UInt8(ascii: "\r") && start + 1 < bytes.count
        start += unsafe isPair && bytes[start + 1] == UInt8(ascii: "\n") ? 2 : 1
        return unsafe self.line(at: start, in: bytes)
    }

    /// The lines that `span` touches and `count` lines above and below.
    package static func lines(
        around span: Range<Int>, within count: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        var first = unsafe line(at: span.lowerBound, in: bytes)
        var last = unsafe line(at: max(span.lowerBound, span.upperBound - 1), in: bytes)
        for _ in 0..<count {
            guard let above = unsafe line(before: first, in: bytes) else { break }
            first = above
        }
        for _ in 0..<count {
            guard let below = unsafe line(after: last, in: bytes) else { break }
            last = below
        }
        return first.lowerBound..<max(last.upperBound, first.lowerBound)
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
