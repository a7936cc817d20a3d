internal import SentinelDetectors
internal import SentinelFiles
package import SentinelModel
internal import SentinelPackages
internal import SentinelPlugins
internal import SentinelRules

/// Compiled rules and fixed options. Immutable, shared by every scan made from it.
package final class Engine: Sendable {
    package let settings: Settings
    /// Every rule, sorted by id, and whether the options leave it on.
    let rules: [PatternRule]
    private let isEnabled: [Bool]
    /// What a configuration in the scanned tree did.
    package let discovery: Configuration.Discovery?
    let detector: PatternDetector
    /// Nil where no rule is of that kind.
    let configRules: ConfigRuleSet?
    let metadataRules: LazyMetadataRules?
    let modelRules: ModelRuleSet?
    let flowRules: LazyFlowRules?
    let callRules: LazyCallRules?
    let packageRules: PackageRuleSet?
    /// What the options add to the library's own.
    let advisories: [AdvisoryTable]
    let selection: MatchSelection
    let discoveryOptions: DiscoveryOptions
    /// In the order of the options.
    let plugins: [Plugin]

    /// Loads the built-in rules and those the options name. Throws the first mistake in a rule file or an option.
    package convenience init(_ configuration: Configuration) throws(EngineMistake) {
        let settings = Settings(configuration, processors: availableProcessors())
        var loader = RuleLoader()
        try loader.loadBuiltIn()
        for path in settings.rulePaths { try loader.load(RawPath(path)) }
        let plugins = settings.plugins.isEmpty ? [] : try PluginLoader(settings.plugins).load()
        for plugin in plugins { try loader.add(plugin.version.description, from: plugin.path) }
        let selection = try RuleSelection(settings, known: loader.rules)
        try self.init(
            settings, rules: loader.rules, plugins: plugins, discovery: configuration.discovery, interpretsOnly: false,
            mergesSites: true, isEnabled: selection.includes)
    }

    /// An engine with default options and just these rules, for testing them: each tells what it finds, whatever others find there.
    convenience init(rules: [PatternRule], interpretsOnly: Bool) throws(EngineMistake) {
        try self.init(
            Settings(Configuration(), processors: 1), rules: rules, plugins: [], discovery: nil,
            interpretsOnly: interpretsOnly, mergesSites: false, isEnabled: { _ in true })
    }

    private init(
        _ settings: Settings, rules: [PatternRule], plugins: [Plugin], discovery: Configuration.Discovery?,
        interpretsOnly: Bool, mergesSites: Bool, isEnabled: (RuleDescriptor) -> Bool
    ) throws(EngineMistake) {
        self.settings = settings
        self.plugins = plugins
        self.discovery = discovery
        // The built-in rules come in order; copying a rule means counting its thirty references.
        let sorted = Self.isSorted(rules) ? rules : rules.sorted { $0.descriptor.id < $1.descriptor.id }
        self.rules = sorted
        let selection = sorted.map { isEnabled($0.descriptor) }
        self.isEnabled = selection
        let enabled = selection.contains(false) ? zip(sorted, selection).filter(\.1).map(\.0) : sorted
        self.selection = MatchSelection(enabled, mergesSites: mergesSites)
        let limits = DetectorLimits(
            match: settings.matchLimit, depth: settings.depthLimit, heapBytes: settings.heapLimit)
        do throws(RuleError) {
            metadataRules = LazyMetadataRules(enabled)
            modelRules = ModelRuleSet(enabled)
            flowRules = LazyFlowRules(enabled)
            callRules = LazyCallRules(enabled)
            let asksForCode = metadataRules != nil || modelRules != nil || flowRules != nil
            detector = try PatternDetector(
                rules: enabled, trigger: asksForCode ? MetadataStage.trigger : nil, limits: limits,
                interpretsOnly: interpretsOnly)
            configRules = Self.configRules(enabled, self.selection.pathFilters)
            packageRules = try Self.packageRules(enabled, self.selection.pathFilters)
        } catch {
            throw EngineMistake(error)
        }
        advisories = try Self.advisories(settings)
        discoveryOptions = Self.discoveryOptions(settings, reach: detector.reach)
    }

    private static func configRules(_ rules: [PatternRule], _ filters: [String: PathFilter]) -> ConfigRuleSet? {
        guard rules.contains(where: { $0.config != nil }) else { return nil }
        return ConfigRuleSet(rules) { Self.pathTest($0, filters) }
    }

    private static func packageRules(
        _ rules: [PatternRule], _ filters: [String: PathFilter]
    ) throws(RuleError) -> PackageRuleSet? {
        try PackageRuleSet(rules) { Self.pathTest($0, filters) }
    }

    private static func pathTest(_ rule: PatternRule, _ filters: [String: PathFilter]) -> ConfigRuleSet.PathTest? {
        guard let filter = filters[rule.descriptor.id] else { return nil }
        return { filter.selects($0) }
    }

    private static func isSorted(_ rules: [PatternRule]) -> Bool {
        zip(rules, rules.dropFirst()).allSatisfy { $0.descriptor.id < $1.descriptor.id }
    }

    /// How many rules there are. They are sorted by id.
    package var ruleCount: Int { rules.count }

    /// What there is to show of the rule at `index`; nil past the end.
    package func details(ofRuleAt index: Int) -> RuleDetails? {
        rules.indices.contains(index) ? RuleDetails(rules[index], isEnabled: isEnabled[index]) : nil
    }

    /// The index of the rule called `id`, now or once; a failure suggests the nearest.
    package func index(ofRule id: String) -> Result<Int, EngineMistake> {
        let known = rules.map(\.descriptor)
        if let index = known.firstIndex(where: { $0.id == id || $0.aliases.contains(id) }) { return .success(index) }
        return .failure(EngineMistake(.option, "no rule is called `\(id)`.\(didYouMean(id, in: known.map(\.id)))"))
    }

    /// False for a rule that the options leave out. Rules that a plugin declares only since it was loaded anew are on.
    func isEnabled(_ rule: RuleDescriptor) -> Bool {
        rules.firstIndex { $0.descriptor.id == rule.id }.map { isEnabled[$0] } ?? true
    }

    /// The descriptors of the rules that run, sorted by id.
    package var activeRules: [RuleDescriptor] { zip(rules, isEnabled).filter(\.1).map(\.0.descriptor) }

    private static func discoveryOptions(_ settings: Settings, reach: Int) -> DiscoveryOptions {
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
        options.overlap = reach
        return options
    }

    /// The matches whose rules mean them: by the file's path (below the scan's root), by where they begin, and where no other rule knows
    /// better. `zones` is nil where only a part of the file is at hand.
    func selected(_ matches: [RuleMatch], path: RawPath, zones: ZoneReader?) -> [RuleMatch] {
        selection.selected(matches, path: path, zones: zones)
    }
}
