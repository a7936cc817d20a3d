internal import SentinelFiles
internal import SentinelModel

/// Makes the texts that a finding shows: decoded, secrets masked, cut. Lives no longer than the window it reads.
///
/// Most lines are ASCII and hold no secret; their excerpts are copied as they lie. The others are decoded first.
@safe
struct ExcerptBuilder {
    let bytes: UnsafeBufferPointer<UInt8>
    let mask: SecretMask

    /// An excerpt, and where a span stands in it: code points from 1, and how many (at least 1).
    struct Line: Equatable {
        var excerpt: Excerpt
        var column: Int
        var width: Int
    }

    /// Bytes to each side of a match that are looked at for its line: enough for `Excerpt.limit` code points.
    private static let reach = Excerpt.limit * 4

    /// The text of `span`, cut at its end.
    func match(_ span: Range<Int>) -> Excerpt {
        let range = span.lowerBound..<min(span.upperBound, span.lowerBound + Self.reach)
        let isCut = range.upperBound < span.upperBound
        if isPlain(range) {
            return Excerpt(text: copy(of: range.prefix(Excerpt.limit)), isCut: isCut || range.count > Excerpt.limit)
        }
        let scalars = text(of: range).unicodeScalars
        let shown = scalars.prefix(Excerpt.limit)
        return Excerpt(text: String(shown), isCut: isCut || shown.endIndex < scalars.endIndex)
    }

    /// The line on which `span` starts, cut to a part around it where it is long.
    func line(of span: Range<Int>) -> Line {
        let bounds = lineBounds(at: span.lowerBound)
        let inside = span.lowerBound..<min(max(span.upperBound, span.lowerBound), bounds.upperBound)
        let isPart = startsInsideLine(bounds) || endsInsideLine(bounds)
        return isPlain(bounds)
            ? plainLine(bounds, around: inside, isPart: isPart) : decodedLine(bounds, around: inside, isPart: isPart)
    }

    /// Code points of a line before a span, in it and behind it.
    private struct Extent: Equatable {
        var before: Int
        var inside: Int
        var after: Int

        var count: Int { before + inside + after }

        /// A quarter of the room goes to what stands before the match, the rest to the match and what follows.
        var kept: Extent {
            let room = Excerpt.limit
            let before = min(self.before, count <= room ? room : room / 4)
            let inside = min(self.inside, room - before)
            return Extent(before: before, inside: inside, after: min(after, room - before - inside))
        }
    }

    private func plainLine(_ bounds: Range<Int>, around span: Range<Int>, isPart: Bool) -> Line {
        let extent = Extent(
            before: span.lowerBound - bounds.lowerBound, inside: span.count, after: bounds.upperBound - span.upperBound)
        let kept = extent.kept
        let start = span.lowerBound - kept.before
        // Where not all of the span is kept, nothing behind it is: what is kept lies in one piece.
        let excerpt = Excerpt(text: copy(of: start..<(start + kept.count)), isCut: isPart || kept != extent)
        return Line(excerpt: excerpt, column: kept.before + 1, width: max(1, kept.inside))
    }

    /// The same line by way of its text; it works for every line.
    private func decodedLine(_ bounds: Range<Int>, around span: Range<Int>, isPart: Bool) -> Line {
        let before = text(of: bounds.lowerBound..<span.lowerBound).unicodeScalars
        let inside = text(of: span).unicodeScalars
        let after = text(of: span.upperBound..<bounds.upperBound).unicodeScalars
        let extent = Extent(before: before.count, inside: inside.count, after: after.count)
        let kept = extent.kept
        let parts = [before.suffix(kept.before), inside.prefix(kept.inside), after.prefix(kept.after)]
        let text = parts.reduce(into: "") { $0 += String($1) }
        return Line(
            excerpt: Excerpt(text: text, isCut: isPart || kept != extent), column: kept.before + 1,
            width: max(1, kept.inside))
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

    /// True if the bytes are shown as they are: ASCII without secrets.
    private func isPlain(_ range: Range<Int>) -> Bool {
        guard !mask.hides(range) else { return false }
        // Without a way out, the compiler takes many bytes at a time.
        var all: UInt8 = 0
        for index in range { unsafe all |= bytes[index] }
        return all < 0x80
    }

    private func copy(of range: Range<Int>) -> String {
        unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// The line around `index` without its end, at most `reach` bytes to each side, not cut inside a UTF-8 sequence.
    private func lineBounds(at index: Int) -> Range<Int> {
        let stretch = unsafe LineFinder.stretch(around: index, within: Self.reach, in: bytes)
        var (start, end) = (stretch.lowerBound, stretch.upperBound)
        while start < index, startsInsideLine(start..<end), isContinuation(at: start) { start += 1 }
        while end > index, unsafe end < bytes.count, isContinuation(at: end) { end -= 1 }
        return start..<end
    }

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
