import ArgumentParser

// The flags that set options of the engine. A flag is named like its option, and its help names the option's default; a test
// compares both with the engine's table.

/// Where the user's own rules are.
struct RuleFileOptions: ParsableArguments {
    @Option(
        parsing: .singleValue, help: ArgumentHelp("Add the rules of a file or a folder.", valueName: "file|dir"),
        completion: .file())
    var rules: [String] = []
    @OptionGroup var known: AdvisoryOptions

    var settings: [Setting] { [.list("rules", rules)].compactMap { $0 } + known.settings }
}

/// Where the user's advisories are.
struct AdvisoryOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Use a file of advisories beside the built-in ones.", valueName: "file"), completion: .file()
    )
    var advisories: [String] = []

    var settings: [Setting] { [.list("advisories", advisories)].compactMap { $0 } }
}

/// Which rules run, and which of their findings count.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Drop findings below info, low, medium, high or critical (default: info).",
            valueName: "min"), completion: .list(["info", "low", "medium", "high", "critical"]))
    var severity: String?
    @Option(
        help: ArgumentHelp("Drop findings below low, medium or high (default: low).", valueName: "min"),
        completion: .list(["low", "medium", "high"]))
    var confidence: String?
    @Option(parsing: .singleValue, help: ArgumentHelp("Run only these rules.", valueName: "id|glob"))
    var rule: [String] = []
    @Option(parsing: .singleValue, help: ArgumentHelp("Do not run these rules.", valueName: "id|glob"))
    var skipRule: [String] = []
    @OptionGroup var files: RuleFileOptions

    var settings: [Setting] {
        [
            .value("severity", severity), .value("confidence", confidence), .list("rule", rule),
            .list("skip_rule", skipRule),
        ].compactMap { $0 } + files.settings
    }
}

/// Which files are scanned.
struct FileOptions: ParsableArguments {
    @Option(parsing: .singleValue, help: ArgumentHelp("Scan only files that a glob fits.", valueName: "glob"))
    var include: [String] = []
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Leave out files and folders that a glob fits.",
            valueName: "glob"))
    var exclude: [String] = []
    @Flag(inversion: .prefixedNo, help: "Leave out what ignore files list (default: true).")
    var gitignore: Bool?
    @Option(help: ArgumentHelp("Scan files above this in windows (default: 10MB).", valueName: "size"))
    var maxFileSize: String?

    var settings: [Setting] {
        [
            .list("include", include), .list("exclude", exclude), .flag("gitignore", gitignore),
            .value("max_file_size", maxFileSize),
        ].compactMap { $0 }
    }
}

/// What a scan may cost.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Worker threads; 0 is one per core (default: 0).", valueName: "n"))
    var jobs: String?
    @Option(help: ArgumentHelp("End the scan after this long; 0 is never (default: 0s).", valueName: "duration"))
    var timeout: String?
    @Option(help: ArgumentHelp("Give up on a file after this long (default: 30s).", valueName: "duration"))
    var fileTimeout: String?
    @Option(help: ArgumentHelp("Hold at most this much in memory (default: 256MB).", valueName: "size"))
    var memoryLimit: String?

    var settings: [Setting] {
        [
            .value("jobs", jobs), .value("timeout", timeout), .value("file_timeout", fileTimeout),
            .value("memory_limit", memoryLimit),
        ].compactMap { $0 }
    }
}

/// Detectors of third parties.
struct PluginOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Load a plugin, in a process of its own.", valueName: "file"), completion: .file())
    var plugins: [String] = []
    @Option(help: ArgumentHelp("Load every plugin of a folder.", valueName: "dir"), completion: .directory)
    var pluginDir: String?
    @Option(
        help: ArgumentHelp("Load only plugins that stand in this lock file.", valueName: "file"), completion: .file())
    var pluginLock: String?
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Load a trusted plugin into this process: nothing contains it.", valueName: "file"),
        completion: .file())
    var pluginInProcess: [String] = []
    @Option(
        parsing: .singleValue, help: ArgumentHelp("Set an option of a plugin.", valueName: "plugin.option=value"))
    var pluginOption: [String] = []

    var settings: [Setting] {
        [
            .list("plugins", plugins), .value("plugin_dir", pluginDir), .value("plugin_lock", pluginLock),
            .list("plugin_in_process", pluginInProcess), .list("plugin_option", pluginOption),
        ].compactMap { $0 }
    }
}

/// Where configuration comes from.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read this configuration file instead of the mcp-sentinel.yaml found upward of what is scanned.",
            valueName: "file"))
    var config: Path?
    @Flag(help: "Read no configuration file.")
    var noConfig = false
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Set any option; see 'config show'. A list gets one more item.", valueName: "name=value"))
    var set: [Assignment] = []
    @Flag(help: "Disregard what the scanned tree says about how to scan it.")
    var untrusted = false

    var settings: [Setting] { [.flag("untrusted", untrusted ? true : nil)].compactMap { $0 } }

    func validate() throws {
        if config != nil, noConfig { throw ValidationError("--config and --no-config exclude each other.") }
    }
}
