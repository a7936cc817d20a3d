import ArgumentParser
import SentinelClient

/// `mcp-sentinel plugins`
struct PluginsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins", abstract: "Write, try out and trust plugins.",
        discussion: "A plugin is a detector in a shared library. plugins/README.md is the guide for authors.",
        subcommands: [New.self, Check.self, Trust.self, Verify.self])
}

/// `--lock`
struct LockOption: ParsableArguments {
    @Option(help: ArgumentHelp("The lock file (default: plugins.lock).", valueName: "file"))
    var lock: Path?

    var file: PluginLock { PluginLock(lock?.raw ?? RawPath("plugins.lock")) }
}
