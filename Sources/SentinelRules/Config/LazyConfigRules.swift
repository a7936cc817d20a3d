internal import SentinelModel

/// Rules that look at the same files, compiled when the first of these is met: few scans meet a file for each rule. Two workers may do it at
/// once, which costs less than a lock that a fork could leave held.
final class LazyConfigRules: Sendable {
    private let rules: [PatternRule]
    private let made = SharedLazy<Compiled>()

    final class Compiled: Sendable {
        let rules: [CompiledConfigRule]
        let gate: KeyGate

        init(_ rules: [CompiledConfigRule]) {
            self.rules = rules
            gate = KeyGate(rules.map(\.needs))
        }
    }

    /// `rules` have passed `RuleCheck`: what does not compile is left out.
    init(_ rules: [PatternRule]) { self.rules = rules }

    func read<Result>(_ body: (Compiled) -> Result) -> Result {
        made.read(making: compiled, body)
    }

    private func compiled() -> Compiled {
        Compiled(rules.compactMap { rule in rule.config.flatMap { try? CompiledConfigRule(rule, $0) } })
    }
}
