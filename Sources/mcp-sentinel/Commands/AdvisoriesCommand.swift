import ArgumentParser
import SentinelClient

/// `mcp-sentinel advisories`
struct AdvisoriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advisories", abstract: "Show and extend what is known against versions of packages.",
        discussion: """
            The library comes with advisories about packages of MCP. A scan uses more of them with --advisories, from a file
            that `advisories update` makes; nothing is fetched.
            """,
        subcommands: [List.self, Update.self])

    /// `mcp-sentinel advisories list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the advisories that scans use.")

        @Option(help: ArgumentHelp("Print text or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @OptionGroup var known: AdvisoryOptions
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            let settings = try Settings(configuration, flags: known.settings, start: RawPath("."))
            let listing = try Engine(try settings.configuration()).advisories(format: (format ?? .text).rawValue)
            try StandardOutput.print(listing.last == UInt8(ascii: "\n") ? listing.dropLast() : listing[...])
        }
    }

    /// `mcp-sentinel advisories update`
    struct Update: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a file of advisories from an export of OSV.",
            discussion: """
                Reads a folder with a JSON file for each record, a JSON file with one record or a list, or one with a record in
                each line. The file that is written replaces an older one.

                EXAMPLES:
                  mcp-sentinel advisories update osv/npm/ --output npm.advisories
                  mcp-sentinel scan --advisories npm.advisories
                """)

        @Argument(help: "The export.", completion: .file())
        var source: Path
        @Option(
            help: ArgumentHelp(
                "Write this file (default: mcp-sentinel/advisories in $XDG_DATA_HOME or ~/.local/share).",
                valueName: "file"), completion: .file())
        var output: Path?

        func run() throws {
            guard let target = output?.raw ?? Self.userFile else {
                throw ValidationError("neither XDG_DATA_HOME nor HOME is set: use --output")
            }
            let count = try Advisories.update(from: source.raw, to: target)
            try StandardOutput.print(
                Terminal.safe("\(target): \(count) advisories; scan with --advisories \(target)"))
        }

        /// Where the XDG Base Directory Specification has a user's data.
        private static var userFile: RawPath? {
            if let folder = Environment.raw("XDG_DATA_HOME"), folder.hasPrefix("/") {
                return RawPath("\(folder)/mcp-sentinel/advisories")
            }
            return Environment.raw("HOME").map { RawPath("\($0)/.local/share/mcp-sentinel/advisories") }
        }
    }
}
