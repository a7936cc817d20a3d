internal import SentinelDetectors
internal import SentinelRules
internal import Synchronization

/// The rules about servers' texts, compiled when a file first needs them: most scans meet none, and start the faster. Two workers may
/// do it at once, which costs less than a lock that a fork could leave held.
final class LazyMetadataRules: Sendable {
    private let rules: [PatternRule]
    private let made = AtomicLazyReference<MetadataRuleSet>()

    /// Nil where no rule is of that kind. They were checked when they were loaded.
    init?(_ rules: [PatternRule]) {
        self.rules = rules.filter { $0.isAboutMetadata }
        if self.rules.isEmpty { return nil }
    }

    var set: MetadataRuleSet? {
        if let known = made.load() { return known }
        return (try? MetadataRuleSet(rules, analyzers: MetadataAnalyzers.all)).map { made.storeIfNil($0) }
    }
}
