/// How plugins are run. Times in milliseconds, sizes in bytes.
package struct PluginSettings: Sendable {
    /// The plugin host; empty: the one beside the library.
    package var host = ""
    /// True: a plugin host that is not fully confined does not run.
    package var isStrict = false
    /// For one file.
    package var timeout = 10_000
    /// Hosts of one plugin at once.
    package var parallel = 5
    /// Memory of a host beyond what it needs to start.
    package var memory = 512 << 20
    /// The largest file that plugins see.
    package var largestFile = 10_000_000
    /// Between two health checks of an idle host.
    package var healthInterval = 60_000
    package var breaker = BreakerSettings()
    /// Limits of PCRE2 for `match`; the heap in KiB.
    package var matchLimit: UInt32 = 100_000
    package var depthLimit: UInt32 = 100_000
    package var heapLimit: UInt32 = 20_000

    package init() {}
}
