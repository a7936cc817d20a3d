import ArgumentParser
import SentinelClient

/// `mcp-sentinel scan`
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Scan files and folders.",
        discussion: """
            A configuration file mcp-sentinel.yaml is looked for from the first path upward, to the repository's root.
            Every option can also come from the environment, as MCP_SENTINEL_<OPTION>; flags win.

            EXAMPLES:
              mcp-sentinel scan server/ --severity medium
              mcp-sentinel scan . --format sarif=report.sarif
              mcp-sentinel scan --format json -q --exclude 'tests/**' --set hidden=false
              git show HEAD:server.py | mcp-sentinel scan - --stdin-filename server.py
              mcp-sentinel scan server/ --explain server/tools.py:14

            \(ExitStatus.explanation)
            """)

    @Argument(help: "Files and folders, or - for standard input (default: this folder).", completion: .file())
    var paths: [Path] = []
    @Option(
        help: ArgumentHelp(
            "The name under which standard input is scanned and reported (default: stdin).", valueName: "name"))
    var stdinFilename: Path?
    @Flag(help: "Only tell what the scan would cost: files, bytes, memory, time.")
    var estimate = false
    @Option(
        help: ArgumentHelp(
            "Only tell what the scan sees at a line, and why it reports it or not (text, or --format json).",
            valueName: "file:line"))
    var explain: Place?

    @OptionGroup(title: "Selection Options") var selection: SelectionOptions
    @OptionGroup(title: "File Options") var files: FileOptions
    @OptionGroup(title: "Report Options") var report: ReportOptions
    @OptionGroup(title: "Exit Status Options") var exit: ExitOptions
    @OptionGroup(title: "Limit Options") var limits: LimitOptions
    @OptionGroup(title: "Plugin Options") var plugins: PluginOptions
    @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

    func validate() throws {
        if paths.filter(\.isStandardInput).count > 1 { throw ValidationError("'-' can be given once only.") }
        if estimate, explain != nil { throw ValidationError("--estimate and --explain exclude each other.") }
    }

    func run() throws {
        // Before anything that takes time: a signal during the start must end in the same way.
        Interrupt.catchFirst()
        let policy = try ExitPolicy(exit)
        let progress = ProgressLine(
            isEnabled: !report.quiet && !report.noProgress && !estimate && Terminal.isCapable(2))
        let engine = try Engine(try engineConfiguration(progress: progress))
        var scan = try engine.scan()
        try addTargets(to: &scan)
        if estimate {
            try printEstimate(of: &scan)
            return
        }
        if let explain {
            let format = report.format.contains { $0.name == "json" } ? "json" : "text"
            try StandardOutput.print(scan.explain(explain.path, line: explain.line, format: format)[...])
            return
        }
        let plan = try OutputPlan(report, progress: progress)
        let outcome = try ScanRun(plan: plan, progress: progress).run(&scan)
        // The process ends now: freeing each rule would take a tenth of a start.
        engine.leak()
        try policy.conclude(outcome, quiet: report.quiet)
    }

    private func engineConfiguration(progress: ProgressLine) throws -> Configuration {
        let flags = selection.settings + files.settings + report.settings + limits.settings + plugins.settings
        let start = roots.first ?? RawPath(".")
        var result = try Settings(configuration, flags: flags, start: start).configuration()
        // A plugin that lies in what is scanned must not even be loaded.
        for root in roots { try result.add(root: root) }
        if progress.isEnabled { try result.set("progress_interval", to: "100ms") }
        return result
    }
}

extension Path {
    var isStandardInput: Bool { raw == RawPath("-") }
}
