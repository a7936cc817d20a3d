internal import SentinelAnalysis
internal import SentinelModel

/// Keeps what runs meet at one line of one file. Files of several roots may have the same path: it is asked about one root at a time.
final class LineObserver: FlowObserver {
    private let path: String
    private let line: Int
    private(set) var sights: [FlowSight] = []
    /// Where functions begin that were followed and hold the line.
    private(set) var followed: Set<Int> = []

    private static let most = 256

    /// `path` is the file's below its root.
    init(path: String, line: Int) {
        self.path = path
        self.line = line
    }

    func asks(about place: Reference) -> Bool { place.file.path == path && place.stands(on: line) }

    func met(_ sight: FlowSight) {
        guard sights.count < Self.most else { return }
        sights.append(sight)
    }

    func entered(_ function: Reference) {
        if asks(about: function) { followed.insert(function.range.lowerBound) }
    }
}
