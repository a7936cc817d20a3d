/// The spans of a window that hold secrets, and the text that is shown instead of them.
///
/// Every excerpt of a file is made through its mask, so that a secret which one rule found is not shown by the finding of
/// another rule on the same line.
struct SecretMask {
    /// Ascending and disjoint.
    private let spans: [Range<Int>]

    /// Nothing is masked by an empty list.
    init(_ secrets: [Range<Int>]) {
        var merged: [Range<Int>] = []
        for span in secrets.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, span.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
        spans = merged
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
        for span in spans where span.overlaps(range) {
            let start = max(span.lowerBound, range.lowerBound)
            let end = min(span.upperBound, range.upperBound)
            if position < start { pieces.append(.shown(position..<start)) }
            pieces.append(.hidden(start..<end, clear: clearPart(of: span).clamped(to: start..<end)))
            position = end
        }
        if position < range.upperBound { pieces.append(.shown(position..<range.upperBound)) }
        return pieces
    }

    /// What stands for the hidden part, whatever its length: the length of a secret is nobody's business either.
    static let stars = "******"

    /// Four bytes tell the kind of a long token and are no help in guessing the rest; of a short one nothing is shown.
    private func clearPart(of span: Range<Int>) -> Range<Int> {
        span.lowerBound..<(span.lowerBound + (span.count >= 16 ? 4 : 0))
    }
}
