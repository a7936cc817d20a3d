internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// A rule with its conditions compiled, and the tests a match of its patterns must pass.
final class CompiledRule: Sendable {
    let rule: PatternRule
    let all: [Pattern]
    let not: [Pattern]
    let notLine: [Pattern]
    let hasConditions: Bool
    /// Its patterns only tell which files are read for it.
    let isOverCalls: Bool

    /// Bytes of the lines around a match that conditions look at.
    static let regionLimit = 64 << 10

    init(_ rule: PatternRule) throws(RuleError) {
        self.rule = rule
        all = try Self.conditions(rule.all, of: rule)
        not = try Self.conditions(rule.not, of: rule)
        notLine = try Self.conditions(rule.notLine, of: rule)
        isOverCalls = rule.call != nil
        hasConditions = !all.isEmpty || !not.isEmpty || !notLine.isEmpty
    }

    private static func conditions(_ texts: [PatternText], of rule: PatternRule) throws(RuleError) -> [Pattern] {
        var found: [Pattern] = []
        for text in texts { found.append(try pattern(text, of: rule, options: rule.conditionOptions)) }
        return found
    }

    static func pattern(
        _ text: PatternText, of rule: PatternRule, options: PatternOptions
    ) throws(RuleError) -> Pattern {
        let source = rule.regex(text)
        do throws(PatternError) {
            if let known = text.analysis { return Pattern(source, options: options, analysis: known) }
            return Pattern(source, options: options, analysis: try PatternAnalysis(source, options: options))
        } catch {
            throw RuleError(
                file: rule.descriptor.origin, line: text.line, column: text.column,
                message: "\(rule.descriptor.id): \(error.message)", detail: error.detail)
        }
    }

    /// What is reported and what is masked of a match: the group `report`, else `secret`, else all of it. `prefix` is there for
    /// the patterns of rules that find secrets.
    func match(
        of pattern: Pattern, at range: Range<Int>, prefix: SecretPrefix?, in bytes: UnsafeBufferPointer<UInt8>,
        scratch: MatchScratch
    ) -> RuleMatch {
        let hasGroups = !pattern.analysis.groupNames.isEmpty
        let secretGroup = hasGroups ? pattern.groupNumber(named: "secret").flatMap { scratch.group($0) } : nil
        let reportGroup = hasGroups ? pattern.groupNumber(named: "report").flatMap { scratch.group($0) } : nil
        let span = reportGroup ?? secretGroup ?? range
        let start = range.lowerBound
        guard rule.descriptor.isSecret else {
            return RuleMatch(rule: rule.descriptor, span: span, start: start, secret: nil)
        }
        let secret = secretGroup ?? span
        let clear = unsafe prefix?.length(in: bytes[secret]) ?? 0
        return RuleMatch(
            rule: rule.descriptor, span: span, start: start, secret: SecretSpan(range: secret, clear: clear))
    }

    /// True if the match is what the rule means: entropy, check digits, no placeholder, and its conditions.
    func accepts(_ match: RuleMatch, in bytes: UnsafeBufferPointer<UInt8>, scratch: MatchScratch) -> Bool {
        unsafe objection(to: match, in: bytes, scratch: scratch) == nil
    }

    /// Why the match is not what the rule means; nil if it is.
    func objection(
        to match: RuleMatch, in bytes: UnsafeBufferPointer<UInt8>, scratch: MatchScratch
    ) -> MatchObjection? {
        guard isParticular || hasConditions else { return nil }
        let token = unsafe isParticular ? Array(bytes[match.secret?.range ?? match.span]) : []
        if let least = rule.entropy, shannonEntropy(token) < least { return .entropy }
        if let checksum = rule.checksum, !checksum.holds(for: token) { return .checksum }
        if let shape = rule.shape, !shape.holds(for: token) { return .shape }
        if rule.dropsPlaceholders, Placeholder.isLikely(token) { return .placeholder }
        return unsafe unmetCondition(around: match.span, in: bytes, scratch: scratch)
    }

    /// True where the match itself must pass a test.
    private var isParticular: Bool {
        rule.entropy != nil || rule.checksum != nil || rule.shape != nil || rule.dropsPlaceholders
    }

    /// A condition that reaches a limit counts as not met for `all` and as not present for `not`: the match stands only on
    /// what was seen, and is not lost to a limit.
    private func unmetCondition(
        around span: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, scratch: MatchScratch
    ) -> MatchObjection? {
        guard hasConditions else { return nil }
        let lines = unsafe region(around: span, within: 0, in: bytes)
        let around = unsafe rule.within == 0 ? lines : region(around: span, within: rule.within, in: bytes)
        func occurs(_ pattern: Pattern, in region: Range<Int>) -> Bool {
            if case .match = unsafe pattern.search(in: bytes, region: region, scratch: scratch) { true } else { false }
        }
        if notLine.contains(where: { occurs($0, in: lines) }) { return .line }
        if !all.allSatisfy({ occurs($0, in: around) }) { return .missing }
        return not.contains { occurs($0, in: around) } ? .present : nil
    }

    private func region(around span: Range<Int>, within count: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>
    {
        let lines = unsafe LineFinder.lines(around: span, within: count, in: bytes)
        return lines.clamped(to: max(0, span.lowerBound - Self.regionLimit)..<(span.upperBound + Self.regionLimit))
    }
}
