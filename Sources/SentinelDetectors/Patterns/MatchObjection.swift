package import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// Why a match of a pattern is not what its rule means.
package enum MatchObjection: Hashable, Sendable {
    case entropy
    case checksum
    case shape
    case placeholder
    /// `not_line` stands in its own lines.
    case line
    /// One of `all` stands nowhere around.
    case missing
    /// One of `not` stands around.
    case present
    /// The rule looks at other types of files.
    case fileType
    /// Another match of the rule overlaps.
    case overlapped

    package var told: String {
        switch self {
        case .entropy: "it is too regular for a secret: its entropy is below the rule's"
        case .checksum: "its check digits do not fit"
        case .shape: "it does not look like a credential"
        case .placeholder: "it is a placeholder"
        case .line: "its line holds what the rule passes over (`not_line`)"
        case .missing: "something the rule asks for does not stand around it (`all`)"
        case .present: "something that makes it harmless stands around it (`not`)"
        case .fileType: "the rule looks at other types of files"
        case .overlapped: "another match of the same rule covers it"
        }
    }
}

extension PatternSession {
    /// Every match in a whole file, whatever its type, with what its rule has against it. For explanations: slower than `matches`, and
    /// it leaves nothing behind.
    package func examined(
        _ bytes: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, mayGoOn: () -> Bool
    ) -> [(match: RuleMatch, objection: MatchObjection?)] {
        guard let scratch = detector.makeScratch() else { return [] }
        let request = PatternSet.Request(
            reportable: 0..<bytes.count, active: detector.mask(for: .all, secretsOnly: false), base: 0,
            isContinuation: false)
        var found: [(rule: Int, match: RuleMatch)] = []
        _ = unsafe detector.set.find(
            in: bytes, request, scratch: scratch, poll: { !mayGoOn() },
            onMatch: { number, range in
                let rule = detector.owners[number]
                guard rule < detector.rules.count else { return true }
                let match = unsafe detector.rules[rule].match(
                    of: detector.set.patterns[number], at: range, prefix: detector.prefixes[number], in: bytes,
                    scratch: scratch)
                found.append((rule, match))
                return found.count < Self.mostExamined
            },
            onLimit: { _, _, _ in true })
        found.sort { ($0.match.span.lowerBound, $0.rule) < ($1.match.span.lowerBound, $1.rule) }
        var ends: [Int: Int] = [:]
        return found.map { rule, match in
            if !detector.rules[rule].rule.appliesTo.intersects(types) { return (match, .fileType) }
            if let objection = unsafe detector.rules[rule].objection(to: match, in: bytes, scratch: scratch) {
                return (match, objection)
            }
            if match.span.lowerBound < ends[rule] ?? 0 { return (match, .overlapped) }
            ends[rule] = match.span.upperBound
            return (match, nil)
        }
    }

    private static let mostExamined = 200_000
}
