import ArgumentParser
import SentinelClient

/// What the program's exit status says. Throwing one ends a command with it, silently.
struct ExitStatus: Error, Hashable {
    let rawValue: Int32

    /// Everything was scanned, and no finding reaches `--fail-on`.
    static let clean = ExitStatus(rawValue: 0)
    /// There are findings that reach `--fail-on`, or what was tested, checked or verified does not hold.
    static let findings = ExitStatus(rawValue: 1)
    /// The command line, the configuration or a rule file is wrong.
    static let usage = ExitStatus(rawValue: 2)
    /// Something that should have been scanned was not.
    static let incomplete = ExitStatus(rawValue: 3)
    /// A fault of the program, or a report that could not be written.
    static let failure = ExitStatus(rawValue: 4)
    /// Ended by SIGINT or SIGTERM.
    static let cancelled = ExitStatus(rawValue: 130)

    /// A list was printed to a pipe that nobody reads any more: what a shell says of a program that SIGPIPE ended.
    static let unread = ExitStatus(rawValue: 141)

    private init(rawValue: Int32) { self.rawValue = rawValue }

    /// The status for an error of the library: what the user named or wrote is usage, all else is a failure.
    init(_ error: SentinelError) {
        switch error.status {
        case .argument, .config, .rule, .notFound, .io: self = .usage
        default: self = .failure
        }
    }

    static let explanation = """
        EXIT STATUS:
          0    clean
          1    findings at or above --fail-on
          2    wrong usage, configuration or rule file
          3    scan incomplete (findings take precedence: both is 1)
          4    internal error, or a report could not be written
          130  cancelled by Ctrl-C; what was found so far is reported
        """
}
