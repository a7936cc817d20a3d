import SentinelDetectors
import SentinelModel
import TestSupport
import Testing

@testable import SentinelEngine

/// Excerpts by definition: decode everything, then cut arrays of code points.
private struct NaiveExcerpts {
    let bytes: [UInt8]
    let secrets: [SecretSpan]
    private let limit = Excerpt.limit
    private let reach = Excerpt.limit * 4

    init(_ bytes: [UInt8], _ secrets: [SecretSpan]) {
        self.bytes = bytes
        self.secrets = secrets
    }

    private func isEnd(_ index: Int) -> Bool { bytes[index] == 10 || bytes[index] == 13 }

    private func scalars(_ range: Range<Int>) -> [Unicode.Scalar] {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe Array(ExcerptBuilder(bytes: buffer, mask: SecretMask(secrets)).text(of: range).unicodeScalars)
        }
    }

    private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    func match(_ span: Range<Int>) -> Excerpt {
        let end = min(span.upperBound, span.lowerBound + reach)
        let all = scalars(span.lowerBound..<end)
        return Excerpt(text: string(all.prefix(limit)), isCut: end < span.upperBound || all.count > limit)
    }

    func line(of span: Range<Int>) -> ExcerptBuilder.Line {
        var start = span.lowerBound
        while start > 0, span.lowerBound - start < reach, !isEnd(start - 1) { start -= 1 }
        var end = span.lowerBound
        while end < bytes.count, end - span.lowerBound < reach, !isEnd(end) { end += 1 }
        while start < span.lowerBound, start > 0, !isEnd(start - 1), bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end > span.lowerBound, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let spanEnd = min(span.upperBound, end)
        let parts = [scalars(start..<span.lowerBound), scalars(span.lowerBound..<spanEnd), scalars(spanEnd..<end)]
        let count = parts.map(\.count).reduce(0, +)
        let before = parts[0].suffix(count <= limit ? limit : limit / 4)
        let inside = parts[1].prefix(limit - before.count)
        let after = parts[2].prefix(limit - before.count - inside.count)
        let isCut =
            before.count + inside.count + after.count < count || start > 0 && !isEnd(start - 1)
            || end < bytes.count && !isEnd(end)
        return ExcerptBuilder.Line(
            excerpt: Excerpt(text: string(before) + string(inside) + string(after), isCut: isCut),
            column: before.count + 1, width: max(1, inside.count))
    }
}

/// Lines of ASCII are copied, others decoded; nobody may see which.
@Suite struct ExcerptTests {
    private static func text(_ random: inout SeededRandom) -> [UInt8] {
        let plain = ["a", "word ", "0123456789", "\t", "\"", " "].map { Array($0.utf8) }
        let ends = ["\n", "\r\n", "\r", "\n\n"].map { Array($0.utf8) }
        let invalid: [[UInt8]] = [[0xFF], [0xC3], [0x80, 0x80], [0xE2, 0x82], [0]]
        let other = ["é", "日本", "😀", "e\u{301}"].map { Array($0.utf8) } + invalid
        // Short texts with many lines, and long lines that are cut at either end.
        let (endShare, otherShare) = (random.pick([0, 1, 20]), random.pick([0, 0, 1, 30]))
        return (0..<random.pick([5, 40, 400, 1_500])).flatMap { _ in
            if random.chance(endShare) { return random.pick(ends) }
            return random.chance(otherShare) ? random.pick(other) : random.pick(plain)
        }
    }

    private static func span(in count: Int, upTo length: Int, _ random: inout SeededRandom) -> Range<Int> {
        let start = random.below(count + 1)
        return start..<min(count, start + random.below(length + 1))
    }

    @Test(arguments: 0..<300)
    func equalThoseByDefinition(seed: Int) {
        var random = SeededRandom(seed)
        let bytes = Self.text(&random)
        let secrets = (0..<random.pick([0, 0, 1, 3, 20])).map { _ in
            SecretSpan(range: Self.span(in: bytes.count, upTo: 60, &random), clear: random.below(6))
        }
        let naive = NaiveExcerpts(bytes, secrets)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            let excerpts = unsafe ExcerptBuilder(bytes: buffer, mask: SecretMask(secrets))
            for _ in 0..<20 {
                let span = Self.span(in: bytes.count, upTo: random.pick([0, 20, 500, 3_000]), &random)
                #expect(excerpts.line(of: span) == naive.line(of: span), "\(span)")
                #expect(excerpts.match(span) == naive.match(span), "\(span)")
            }
        }
    }

    /// What is looked up among the spans of a mask is what a look at each of them gives.
    @Test(arguments: 0..<100)
    func masksFindTheirSpans(seed: Int) {
        var random = SeededRandom(seed)
        let secrets = (0..<random.below(30)).map { _ in
            SecretSpan(range: Self.span(in: 500, upTo: 12, &random), clear: 0)
        }
        let mask = SecretMask(secrets)
        for _ in 0..<50 {
            let range = Self.span(in: 500, upTo: 40, &random)
            let hidden = secrets.contains { $0.range.overlaps(range) }
            #expect(mask.hides(range) == hidden, "\(range)")
            var shown: [Int] = []
            for case .shown(let part) in mask.pieces(of: range) { shown += part }
            #expect(shown == range.filter { index in !secrets.contains { $0.range.contains(index) } })
        }
    }
}
