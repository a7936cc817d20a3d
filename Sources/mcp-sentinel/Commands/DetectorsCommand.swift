import ArgumentParser
import SentinelClient

/// `mcp-sentinel detectors`
struct DetectorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detectors", abstract: "List what looks at files, and how plugins fare.",
        subcommands: [List.self, Health.self])

    /// What the subcommands have in common.
    struct Options: ParsableArguments {
        @Option(help: ArgumentHelp("Print a table or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @OptionGroup(title: "Plugin Options") var plugins: PluginOptions
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        /// An engine for what is going to be scanned.
        func engine(scanning roots: [RawPath] = []) throws -> Engine {
            var configuration = try Settings(
                configuration, flags: plugins.settings, start: roots.first ?? RawPath(".")
            ).configuration()
            for root in roots { try configuration.add(root: root) }
            return try Engine(configuration)
        }

        func print(_ heading: [String], _ rows: [[String]], _ json: [JSON]) throws {
            switch format ?? .text {
            case .text: try StandardOutput.print(Table(heading: heading, rows: rows).rendered())
            case .json: try StandardOutput.print(JSON.array(json).rendered())
            }
        }
    }
}

extension DetectorsCommand {
    /// `mcp-sentinel detectors list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the groups of built-in rules, rule files, and plugins.",
            discussion: """
                EXAMPLES:
                  mcp-sentinel detectors list --plugins build/acme-keys.so
                  mcp-sentinel detectors list --config server.yaml --format json
                """)

        @OptionGroup var options: Options

        func run() throws {
            let engine = try options.engine()
            let plugins = try engine.detectors()
            let all = DetectorRow.groups(of: try engine.rules(), besides: plugins) + plugins.map(DetectorRow.init)
            try options.print(DetectorRow.heading, all.map(\.cells), all.map(\.json))
        }
    }
}

/// A line of `detectors list`.
struct DetectorRow {
    var id: String
    var title = ""
    var version: String
    var capabilities: [String]
    var rules: Int
    /// `built-in`, `rule-file`, `isolated` or `in-process`.
    var mode: String
    /// Of a plugin, its circuit breaker's; else whether rules of it are on.
    var state: String
    var path = RawPath("")
    var digest = ""
    var confinement: [String] = []

    static let heading = ["ID", "VERSION", "CAPABILITIES", "RULES", "MODE", "STATE", "DIGEST", "PATH"]

    var cells: [String] {
        [
            id, version, capabilities.joined(separator: " "), String(rules), mode, state, String(digest.prefix(12)),
            path.description,
        ]
    }

    var json: JSON {
        .object([
            ("id", .string(id)), ("title", .string(title)), ("version", .string(version)),
            ("capabilities", .array(capabilities.map(JSON.string))), ("rules", .integer(Int64(rules))),
            ("mode", .string(mode)), ("state", .string(state)), ("path", .string(path.description)),
            ("digest", .string(digest)), ("confinement", .array(confinement.map(JSON.string))),
        ])
    }

    /// The built-in rules by the first two words of their ids (`MCP-SECRET`), then rule files by their paths.
    static func groups(of rules: [Rule], besides plugins: [Detector]) -> [DetectorRow] {
        let paths = Set(plugins.map(\.path.description))
        let (builtIn, others) = (
            rules.filter { $0.origin == "built-in" },
            rules.filter { $0.origin != "built-in" && !paths.contains($0.origin) }
        )
        return rows(builtIn, "built-in") { $0.id.split(separator: "-").prefix(2).joined(separator: "-") }
            + rows(others, "rule-file") { $0.origin }
    }

    private static func rows(_ rules: [Rule], _ mode: String, by name: (Rule) -> String) -> [DetectorRow] {
        Dictionary(grouping: rules, by: name).sorted { $0.key < $1.key }.map { id, members in
            DetectorRow(
                id: id, version: mode == "built-in" ? Library.version : "", capabilities: ["patterns"],
                rules: members.count, mode: mode, state: members.contains(where: \.isEnabled) ? "on" : "off",
                path: RawPath(mode == "built-in" ? "" : id))
        }
    }
}

extension DetectorRow {
    init(_ plugin: Detector) {
        self.init(
            id: plugin.id, title: plugin.title, version: plugin.version, capabilities: plugin.capabilities,
            rules: Int(clamping: plugin.rules), mode: plugin.mode, state: plugin.state, path: plugin.path,
            digest: plugin.digest, confinement: plugin.confinement)
    }
}
