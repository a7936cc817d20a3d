internal import SentinelModel
internal import SentinelPattern

/// A rule over metadata with its conditions compiled, or its analyzer found.
final class CompiledMetadataRule: Sendable {
    let descriptor: RuleDescriptor
    let targets: MetadataTargets
    let analyzer: (any MetadataAnalyzer)?
    private let all: [Pattern]
    private let not: [Pattern]

    init(_ rule: PatternRule, _ metadata: MetadataRule, analyzers: [any MetadataAnalyzer]) throws(RuleError) {
        descriptor = rule.descriptor
        targets = metadata.targets
        all = try Self.conditions(metadata.all, of: rule)
        not = try Self.conditions(metadata.not, of: rule)
        analyzer = metadata.analyzer.flatMap { name in analyzers.first { $0.name == name } }
        if let name = metadata.analyzer, analyzer == nil {
            throw RuleError(
                file: rule.descriptor.origin, line: 1, column: 1,
                message: "\(rule.descriptor.id): there is no analyzer `\(name)`")
        }
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

    /// True if the rest of the text is as the rule wants it. A condition that reaches a limit counts as not present.
    func conditionsHold(in text: UnsafeBufferPointer<UInt8>, _ scratch: MatchScratch) -> Bool {
        func occurs(_ pattern: Pattern) -> Bool {
            let outcome = unsafe pattern.search(in: text, region: 0..<text.count, scratch: scratch)
            if case .match = outcome { return true } else { return false }
        }
        return all.allSatisfy(occurs) && !not.contains(where: occurs)
    }
}
