internal import SentinelFiles
internal import SentinelModel

/// Makes the texts that a finding shows: decoded, secrets masked, cut. Lives no longer than the window it reads.
@safe
struct ExcerptBuilder {
    let bytes: UnsafeBufferPointer<UInt8>
    let mask: SecretMask

    /// An excerpt, and where a span stands in it: code points from 1, and how many (at least 1).
    struct Line {
        var excerpt: Excerpt
        var column: Int
        var width: Int
    }

    /// Bytes to each side of a match that are looked at for its line: enough for `Excerpt.limit` code points.
    private static let reach = Excerpt.limit * 4

    /// The text of `span`, cut at its end.
    func match(_ span: Range<Int>) -> Excerpt {
        let end = min(span.upperBound, span.lowerBound + Self.reach)
        let scalars = Array(text(of: span.lowerBound..<end).unicodeScalars)
        let isCut = end < span.upperBound || scalars.count > Excerpt.limit
        return Excerpt(text: Self.string(scalars.prefix(Excerpt.limit)), isCut: isCut)
    }

    /// The line on which `span` starts, cut to a part around it where it is long.
    func line(of span: Range<Int>) -> Line {
        let bounds = lineBounds(at: span.lowerBound)
        let spanEnd = min(max(span.upperBound, span.lowerBound), bounds.upperBound)
        let before = Array(text(of: bounds.lowerBound..<span.lowerBound).unicodeScalars)
        let inside = Array(text(of: span.lowerBound..<spanEnd).unicodeScalars)
        let after = Array(text(of: spanEnd..<bounds.upperBound).unicodeScalars)
        // A quarter of the room goes to what stands before the match, the rest to the match and what follows.
        let room = Excerpt.limit
        let keptBefore = before.suffix(before.count + inside.count + after.count <= room ? room : room / 4)
        let keptInside = inside.prefix(room - keptBefore.count)
        let keptAfter = after.prefix(room - keptBefore.count - keptInside.count)
        let isCut =
            keptBefore.count + keptInside.count + keptAfter.count < before.count + inside.count + after.count
            || startsInsideLine(bounds) || endsInsideLine(bounds)
        let text = Self.string(keptBefore) + Self.string(keptInside) + Self.string(keptAfter)
        return Line(
            excerpt: Excerpt(text: text, isCut: isCut), column: keptBefore.count + 1, width: max(1, keptInside.count))
    }

    /// Decoded and masked.
    func text(of range: Range<Int>) -> String {
        var out = ""
        for piece in mask.pieces(of: range) {
            switch piece {
            case .shown(let part): out += decoded(part)
            case .hidden(_, let clear): out += decoded(clear) + SecretMask.stars
            }
        }
        return out
    }

    private func decoded(_ range: Range<Int>) -> String {
        unsafe decodeForDisplay(UnsafeBufferPointer(rebasing: bytes[range]))
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// The line around `index` without its end, at most `reach` bytes to each side, not cut inside a UTF-8 sequence.
    private func lineBounds(at index: Int) -> Range<Int> {
        let count = unsafe bytes.count
        var start = index
        while start > 0, index - start < Self.reach, !startsLine(at: start) { start -= 1 }
        var end = index
        while end < count, end - index < Self.reach, !endsLine(at: end) { end += 1 }
        while start < index, startsInsideLine(start..<end), isContinuation(at: start) { start += 1 }
        while end > index, end < count, isContinuation(at: end) { end -= 1 }
        return start..<end
    }

    private func startsLine(at index: Int) -> Bool { unsafe Self.isLineEnd(bytes[index - 1]) }
    private func endsLine(at index: Int) -> Bool { unsafe Self.isLineEnd(bytes[index]) }
    /// True inside a UTF-8 sequence.
    private func isContinuation(at index: Int) -> Bool { unsafe bytes[index] & 0xC0 == 0x80 }

    private func startsInsideLine(_ bounds: Range<Int>) -> Bool {
        unsafe bounds.lowerBound > 0 && !Self.isLineEnd(bytes[bounds.lowerBound - 1])
    }

    private func endsInsideLine(_ bounds: Range<Int>) -> Bool {
        unsafe bounds.upperBound < bytes.count && !Self.isLineEnd(bytes[bounds.upperBound])
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
