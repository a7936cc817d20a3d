internal import SentinelModel

/// Lets each place that flows end in be told of once, whichever files lead there. What is only guessed waits until the end of the scan and
/// is told if nothing better came. Asked in the order of the scan, so that every run answers alike.
struct FlowPlaces {
    private var seen: Set<Place> = []
    private var tentative: [(place: Place, event: ScanEvent)] = []

    /// More guesses are not kept; there is no end to them in a tree that is made for it.
    private static let most = 10_000

    private struct Place: Hashable {
        var rule: String
        var path: RawPath
        var offset: Int
    }

    /// True if an event is to be handed out now.
    mutating func admits(_ event: ScanEvent) -> Bool {
        guard case .finding(let finding) = event, finding.rule.kind == "flow" else { return true }
        let place = Place(rule: finding.rule.id, path: finding.path, offset: finding.range.start.offset)
        guard finding.isTentative else { return seen.insert(place).inserted }
        if tentative.count < Self.most { tentative.append((place, event)) }
        return false
    }

    /// What was held back and is still worth telling, in the order of the scan.
    mutating func takeTentative() -> [ScanEvent] {
        defer { tentative = [] }
        return tentative.filter { seen.insert($0.place).inserted }.map(\.event)
    }
}
