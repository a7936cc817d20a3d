/// Diagnostics rendered as they come and written after the findings.
///
/// A JSON document has its findings in one array and its diagnostics in another, as readers expect (`.findings[]`), and
/// a stream cannot be in two arrays at once. Findings are what there may be millions of, so they stream and diagnostics
/// wait, as rendered bytes, up to a bound. Those past it are counted, and the report says how many; `jsonl` has no such
/// bound. Diagnostics of severity low may take only half of the room, so that they cannot crowd out the grave ones.
struct DiagnosticTail {
    static let itemLimit = 10_000
    static let byteLimit = 4 << 20

    /// The rendered ones in the order in which they came.
    private(set) var items: [[UInt8]] = []
    private var bytes = 0
    /// How many were not kept.
    private(set) var omitted = 0

    /// Keeps `item`, or counts it as left out when there is no room.
    mutating func add(_ item: [UInt8], isLow: Bool) {
        let share = isLow ? 2 : 1
        let fits = bytes + item.count <= DiagnosticTail.byteLimit / share
        guard items.count < DiagnosticTail.itemLimit / share, fits else {
            omitted += 1
            return
        }
        bytes += item.count
        items.append(item)
    }
}
