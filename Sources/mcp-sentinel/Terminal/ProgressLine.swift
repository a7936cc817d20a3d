import Glibc
import SentinelClient

/// One line on standard error that says how far a scan has come. It is there only while nothing else is written.
final class ProgressLine {
    let isEnabled: Bool
    private var isShown = false
    private let start = ProgressLine.now()

    init(isEnabled: Bool) { self.isEnabled = isEnabled }

    /// Replaces the line. The engine's `progress_interval` limits how often.
    func show(_ progress: Progress) {
        guard isEnabled else { return }
        isShown = true
        StandardError.write("\r" + line(progress, width: Terminal.width(of: 2) - 1) + "\u{1B}[K")
    }

    /// Removes the line, so that something else can be written.
    func clear() {
        guard isShown else { return }
        isShown = false
        StandardError.write("\r\u{1B}[K")
    }

    private func line(_ progress: Progress, width: Int) -> String {
        let elapsed = max(1, Self.now() - start)
        let (scaled, overflow) = progress.bytes.multipliedReportingOverflow(by: 1_000_000)
        let rate = overflow ? progress.bytes : scaled / elapsed
        let text =
            "\(Quantity.number(progress.filesCompleted))/\(Quantity.number(progress.filesDiscovered)) files  "
            + "\(Quantity.bytes(progress.bytes))  \(Quantity.bytes(rate))/s  "
            + "\(Quantity.count(progress.findings, "finding"))  \(progress.path)"
        return Self.cut(text, to: width)
    }

    /// As much of `text` as surely fits: a character beyond ASCII may take two columns.
    private static func cut(_ text: String, to width: Int) -> String {
        var room = width
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            room -= scalar.isASCII ? 1 : 2
            if room < 0 { break }
            scalars.append(Terminal.isPrintable(scalar) ? scalar : "?")
        }
        return String(scalars)
    }

    /// Microseconds of a clock that never goes back.
    private static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000 + UInt64(clamping: time.tv_nsec) / 1000
    }
}
