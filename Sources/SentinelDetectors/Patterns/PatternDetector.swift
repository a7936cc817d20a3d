package import SentinelModel
package import SentinelPattern
package import SentinelRules

/// All pattern rules of an engine, ready to run. Immutable; workers share one and bring a `PatternSession` each.
package final class PatternDetector: Sendable {
    let rules: [CompiledRule]
    /// By rule, what a mask is made by: rules themselves are large.
    private let aims: [Aim]
    package let set: PatternSet
    /// By pattern of the set, its rule; the number of rules for those of the trigger.
    let owners: [Int]
    private let triggerTypes: FileTypeSet
    /// By pattern of the set, what is shown of its secrets; nil where it finds none.
    let prefixes: [SecretPrefix?]
    let limits: MatchLimits
    /// True: generated code is never run. For comparing the two.
    let interpretsOnly: Bool

    private struct Aim {
        let types: FileTypeSet
        let isSecret: Bool
    }

    /// What a file shows that is worth more than matching, in files of some types. The screen tells it at no cost of its own.
    package struct Trigger: Sendable {
        package var patterns: [PatternText]
        package var types: FileTypeSet

        package init(patterns: [PatternText], types: FileTypeSet) {
            self.patterns = patterns
            self.types = types
        }
    }

    /// Compiles `rules`, which must be sorted by id. Throws the first pattern that does not compile.
    package init(
        rules: [PatternRule], trigger: Trigger? = nil, limits: DetectorLimits, interpretsOnly: Bool = false
    ) throws(RuleError) {
        var compiled: [CompiledRule] = []
        var aims: [Aim] = []
        var patterns: [Pattern] = []
        var owners: [Int] = []
        for (number, rule) in rules.enumerated() {
            compiled.append(try CompiledRule(rule))
            aims.append(Aim(types: rule.appliesTo, isSecret: rule.descriptor.isSecret))
            for text in rule.patterns {
                patterns.append(try CompiledRule.pattern(text, of: rule, options: rule.detectionOptions))
                owners.append(number)
            }
        }
        triggerTypes = trigger?.types ?? []
        do throws(PatternError) {
            for text in trigger?.patterns ?? [] {
                let (source, options) = (Array(text.text.utf8), PatternOptions())
                var analysis = text.analysis
                if analysis == nil { analysis = try PatternAnalysis(source, options: options) }
                if let analysis { patterns.append(Pattern(source, options: options, analysis: analysis)) }
                owners.append(compiled.count)
            }
            set = try PatternSet(patterns)
        } catch {
            throw RuleError(file: "rules", line: 1, column: 1, message: error.message, detail: error.detail)
        }
        self.rules = compiled
        self.aims = aims
        self.owners = owners
        prefixes = zip(patterns, owners).map { pattern, owner in
            owner < compiled.count && compiled[owner].rule.descriptor.isSecret ? SecretPrefix(pattern) : nil
        }
        self.interpretsOnly = interpretsOnly
        self.limits = MatchLimits(
            match: UInt32(clamping: limits.match), depth: UInt32(clamping: limits.depth),
            heapKiB: UInt32(clamping: limits.heapBytes / 1024))
    }

    /// How many bytes around a place decide what is found there: windows over one file must overlap by that much.
    package var reach: Int {
        let conditions = rules.contains(where: \.hasConditions) ? CompiledRule.regionLimit : 0
        return max(set.windowReach.before, set.windowReach.after, conditions) + LineFinder.reach
    }

    /// The patterns of the rules that look at files of `types`, or only those that find secrets.
    package func mask(for types: FileTypeSet, secretsOnly: Bool) -> PatternMask {
        var mask = PatternMask(count: owners.count)
        for (pattern, owner) in owners.enumerated() {
            guard owner < aims.count else {
                mask[pattern] = triggerTypes.intersects(types) && !secretsOnly
                continue
            }
            mask[pattern] = aims[owner].types.intersects(types) && (aims[owner].isSecret || !secretsOnly)
        }
        return mask
    }
}
