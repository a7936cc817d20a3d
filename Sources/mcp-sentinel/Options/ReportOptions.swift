import ArgumentParser
import SentinelClient

/// What is written where.
struct ReportOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Write this format to standard output, or to a file (\(Library.formats.map(\.name).joined(separator: ", "))).",
            valueName: "format[=file]"))
    var format: [OutputSpecification] = []
    @Flag(name: .shortAndLong, help: "Print no text; files and exit status only.")
    var quiet = false
    @Flag(name: .shortAndLong, help: "Print minor diagnostics too.")
    var verbose = false
    @Option(help: ArgumentHelp("Colour text.", valueName: "when"))
    var color = ColorChoice.auto
    @Flag(help: "Show no progress on the terminal.")
    var noProgress = false
    @Flag(help: "Report suppressed findings too, marked as such.")
    var showSuppressed = false
    @Flag(help: "Do not mask secrets in reports.")
    var showSecrets = false

    var settings: [Setting] {
        [
            .flag("verbose", verbose ? true : nil), .flag("show_suppressed", showSuppressed ? true : nil),
            .flag("show_secrets", showSecrets ? true : nil),
        ].compactMap { $0 }
    }

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
        if format.filter({ $0.file == nil }).count > 1 {
            throw ValidationError("Only one format can go to standard output; write '--format \(format[0].name)=FILE'.")
        }
    }
}

/// `FORMAT` or `FORMAT=FILE`
struct OutputSpecification: ExpressibleByArgument {
    /// One of the library's formats.
    let name: String
    /// Nil for standard output, which can also be written `-`.
    let file: RawPath?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard Library.formats.contains(where: { $0.name == parts[0] }), parts.last != "" else { return nil }
        name = parts[0]
        file = parts.count == 1 || parts[1] == "-" ? nil : RawPath(bytes: RawArguments.bytes(of: parts[1]))
    }

    static var defaultCompletionKind: CompletionKind { .list(Library.formats.map(\.name)) }
}

/// `--color`
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

/// What the exit status says.
struct ExitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Exit with 1 when a finding is this bad or worse (default: low).", valueName: "severity"))
    var failOn: FailThreshold?
    @Flag(inversion: .prefixedNo, help: "Exit with 3 when the scan is incomplete (default: true).")
    var failOnIncomplete: Bool?
}

/// `--fail-on`
enum FailThreshold: ExpressibleByArgument, Hashable {
    case never
    case severity(Severity)

    init?(argument: String) {
        if argument == "never" {
            self = .never
        } else if let severity = Severity.allCases.first(where: { $0.name == argument }) {
            self = .severity(severity)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { Severity.allCases.map(\.name) + ["never"] }
}
