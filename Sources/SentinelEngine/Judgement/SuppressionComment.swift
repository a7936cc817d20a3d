internal import SentinelFiles
internal import SentinelModel

/// `mcp-sentinel:ignore[RULE, RULE] reason=...` in a comment on a finding's line or the line above.
///
/// The simplest form: what starts a comment in some language must stand before it on its line. A rule is named by id, by a
/// retired id, or by a glob over ids; there is no form without rules, since it would hide what nobody has seen.
struct SuppressionComment {
    private var rules: [String]
    private var reason: String
    /// True when nothing but the comment stands on its line: only then it speaks for the line below.
    let standsAlone: Bool

    private static let keyword = Array("mcp-sentinel:ignore[".utf8)
    private static let openers = ["#", "//", "--", "/*", "<!--", ";", "%", "*", "'", "\"\"\""].map { Array($0.utf8) }

    /// Reads the comment in a line, if there is one. Its reason is shown, so it is masked like everything else.
    init?(line range: Range<Int>, of excerpts: ExcerptBuilder) {
        let line = unsafe Array(excerpts.bytes[range])
        guard let start = Self.position(of: Self.keyword, in: line) else { return nil }
        let before = Array(line[..<start])
        guard Self.openers.contains(where: { Self.position(of: $0, in: before) != nil }) else { return nil }
        let indented = before.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        standsAlone = Self.openers.contains { indented.starts(with: $0) }
        let inside = line[(start + Self.keyword.count)...]
        guard let close = inside.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let list = String(decoding: inside[..<close], as: UTF8.self)
        rules = list.split(separator: ",").map { $0.trimming(" \t") }.filter { !$0.isEmpty }
        reason = Self.reason(in: excerpts.text(of: (range.lowerBound + close + 1)..<range.upperBound))
    }

    func suppresses(_ rule: RuleDescriptor) -> Bool {
        rules.contains { glob in ([rule.id] + rule.aliases).contains { matchesGlob($0, glob) } }
    }

    func suppression(at line: Int) -> Suppression { Suppression(reason: reason, line: line) }

    private static func reason(in text: String) -> String {
        guard
            let range = text.split(separator: "reason=", maxSplits: 1, omittingEmptySubsequences: false).dropFirst()
                .first
        else { return "" }
        var reason = range.trimming(" \t")
        for end in ["*/", "-->"] where reason.hasSuffix(end) { reason = String(reason.dropLast(end.count)) }
        return String(reason.trimming(" \t\"").prefix(200))
    }

    private static func position(of needle: [UInt8], in text: [UInt8]) -> Int? {
        guard text.count >= needle.count else { return nil }
        return (0...(text.count - needle.count)).first { text[$0..<($0 + needle.count)].elementsEqual(needle) }
    }
}

/// True if `text` fits `glob`, in which `*` stands for any characters and `?` for one. ASCII case is ignored.
package func matchesGlob(_ text: String, _ glob: String) -> Bool {
    let text = Array(text.lowercased().utf8)
    let glob = Array(glob.lowercased().utf8)
    var (t, g) = (0, 0)
    var retry: (text: Int, glob: Int)?
    while t < text.count {
        if g < glob.count, glob[g] == UInt8(ascii: "*") {
            retry = (t, g)
            g += 1
        } else if g < glob.count, glob[g] == text[t] || glob[g] == UInt8(ascii: "?") {
            t += 1
            g += 1
        } else if let last = retry {
            retry = (last.text + 1, last.glob)
            t = last.text + 1
            g = last.glob + 1
        } else {
            return false
        }
    }
    return glob[g...].allSatisfy { $0 == UInt8(ascii: "*") }
}
