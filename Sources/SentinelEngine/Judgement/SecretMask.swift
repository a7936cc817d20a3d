internal import SentinelDetectors

/// The spans of a window that hold secrets, and the text that is shown instead of them.
///
/// Every excerpt of a file is made through its mask, so that a secret which one rule found is not shown by the finding of
/// another rule on the same line.
struct SecretMask {
    /// Ascending and disjoint.
    private let spans: [SecretSpan]

    /// Nothing is masked by an empty list.
    init(_ secrets: [SecretSpan]) {
        var merged: [SecretSpan] = []
        for secret in secrets.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let last = merged.last, secret.range.lowerBound <= last.range.upperBound else {
                merged.append(secret)
                continue
            }
            // What one rule may show another may not: of secrets that touch, only what stands before the second is clear.
            let isSameStart = secret.range.lowerBound == last.range.lowerBound
            let limit = isSameStart ? secret.clear : secret.range.lowerBound - last.range.lowerBound
            merged[merged.count - 1] = SecretSpan(
                range: last.range.lowerBound..<max(last.range.upperBound, secret.range.upperBound),
                clear: min(last.clear, limit))
        }
        spans = merged
    }

    /// True if any of `range` is to be hidden.
    func hides(_ range: Range<Int>) -> Bool { spans(in: range).contains { $0.range.overlaps(range) } }

    /// Those that may overlap `range`: a file of thousands of secrets has thousands of findings, too.
    private func spans(in range: Range<Int>) -> ArraySlice<SecretSpan> {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].range.upperBound > range.lowerBound { high = middle } else { low = middle + 1 }
        }
        return spans[low...].prefix { $0.range.lowerBound < range.upperBound }
    }

    /// A part of a text: bytes to show, or a secret to hide.
    enum Piece {
        case shown(Range<Int>)
        /// `clear` is the start of the secret that may be shown: a public prefix such as `ghp_`.
        case hidden(Range<Int>, clear: Range<Int>)
    }

    /// `range` cut into pieces, in order.
    func pieces(of range: Range<Int>) -> [Piece] {
        var pieces: [Piece] = []
        var position = range.lowerBound
        for span in spans(in: range) where span.range.overlaps(range) {
            let start = max(span.range.lowerBound, range.lowerBound)
            let end = min(span.range.upperBound, range.upperBound)
            if position < start { pieces.append(.shown(position..<start)) }
            pieces.append(.hidden(start..<end, clear: span.clearRange.clamped(to: start..<end)))
            position = end
        }
        if position < range.upperBound { pieces.append(.shown(position..<range.upperBound)) }
        return pieces
    }

    /// What stands for the hidden part, whatever its length: the length of a secret is nobody's business either.
    static let stars = "******"
}

extension SecretSpan {
    fileprivate var clearRange: Range<Int> { range.lowerBound..<(range.lowerBound + min(clear, range.count)) }
}
