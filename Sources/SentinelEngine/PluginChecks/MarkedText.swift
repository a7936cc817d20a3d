internal import SentinelPlugins

/// A plugin's example without its marks (U+27E6 and U+27E7), and the places that stood between them.
struct MarkedText {
    var bytes: [UInt8] = []
    /// Ascending by start, then end.
    var places: [Range<Int>] = []

    private static let opening = Array("\u{27E6}".utf8)
    private static let closing = Array("\u{27E7}".utf8)

    /// Nil for marks that are not in pairs.
    init?(_ text: String) {
        var open: [Int] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: Self.opening) {
                open.append(bytes.count)
                rest = rest.dropFirst(Self.opening.count)
            } else if rest.starts(with: Self.closing) {
                guard let start = open.popLast() else { return nil }
                places.append(start..<bytes.count)
                rest = rest.dropFirst(Self.closing.count)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        guard open.isEmpty else { return nil }
        places.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }

    /// A text to try things with: one whose marks are wrong is left as it is.
    static func plain(_ example: PluginExample) -> [UInt8] {
        MarkedText(example.text)?.bytes ?? Array(example.text.utf8)
    }
}
