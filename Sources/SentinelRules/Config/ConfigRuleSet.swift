package import SentinelDocuments
package import SentinelModel
package import SentinelPattern

/// A value of a document that a rule means.
package struct ConfigMatch: Sendable {
    package var rule: RuleDescriptor
    /// What is reported, in bytes of the document.
    package var range: Range<Int>
    /// Where the value stands: `mcpServers.fetch.args[1]`.
    package var path: String
}

/// What the rules say of one file.
package struct ConfigAnswer: Sendable {
    /// By start, then rule id; no place twice for a rule.
    package var matches: [ConfigMatch] = []
    /// The first mistake in the document, if it is not as its format says.
    package var mistake: DocumentError?
    /// True when a part of the document could not be read.
    package var isPartial = false
}

/// All config rules of an engine, ready to run. Immutable; workers share one and bring a `MatchScratch` each.
package final class ConfigRuleSet: Sendable {
    /// Says whether a path is one that a rule looks at.
    package typealias PathTest = @Sendable (_ path: [UInt8]) -> Bool

    private let rules: [CompiledConfigRule]
    private let limits: DocumentLimits
    /// Every type that some rule looks at: most files are ruled out by it.
    private let types: FileTypeSet

    /// Compiles the config rules among `rules`. `pathTest` makes the test of a rule that names paths; nil: it has all.
    package init(
        _ rules: [PatternRule], limits: DocumentLimits = DocumentLimits(), pathTest: (PatternRule) -> PathTest?
    ) throws(RuleError) {
        var compiled: [CompiledConfigRule] = []
        for rule in rules {
            guard let config = rule.config else { continue }
            compiled.append(try CompiledConfigRule(rule, config, pathTest: pathTest(rule)))
        }
        self.rules = compiled
        self.limits = limits
        types = compiled.reduce(into: FileTypeSet([])) { $0.formUnion($1.rule.appliesTo) }
    }

    /// False for files that no rule looks at, by their types alone.
    package func looksAt(_ types: FileTypeSet) -> Bool { self.types.intersects(types) }

    package var isEmpty: Bool { rules.isEmpty }

    /// Reads `bytes` as what the file is, and asks the rules that look at it. Nil where no rule does, or where the file is no
    /// document: then nothing was read.
    package func find(
        in bytes: UnsafeBufferPointer<UInt8>, types: FileTypeSet, path: String, scratch: MatchScratch
    ) -> ConfigAnswer? {
        guard self.types.intersects(types) else { return nil }
        let asked = rules.filter { $0.looksAt(types, path) }
        guard !asked.isEmpty, let format = DocumentFormat(for: types, path: path) else { return nil }
        let tree = unsafe DocumentReader.read(bytes, as: format, limits: limits)
        return answer(asked, tree, scratch)
    }

    /// The same of a document that was read before.
    package func find(in tree: DocumentTree, types: FileTypeSet, path: String, scratch: MatchScratch) -> ConfigAnswer {
        answer(rules.filter { $0.looksAt(types, path) }, tree, scratch)
    }

    private func answer(
        _ rules: [CompiledConfigRule], _ tree: DocumentTree, _ scratch: MatchScratch
    ) -> ConfigAnswer {
        var found: [ConfigMatch] = []
        for rule in rules {
            for root in tree.documents { rule.find(in: root, scratch: scratch) { found.append($0) } }
        }
        found.sort { ($0.range.lowerBound, $0.rule.id) < ($1.range.lowerBound, $1.rule.id) }
        var matches: [ConfigMatch] = []
        // Two selectors may mean one value.
        for match in found
        where !matches.reversed().prefix(while: { $0.range.lowerBound == match.range.lowerBound })
            .contains(where: { $0.rule.id == match.rule.id })
        {
            matches.append(match)
        }
        return ConfigAnswer(matches: matches, mistake: tree.mistake, isPartial: tree.isPartial)
    }
}
