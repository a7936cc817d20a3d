import ArgumentParser
import SentinelClient

/// `mcp-sentinel tools`
struct ToolsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools", abstract: "Show what MCP servers offer, as their source declares it.",
        subcommands: [Extract.self])
}

extension ToolsCommand {
    /// `mcp-sentinel tools extract`
    struct Extract: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the tools, prompts and resources that source code declares, and what they can do.",
            discussion: """
                Reads Python, JavaScript, TypeScript and Go; runs nothing.

                EXAMPLES:
                  mcp-sentinel tools extract server/
                  mcp-sentinel tools extract server/ --format json
                """)

        @Argument(help: "Files and folders (default: this folder).", completion: .file())
        var paths: [Path] = []
        @Option(help: ArgumentHelp("Print text or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @OptionGroup(title: "File Options") var files: FileOptions
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            Interrupt.catchFirst()
            let start = paths.first?.raw ?? RawPath(".")
            let settings = try Settings(configuration, flags: files.settings, start: start)
            var scan = try Engine(try settings.configuration()).scan()
            for path in paths.isEmpty ? [start] : paths.map(\.raw) { try scan.add(path) }
            try StandardOutput.print(scan.extract(format: (format ?? .text).rawValue)[...])
        }
    }
}
