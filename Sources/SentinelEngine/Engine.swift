internal import Glibc
internal import SentinelDetectors
internal import SentinelFiles
package import SentinelModel
package import SentinelRules

/// Compiled rules and fixed options. Immutable, shared by every scan made from it.
package final class Engine: Sendable {
    package let settings: Settings
    /// Every rule, sorted by id, and whether the options leave it on.
    package let rules: [PatternRule]
    package let isEnabled: [Bool]
    /// What a configuration in the scanned tree did.
    package let discovery: Configuration.Discovery?
    let detector: PatternDetector
    /// Per enabled rule that restricts paths: its globs.
    let pathFilters: [String: PathFilter]
    /// The process it was made in.
    private let process = getpid()

    /// Loads the built-in rules and those the options name. Throws the first mistake in a rule file or an option.
    package init(_ configuration: Configuration) throws(EngineMistake) {
        settings = Settings(configuration, processors: availableProcessors())
        discovery = configuration.discovery
        var loader = RuleLoader()
        try loader.loadBuiltIn()
        for path in settings.rulePaths { try loader.load(RawPath(path)) }
        let selection = try RuleSelection(settings, known: loader.rules)
        rules = loader.rules.sorted { $0.descriptor.id < $1.descriptor.id }
        isEnabled = rules.map { selection.includes($0.descriptor) }
        let enabled = zip(rules, isEnabled).filter(\.1).map(\.0)
        pathFilters = PathFilter.filters(of: enabled)
        do throws(RuleError) {
            detector = try PatternDetector(
                rules: enabled,
                limits: DetectorLimits(
                    match: settings.matchLimit, depth: settings.depthLimit, heapBytes: settings.heapLimit))
        } catch {
            throw EngineMistake(error)
        }
    }

    /// The descriptors of the rules that run, sorted by id.
    package var activeRules: [RuleDescriptor] { zip(rules, isEnabled).filter(\.1).map(\.0.descriptor) }

    var discoveryOptions: DiscoveryOptions {
        var options = DiscoveryOptions()
        options.include = settings.include
        options.exclude = settings.exclude
        options.useIgnoreFiles = settings.obeysIgnoreFiles
        options.untrusted = settings.isUntrusted
        options.includeHidden = settings.scansHidden
        options.maxFileSize = settings.maxFileSize
        options.hardFileSize = settings.hardFileSize
        options.reportSkipped = settings.reportsSkipped
        options.retries = settings.retries
        options.batchSize = settings.batchSize
        options.overlap = detector.reach
        return options
    }

    /// The matches whose rule looks at `path` (below the scan's root).
    func selected(_ matches: [RuleMatch], path: RawPath) -> [RuleMatch] {
        guard !pathFilters.isEmpty else { return matches }
        return matches.filter { pathFilters[$0.rule.id]?.selects(path) ?? true }
    }
}

/// Why an engine could not be made.
package struct EngineMistake: Error, Sendable {
    package enum Reason: Sendable { case rule, option, unreadable }

    package var reason: Reason
    /// `path:line:column: message` for a rule file.
    package var message: String
    package var detail: String

    init(_ reason: Reason, _ message: String, detail: String = "") {
        self.reason = reason
        self.message = message
        self.detail = detail
    }

    init(_ error: RuleError) { self.init(.rule, error.description, detail: error.detail) }
}
