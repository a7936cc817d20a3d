internal import SentinelModel
package import SentinelPattern

/// What is asked of a rule beyond its file's form: patterns that compile, are anchored, bounded and safe; samples that expand.
package enum RuleCheck {
    /// Returns `rules`, their patterns analysed, if all of them are fit. `file` names the file of a rule, for messages.
    package static func checked(
        _ rules: [PatternRule], file: (PatternRule) -> String
    ) throws(RuleError) -> [PatternRule] {
        var checked = rules
        for index in checked.indices {
            let name = file(checked[index])
            try checkPatterns(of: &checked[index], file: name)
            try checkSamples(of: checked[index], file: name)
            // Its paths too: they are compiled when a file asks for them, and it is too late then to complain.
            if let config = checked[index].config { _ = try CompiledConfigRule(checked[index], config) }
        }
        return checked
    }

    private static func checkPatterns(of rule: inout PatternRule, file: String) throws(RuleError) {
        for index in rule.patterns.indices {
            rule.patterns[index].analysis = try check(
                rule.patterns[index], options: rule.detectionOptions, of: rule, file: file)
        }
        for index in rule.all.indices {
            rule.all[index].analysis = try check(rule.all[index], options: rule.conditionOptions, of: rule, file: file)
        }
        for index in rule.not.indices {
            rule.not[index].analysis = try check(rule.not[index], options: rule.conditionOptions, of: rule, file: file)
        }
        for index in rule.notLine.indices {
            rule.notLine[index].analysis = try check(
                rule.notLine[index], options: rule.conditionOptions, of: rule, file: file)
        }
        if let metadata = rule.metadata {
            rule.metadata = try checked(metadata, of: rule, file: file)
        }
        if let config = rule.config {
            let checked = rule
            rule.config?.conditions = try ConfigCondition.mapping(config.conditions) {
                (pattern) throws(RuleError) -> PatternText in
                var pattern = pattern
                pattern.analysis = try check(pattern, options: checked.conditionOptions, of: checked, file: file)
                return pattern
            }
        }
    }

    private static func checked(
        _ metadata: MetadataRule, of rule: PatternRule, file: String
    ) throws(RuleError) -> MetadataRule {
        var metadata = metadata
        for index in metadata.patterns.indices {
            metadata.patterns[index].analysis = try check(
                metadata.patterns[index], options: rule.detectionOptions, of: rule, file: file)
        }
        for index in metadata.all.indices {
            metadata.all[index].analysis = try check(
                metadata.all[index], options: rule.conditionOptions, of: rule, file: file)
        }
        for index in metadata.not.indices {
            metadata.not[index].analysis = try check(
                metadata.not[index], options: rule.conditionOptions, of: rule, file: file)
        }
        return metadata
    }

    private static func check(
        _ pattern: PatternText, options: PatternOptions, of rule: PatternRule, file: String
    ) throws(RuleError) -> PatternAnalysis {
        do throws(PatternError) {
            return try RegexSafety.analysis(of: rule.regex(pattern), options: options)
        } catch {
            throw RuleError(
                file: file, line: pattern.line, column: pattern.column,
                message: "\(rule.descriptor.id): at byte \(error.offset) of the pattern: \(error.message)",
                detail: error.detail)
        }
    }

    private static func checkSamples(of rule: PatternRule, file: String) throws(RuleError) {
        for (isMatch, samples) in [(true, rule.examples.match), (false, rule.examples.pass)] {
            for (number, sample) in samples.enumerated() {
                do throws(SampleMistake) {
                    let text = try rule.expanded(sample, isMatch: isMatch, number: number)
                    guard text.spans.isEmpty != isMatch else {
                        throw SampleMistake(
                            isMatch
                                ? "a match sample marks what is reported with ⟦ and ⟧" : "a pass sample has no marks")
                    }
                } catch {
                    throw RuleError(
                        file: file, line: sample.line, column: 1, message: "\(rule.descriptor.id): \(error.message)")
                }
            }
        }
    }
}

extension PatternRule {
    /// The pattern as it is compiled.
    package func regex(_ pattern: PatternText) -> [UInt8] { Array(((isCaseless ? "(?i)" : "") + pattern.text).utf8) }

    package var detectionOptions: PatternOptions {
        PatternOptions(unicode: isUnicode, maxLength: maxLength, keywords: keywords)
    }

    package var conditionOptions: PatternOptions { PatternOptions(unicode: isUnicode, role: .condition) }

    /// A sample's bytes; the same in every run.
    package func expanded(_ sample: Sample, isMatch: Bool, number: Int) throws(SampleMistake) -> SampleText {
        try SampleText(sample.text, seed: "\(descriptor.id)/\(isMatch ? "match" : "pass")/\(number)")
    }
}
