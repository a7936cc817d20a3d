import ArgumentParser
import SentinelClient

/// `mcp-sentinel config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show and check configuration.",
        discussion: """
            Options come from, in falling precedence: the command line, the environment (MCP_SENTINEL_<OPTION>, such as
            MCP_SENTINEL_SEVERITY=high; the items of a list on a line each), the configuration file, the defaults.
            A list that is given in one place replaces what a lower one says.
            """,
        subcommands: [Show.self, Validate.self, Schema.self])

    /// `mcp-sentinel config show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every option, its value and where the value comes from.")

        @Argument(help: "Where the search for a configuration file starts (default: this folder).")
        var path: Path?
        @Option(help: ArgumentHelp("Print a table or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            let settings = try Settings(configuration, flags: [], start: path?.raw ?? RawPath("."))
            let options = try settings.configuration().options().map(settings.tellingOrigin)
            switch format ?? .text {
            case .text: try StandardOutput.print(Self.table(options))
            case .json: try StandardOutput.print(JSON.array(options.map(\.json)).rendered())
            }
        }

        private static func table(_ options: [EngineOption]) -> String {
            let rows = options.map { [$0.name, $0.items.joined(separator: ", "), $0.origin] }
            return Table(heading: ["NAME", "VALUE", "ORIGIN"], rows: rows).rendered()
        }
    }

    /// `mcp-sentinel config validate`
    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a configuration file and the rule files it names.")

        @Argument(help: "The file.")
        var file: Path

        func run() throws {
            var configuration = try Configuration()
            try configuration.load(file.raw)
            _ = try Engine(configuration)
            try StandardOutput.print(Terminal.safe("\(file.raw): valid"))
        }
    }

    /// `mcp-sentinel config schema`
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a JSON Schema of the configuration file.")

        func run() throws {
            let schema = try Configuration.schema()
            try StandardOutput.print(schema.last == UInt8(ascii: "\n") ? schema.dropLast() : schema[...])
        }
    }
}

extension EngineOption {
    /// The value's items; one for what is not a list.
    var items: [String] { kind == .list ? value.split(separator: "\n").map(String.init) : [value] }

    var json: JSON {
        let shown: JSON = kind == .list ? .array(items.map(JSON.string)) : .string(value)
        return .object([("name", .string(name)), ("value", shown), ("origin", .string(origin))])
    }
}
