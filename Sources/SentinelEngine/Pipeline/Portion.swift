package import SentinelModel

/// What a scan hands out, in the order of the scan. One reference in either case.
package enum ScanEvent: Sendable {
    case finding(Finding)
    indirect case diagnostic(Diagnostic)

    /// A rough size in memory, for the budget.
    var weight: Int {
        switch self {
        case .finding(let finding):
            finding.trace.reduce(
                512 + finding.match.text.utf8.count + finding.line.text.utf8.count + finding.path.bytes.count
            ) { $0 + 160 + $1.path.bytes.count + $1.message.utf8.count }
        case .diagnostic(let diagnostic):
            256 + diagnostic.message.utf8.count + diagnostic.recovery.utf8.count
        }
    }
}

/// The result of working off the places `start..<end` of the scan's order.
struct Portion: Sendable {
    var start: Int
    var end: Int
    private(set) var items: [Item] = []
    /// Sum of the events' weights.
    private(set) var weight = 0
    var counts = Counts()
    /// What discovery had left out when it handed these places out.
    var walked = WalkCounts()
    /// The path of the last file worked off, for the progress line; nil when no progress is wanted.
    var lastPath: RawPath?

    /// An event, and the counts of the portion before the file it belongs to: a scan that ends at this event says exactly
    /// how far it got, however the work was cut into portions.
    struct Item: Sendable {
        var event: ScanEvent
        var counts: Counts
    }

    /// What is added to the summary when the portion's turn comes.
    struct Counts: Sendable {
        var eligible = 0
        var completed = 0
        var binary = 0
        var tooLarge = 0
        var bytes = 0
    }

    /// What discovery left out or passed, from the scan's start.
    struct WalkCounts: Sendable {
        var ignored = 0
        var special = 0
        var folders = 0
    }

    init(start: Int) {
        self.start = start
        end = start
    }

    /// Where the next event will stand, for what comes later and belongs there.
    var place: Place { Place(index: items.count, counts: counts) }

    struct Place: Sendable {
        fileprivate var index: Int
        fileprivate var counts: Counts
    }

    /// Puts events where they belong. Later places first: what is put in moves all behind it.
    mutating func insert(_ events: [ScanEvent], at place: Place) {
        items.insert(contentsOf: events.map { Item(event: $0, counts: place.counts) }, at: place.index)
        weight += events.reduce(0) { $0 + $1.weight }
    }

    mutating func add(_ event: ScanEvent) {
        items.append(Item(event: event, counts: counts))
        weight += event.weight
    }
}
