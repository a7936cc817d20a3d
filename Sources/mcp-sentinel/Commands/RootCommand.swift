import ArgumentParser
import SentinelClient

/// `mcp-sentinel`
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp-sentinel",
        abstract: "A security scanner for MCP servers, clients and their configuration.",
        discussion: """
            Works offline, never runs what it scans, and sends nothing anywhere.

            EXAMPLES:
              mcp-sentinel scan                          scan this folder
              mcp-sentinel scan server/ --fail-on high   fail only on grave findings
              mcp-sentinel rules show MCP-SECRET-GITHUB  what a rule looks for, and why

            \(ExitStatus.explanation)
            """,
        version: Library.version,
        subcommands: [
            ScanCommand.self, ToolsCommand.self, RulesCommand.self, AdvisoriesCommand.self, DetectorsCommand.self,
            PluginsCommand.self,
            ConfigCommand.self, VersionCommand.self,
        ])
}
