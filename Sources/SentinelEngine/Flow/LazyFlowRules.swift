internal import SentinelAnalysis
internal import SentinelModel
internal import SentinelRules
internal import Synchronization

/// The flow rules, put into their table when a file first needs it. Two workers may do it at once, which costs less than a lock that a
/// fork could leave held.
final class LazyFlowRules: Sendable {
    private let rules: [PatternRule]
    private let made = AtomicLazyReference<FlowTable>()

    /// Nil where no rule is of that kind.
    init?(_ rules: [PatternRule]) {
        self.rules = rules.filter { $0.flow != nil }
        if self.rules.isEmpty { return nil }
    }

    /// True if a rule is about what is secret by itself.
    var followSecrets: Bool { rules.contains { !($0.flow?.sources.isDisjoint(with: FlowSource.secrets) ?? true) } }

    var table: FlowTable { made.load() ?? made.storeIfNil(FlowTable(rules.compactMap(\.flow))) }

    /// What is said of a rule, by its number in the table.
    func descriptor(_ number: Int) -> RuleDescriptor { rules[number].descriptor }
}
