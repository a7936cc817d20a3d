import SentinelModel

/// The steps of a trace as lines: `path:line`, and what happens there in one column behind it.
struct TextTrace {
    /// Steps that are shown unless all are asked for.
    static let most = 12

    private let steps: [TraceStep]
    private let width: Int
    private let isWhole: Bool

    /// `width` is in cells. A name that is longer still has a line of its own.
    init(_ steps: [TraceStep], width: Int, isWhole: Bool) {
        self.steps = steps
        self.width = width
        self.isWhole = isWhole
    }

    var lines: [String] {
        guard !isWhole, steps.count > TextTrace.most else { return lines(of: steps[...], column: column(of: steps)) }
        // Where it comes from and how it ends say most; the line between them counts as one.
        let (head, tail) = (steps.prefix(TextTrace.most / 2), steps.suffix(TextTrace.most / 2 - 1))
        let column = column(of: head + tail)
        let between = "... \(steps.count - head.count - tail.count) more steps; verbose output shows them"
        return lines(of: head, column: column) + [between] + lines(of: tail, column: column)
    }

    /// The width of the places: that of the widest, or none where it would leave little room beside it.
    private func column(of shown: some Sequence<TraceStep>) -> Int {
        let widest = shown.reduce(0) { max($0, $1.place.cells) }
        return widest <= width / 2 ? widest : 0
    }

    private func lines(of shown: ArraySlice<TraceStep>, column: Int) -> [String] {
        shown.flatMap { step -> [String] in
            let place = step.place.padded(to: column)
            let message = step.message.safe
            if message.isEmpty { return [step.place] }
            if place.cells + 2 + message.cells <= width { return [place + "  " + message] }
            return [step.place] + message.wrapped(to: width - 4).map { .spaces(4) + $0 }
        }
    }
}

extension TraceStep {
    fileprivate var place: String { "\(path.display):\(range.start.line)" }
}
