internal import CPlugin
internal import SentinelModel

/// Takes the replies to a SCAN request, from a host or from the code in this process, and checks them.
struct ReplyReader {
    private let request: PluginRequest
    /// The entries that were sent, in their order.
    private let indices: [Int]
    private let rules: Int
    /// How many entries were answered.
    private(set) var answered = 0
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
            guard Int(try reader.u32()) == answered, answered < indices.count else { throw Self.outOfTurn }
            let entry = request.entries[indices[answered]]
            results[indices[answered]] = try PluginFileResult(
                &reader, count: entry.content.count, rules: rules, matches: entry.matches.count)
            try reader.end()
            answered += 1
        case CPLUGIN_LOGGED:
            let (severity, text) = (try reader.i32(), try reader.text())
            try reader.end()
            if lines.count < Self.mostLines {
                lines.append(PluginLine(severity: Severity(rawValue: severity) ?? .low, text: text))
            }
        case CPLUGIN_DONE:
            guard answered == indices.count else { throw Self.outOfTurn }
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
