internal import SentinelPattern
internal import Synchronization

/// How much is shown of the secrets a pattern finds: the literal of the pattern they start with. It stands in the rule, so it
/// tells the kind of a secret and nothing of its rest. Worked out for the first secret.
final class SecretPrefix: Sendable {
    /// The group whose text is the secret; nil where all of the match is.
    private let group: Int?
    private let pattern: Pattern
    private let known = AtomicLazyReference<Literals>()

    private final class Literals: Sendable {
        let value: LeadingLiterals
        init(_ value: LeadingLiterals) { self.value = value }
    }

    init(_ pattern: Pattern) {
        self.pattern = pattern
        group = pattern.groupNumber(named: "secret") ?? pattern.groupNumber(named: "report")
    }

    /// Of a short secret, and of one that does not start with a literal, nothing is shown; of others at most half.
    func length(in secret: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard unsafe secret.count >= 16 else { return 0 }
        return unsafe literals.longest(in: secret.prefix(64), atMost: secret.count / 2)
    }

    private var literals: LeadingLiterals {
        if let known = known.load() { return known.value }
        let found = LeadingLiterals(of: pattern.source, unicode: pattern.options.unicode, group: group)
        return known.storeIfNil(Literals(found)).value
    }
}
