internal import SentinelAnalysis
internal import SentinelModel
internal import SentinelRules
internal import Synchronization

/// The call rules, put into their table when a file first needs it. Two workers may do it at once, which costs less than a lock that a
/// fork could leave held.
final class LazyCallRules: Sendable {
    private let rules: [PatternRule]
    /// By place among all rules that run, the number here.
    private let numbers: [Int: Int]
    private let made = AtomicLazyReference<CallTable>()

    /// Nil where no rule is of that kind. `rules` are all that run.
    init?(_ rules: [PatternRule]) {
        var own: [PatternRule] = []
        var numbers: [Int: Int] = [:]
        for (place, rule) in rules.enumerated() where rule.call != nil {
            numbers[place] = own.count
            own.append(rule)
        }
        if own.isEmpty { return nil }
        self.rules = own
        self.numbers = numbers
    }

    var table: CallTable { made.load() ?? made.storeIfNil(CallTable(rules.compactMap(\.call))) }

    /// The numbers of rules by their places among all that run.
    func numbers(of places: Set<Int>) -> Set<Int> { Set(places.compactMap { numbers[$0] }) }

    /// What is said of a rule, by its number in the table.
    func descriptor(_ number: Int) -> RuleDescriptor { rules[number].descriptor }
}
