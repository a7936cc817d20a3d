package import SentinelModel

/// The options as the engine uses them: typed, resolved, fixed.
package struct Settings: Sendable {
    package var rulePaths: [String]
    package var advisoryPaths: [String]
    package var selectedRules: [String]
    package var skippedRules: [String]
    package var severity: Severity
    package var confidence: Confidence
    package var include: [String]
    package var exclude: [String]
    package var obeysIgnoreFiles: Bool
    package var scansHidden: Bool
    package var maxFileSize: Int
    package var hardFileSize: Int
    package var reportsSkipped: Bool
    /// At least 1.
    package var jobs: Int
    package var batchSize: Int
    /// Milliseconds; 0 means never. So for the next.
    package var timeout: Int
    package var fileTimeout: Int
    package var memoryLimit: Int
    package var retries: Int
    package var errorThreshold: Int
    package var matchLimit: Int
    package var depthLimit: Int
    package var heapLimit: Int
    package var maxFindings: Int
    package var maxFindingsPerFile: Int
    package var showsSecrets: Bool
    package var showsSuppressed: Bool
    package var omitsMeasurements: Bool
    package var progressInterval: Int
    package var isVerbose: Bool
    package var isUntrusted: Bool
    var plugins: PluginChoice

    package init(_ configuration: Configuration, processors: Int) {
        rulePaths = configuration.items("rules")
        advisoryPaths = configuration.items("advisories")
        selectedRules = configuration.items("rule")
        skippedRules = configuration.items("skip_rule")
        severity = Severity(name: configuration.text("severity")) ?? .info
        confidence = Confidence(name: configuration.text("confidence")) ?? .low
        include = configuration.items("include")
        exclude = configuration.items("exclude")
        obeysIgnoreFiles = configuration.flag("gitignore")
        scansHidden = configuration.flag("hidden")
        maxFileSize = configuration.number("max_file_size")
        hardFileSize = max(configuration.number("hard_file_size"), configuration.number("max_file_size"))
        reportsSkipped = configuration.flag("report_skipped")
        let jobs = configuration.number("jobs")
        let concurrent = configuration.number("max_concurrent_files")
        let wanted = jobs == 0 ? max(1, processors) : jobs
        self.jobs = concurrent == 0 ? wanted : min(wanted, concurrent)
        batchSize = configuration.number("batch_size")
        timeout = configuration.number("timeout")
        fileTimeout = configuration.number("file_timeout")
        memoryLimit = configuration.number("memory_limit")
        retries = configuration.number("retries")
        errorThreshold = configuration.number("error_threshold")
        matchLimit = configuration.number("match_limit")
        depthLimit = configuration.number("depth_limit")
        heapLimit = configuration.number("heap_limit")
        maxFindings = configuration.number("max_findings")
        maxFindingsPerFile = configuration.number("max_findings_per_file")
        showsSecrets = configuration.flag("show_secrets")
        showsSuppressed = configuration.flag("show_suppressed")
        omitsMeasurements = configuration.flag("omit_measurements")
        progressInterval = configuration.number("progress_interval")
        isVerbose = configuration.flag("verbose")
        isUntrusted = configuration.flag("untrusted")
        plugins = PluginChoice(configuration)
    }
}
