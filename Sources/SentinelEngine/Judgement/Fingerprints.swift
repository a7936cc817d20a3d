internal import SentinelModel

/// Makes the fingerprints of one file's findings.
///
/// A fingerprint is SHA-256 over the rule's id, the path below the scan's root, the matched lines without white space, and
/// how many findings of the same rule with the same lines came before in this file. So it stays when lines move or are
/// indented anew, and two equal findings in one file stay two.
struct Fingerprints {
    private let path: RawPath
    /// How many findings had the fingerprint that the first of its kind has.
    private var seen: [SHA256.Digest: Int] = [:]
    /// What all fingerprints of a rule start with; of the rule that was asked for last.
    private var prefix: (rule: String, hash: SHA256)?

    init(path: RawPath) { self.path = path }

    /// The fingerprint of the next finding of `rule`, whose lines are `lines`.
    mutating func next(rule: String, lines: Span<UInt8>) -> String {
        var content = start(of: rule)
        content.update(lines, above: UInt8(ascii: " "))
        let first = Self.digest(of: content, ordinal: 0)
        let ordinal = Self.next(&seen[first, default: 0])
        return (ordinal == 0 ? first : Self.digest(of: content, ordinal: ordinal)).hex
    }

    /// Counts in place: one look into the table.
    private static func next(_ count: inout Int) -> Int {
        defer { count += 1 }
        return count
    }

    private mutating func start(of rule: String) -> SHA256 {
        if let prefix, prefix.rule == rule { return prefix.hash }
        var hash = SHA256()
        for part in [Array("mcpSentinel/v1".utf8), Array(rule.utf8), path.bytes] {
            hash.update((part + [0]).span)
        }
        prefix = (rule, hash)
        return hash
    }

    private static let firstEnd: [UInt8] = [0, UInt8(ascii: "0")]

    private static func digest(of content: SHA256, ordinal: Int) -> SHA256.Digest {
        var hash = content
        hash.update((ordinal == 0 ? firstEnd : [0] + Array(String(ordinal).utf8)).span)
        return hash.digest()
    }
}
