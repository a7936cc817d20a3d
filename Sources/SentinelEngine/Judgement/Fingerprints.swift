internal import SentinelModel

/// Makes the fingerprints of one file's findings.
///
/// A fingerprint is SHA-256 over the rule's id, the path below the scan's root, the matched lines without white space, and
/// how many findings of the same rule with the same lines came before in this file. So it stays when lines move or are
/// indented anew, and two equal findings in one file stay two.
struct Fingerprints {
    private let path: RawPath
    private var seen: [String: Int] = [:]

    init(path: RawPath) { self.path = path }

    /// The fingerprint of the next finding of `rule`, whose lines are `lines`.
    mutating func next(rule: String, lines: [UInt8]) -> String {
        var hash = SHA256()
        for part in [Array("mcpSentinel/v1".utf8), Array(rule.utf8), path.bytes] {
            hash.update(part)
            hash.update([0])
        }
        hash.update(lines.filter { $0 > UInt8(ascii: " ") })
        let content = hash.hexDigest()
        let ordinal = seen[content, default: 0]
        seen[content] = ordinal + 1
        hash.update([0] + Array(String(ordinal).utf8))
        return hash.hexDigest()
    }
}
