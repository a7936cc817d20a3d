internal import Glibc
internal import SentinelFiles
internal import SentinelModel
internal import SentinelSyntax

/// `mcp-sentinel:ignore[RULE, RULE] reason=...` in a comment on a finding's line or the line above.
///
/// In a language that is known it must stand in a comment; elsewhere what starts a comment in some language must stand before it on
/// its line. A rule is named by id, by a retired id, or by a glob over ids; there is no form without rules, since it would hide
/// what nobody has seen.
struct SuppressionComment {
    private var rules: [String]
    private var reason: String
    /// True when nothing but the comment stands on its line: only then it speaks for the line below.
    let standsAlone: Bool

    private static let keyword = Array("mcp-sentinel:ignore[".utf8)
    /// In code there are fewer colons than letters.
    private static let colon = keyword.firstIndex(of: UInt8(ascii: ":")) ?? 0
    private static let openers = ["#", "//", "--", "/*", "<!--", ";", "%", "*", "'", "\"\"\""].map { Array($0.utf8) }

    /// True if there may be a comment in `range`: nearly always there is none, and this is the cheap way to know.
    static func mayStand(in range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe position(of: keyword, in: UnsafeBufferPointer(rebasing: bytes[range]), mark: colon) != nil
    }

    /// Reads the comment in a line, if there is one. Its reason is shown, so it is masked like everything else.
    init?(line range: Range<Int>, of excerpts: ExcerptBuilder, _ zones: ZoneReader?) {
        let line = unsafe UnsafeBufferPointer(rebasing: excerpts.bytes[range])
        guard let start = unsafe Self.position(of: Self.keyword, in: line, mark: Self.colon) else { return nil }
        let before = unsafe UnsafeBufferPointer(rebasing: line[..<start])
        guard Self.openers.contains(where: { unsafe Self.position(of: $0, in: before) != nil }) else { return nil }
        if let zone = zones?.kind(at: range.lowerBound + start), zone != .comment { return nil }
        let indented = unsafe before.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        standsAlone = Self.openers.contains { unsafe indented.starts(with: $0) }
        let inside = unsafe line[(start + Self.keyword.count)...]
        guard let close = unsafe inside.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let list = unsafe String(decoding: inside[..<close], as: UTF8.self)
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

    /// Where `needle` stands first. Its byte at `mark` is looked for: a rare one makes the search fast.
    private static func position(of needle: [UInt8], in text: UnsafeBufferPointer<UInt8>, mark: Int = 0) -> Int? {
        guard let base = text.baseAddress, text.count >= needle.count else { return nil }
        let last = text.count - needle.count
        var from = 0
        while from <= last {
            let rest = unsafe base + from + mark
            guard let found = unsafe memchr(rest, Int32(needle[mark]), last - from + 1) else { return nil }
            from += unsafe UnsafeRawPointer(found) - UnsafeRawPointer(rest)
            if unsafe memcmp(base + from, needle, needle.count) == 0 { return from }
            from += 1
        }
        return nil
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
