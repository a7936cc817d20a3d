internal import SentinelModel
internal import SentinelPlugins

/// Which plugins the options name, and how they run.
struct PluginChoice: Sendable {
    var paths: [RawPath]
    var folder: RawPath?
    var lock: RawPath?
    var inProcess: [RawPath]
    /// `plugin.option=value`.
    var options: [String]
    var reloads: Bool
    /// What is going to be scanned; plugins that lie there are not loaded.
    var roots: [RawPath]
    var settings: PluginSettings

    init(_ configuration: Configuration) {
        paths = configuration.items("plugins").map { RawPath($0) }
        folder = Self.path(configuration.text("plugin_dir"))
        lock = Self.path(configuration.text("plugin_lock"))
        inProcess = configuration.items("plugin_in_process").map { RawPath($0) }
        options = configuration.items("plugin_option")
        reloads = configuration.flag("plugin_reload")
        roots = configuration.roots
        settings = PluginSettings()
        settings.host = configuration.text("plugin_host")
        settings.isStrict = configuration.text("plugin_confinement") == "strict"
        settings.timeout = configuration.number("plugin_timeout")
        settings.parallel = configuration.number("plugin_parallel")
        settings.memory = configuration.number("plugin_memory")
        settings.healthInterval = configuration.number("plugin_health_interval")
        settings.breaker.failures = configuration.number("breaker_failures")
        settings.breaker.reset = configuration.number("breaker_reset")
        settings.breaker.trials = configuration.number("breaker_trials")
        settings.breaker.successes = configuration.number("breaker_successes")
        // A file in UTF-16 grows by half when it is decoded.
        settings.largestFile = configuration.number("max_file_size") / 2 * 3 + 64
        settings.matchLimit = UInt32(clamping: configuration.number("match_limit"))
        settings.depthLimit = UInt32(clamping: configuration.number("depth_limit"))
        settings.heapLimit = UInt32(clamping: configuration.number("heap_limit") / 1024)
    }

    private static func path(_ text: String) -> RawPath? { text.isEmpty ? nil : RawPath(text) }

    var isEmpty: Bool { paths.isEmpty && inProcess.isEmpty && folder == nil }
}
