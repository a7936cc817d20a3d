import Glibc
import SentinelClient

/// Where the bytes of a report go.
protocol OutputSink: AnyObject {
    /// Takes bytes; false ends the scan.
    func write(_ data: RawSpan) -> Bool
    /// Completes the output after the scan's end, or throws why it is not complete.
    func finish() throws(FileError)
}

/// A report on standard output.
final class StandardOutputSink: OutputSink {
    /// True once nobody reads any more.
    private(set) var isClosed = false
    private var failure: Int32 = 0
    /// True if the scan is worth going on with when nobody reads this output.
    private let hasCompany: Bool
    private let beforeWriting: () -> Void

    /// `beforeWriting` makes room on a terminal that also shows progress.
    init(hasCompany: Bool, beforeWriting: @escaping () -> Void) {
        self.hasCompany = hasCompany
        self.beforeWriting = beforeWriting
    }

    func write(_ data: RawSpan) -> Bool {
        if isClosed { return hasCompany }
        beforeWriting()
        failure = writeAll(data, to: 1)
        if failure == EPIPE {
            isClosed = true
            failure = 0
            return hasCompany
        }
        return failure == 0
    }

    func finish() throws(FileError) {
        if failure != 0 { throw FileError("standard output: \(Files.reason(failure))") }
    }
}
