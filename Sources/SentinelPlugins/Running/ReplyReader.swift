internal import CPlugin
internal import SentinelModel

/// Takes the replies to a SCAN request, from a host or from the code in this process, and checks them. An entry that is passed
/// over has nothing to tell.
struct ReplyReader {
    private let request: PluginRequest
    /// The entries that were sent, in their order.
    private let indices: [Int]
    private let rules: Int
    /// How many entries were answered or passed over.
    private(set) var answered = 0
    /// By entry, of those with something to tell.
    private(set) var results: [Int: PluginFileResult] = [:]
    private(set) var lines: [PluginLine] = []

    /// Lines of one request that are kept.
    private static let mostLines = 100

    init(_ request: PluginRequest, _ indices: [Int], rules: Int) {
        self.request = request
        self.indices = indices
        self.rules = rules
    }

    /// Returns true at the end.
    mutating func take(_ kind: UInt32, _ payload: ArraySlice<UInt8>) throws(PluginFailure) -> Bool {
        var reader = WireReader(payload)
        switch kind {
        case CPLUGIN_FILE:
            let place = Int(try reader.u32())
            guard place >= answered, place < indices.count else { throw Self.outOfTurn }
            let entry = request.written[indices[place]]
            results[indices[place]] = try PluginFileResult(
                &reader, count: entry.length, rules: rules, matches: entry.matches)
            try reader.end()
            answered = place + 1
        case CPLUGIN_LOGGED:
            let (severity, text) = (try reader.i32(), try reader.text())
            try reader.end()
            if lines.count < Self.mostLines {
                lines.append(PluginLine(severity: Severity(rawValue: severity) ?? .low, text: text))
            }
        case CPLUGIN_DONE:
            guard Int(try reader.u32()) == indices.count else { throw Self.outOfTurn }
            answered = indices.count
            return true
        default:
            throw Self.outOfTurn
        }
        return false
    }

    /// The place among `indices` where it was lost, by what the host said last: any number, and maybe after all was answered.
    func culprit(_ current: Int) -> Int {
        indices.indices.contains(current) && current >= answered ? current : min(answered, indices.count - 1)
    }

    private static let outOfTurn = PluginFailure(.garbled, "it sent what was not asked for")
}
