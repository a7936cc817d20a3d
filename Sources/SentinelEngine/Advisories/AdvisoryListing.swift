internal import SentinelModel
internal import SentinelPackages

/// Writes advisories for `advisories list`: a JSON array with an object on each line, or the fields that people look for.
struct AdvisoryListing {
    private let isJSON: Bool
    private var text: [UInt8] = []
    private var isFirst = true

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// Always true: there is room for all.
    mutating func add(_ advisory: Advisory) -> Bool {
        let line = isJSON ? Self.object(advisory) : Self.line(advisory)
        if isJSON { text += (isFirst ? "[\n" : ",\n").utf8 }
        text += line.utf8
        if !isJSON { text.append(0x0A) }
        isFirst = false
        return true
    }

    var finished: [UInt8] { isJSON ? text + Array((isFirst ? "[]\n" : "\n]\n").utf8) : text }

    private static func line(_ advisory: Advisory) -> String {
        let kind = advisory.isMalicious ? "malicious" : advisory.severity.name
        return "\(advisory.id)  \(advisory.ecosystem.rawValue)/\(advisory.name)  "
            + "\(advisory.affected.joined(separator: " "))  \(kind)  \(advisory.summary)"
    }

    private static func object(_ advisory: Advisory) -> String {
        let fields = [
            ("id", string(advisory.id)), ("aliases", list(advisory.aliases)),
            ("ecosystem", string(advisory.ecosystem.rawValue)), ("package", string(advisory.name)),
            ("malicious", advisory.isMalicious ? "true" : "false"), ("severity", string(advisory.severity.name)),
            ("affected", list(advisory.affected)), ("fixed", string(advisory.fixed)),
            ("summary", string(advisory.summary)), ("source", string(advisory.source)),
        ]
        return "  {" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
    }

    private static func list(_ texts: [String]) -> String { "[" + texts.map(string).joined(separator: ", ") + "]" }

    /// A table's texts hold no control characters: quotes and backslashes are all that needs escaping.
    private static func string(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
