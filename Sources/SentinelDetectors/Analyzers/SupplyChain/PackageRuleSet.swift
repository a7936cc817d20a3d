package import SentinelModel
internal import SentinelPackages
package import SentinelRules

/// All rules over packages, ready to run. Immutable.
package struct PackageRuleSet: Sendable {
    private struct Entry {
        let rule: PatternRule
        let analyzer: any PackageAnalyzer
        let pathTest: ConfigRuleSet.PathTest?
    }

    private let entries: [Entry]
    private let types: FileTypeSet

    /// Nil where no rule is of that kind. Throws for an analyzer that there is not.
    package init?(_ rules: [PatternRule], pathTest: (PatternRule) -> ConfigRuleSet.PathTest?) throws(RuleError) {
        var entries: [Entry] = []
        for rule in rules {
            guard let name = rule.packageAnalyzer else { continue }
            guard let analyzer = PackageAnalyzers.all.first(where: { $0.name == name }) else {
                throw RuleError(
                    file: rule.descriptor.origin, line: 1, column: 1,
                    message: "\(rule.descriptor.id): there is no analyzer `\(name)`")
            }
            entries.append(Entry(rule: rule, analyzer: analyzer, pathTest: pathTest(rule)))
        }
        if entries.isEmpty { return nil }
        self.entries = entries
        types = entries.reduce(into: FileTypeSet([])) { $0.formUnion($1.rule.appliesTo) }
    }

    /// False for files that no rule looks at, by their types alone.
    package func looksAt(_ types: FileTypeSet) -> Bool { self.types.intersects(types) }

    /// False for files that no rule looks at.
    package func looksAt(_ types: FileTypeSet, _ path: String) -> Bool {
        looksAt(types) && PackageFileKind(path: path) != nil
    }

    /// By rule; not sorted by place.
    package func find(in file: PackageFile, types: FileTypeSet) -> [RuleMatch] {
        var found: [RuleMatch] = []
        let path = SmallPath(RawPath(Array(file.path.utf8)))
        for entry in entries where entry.rule.appliesTo.intersects(types) {
            if let test = entry.pathTest, !test(path) { continue }
            for place in entry.analyzer.find(in: file).prefix(Self.mostMatches) {
                let note = MatchNote(severity: place.severity, message: place.message, evidence: place.note)
                found.append(RuleMatch(rule: entry.rule.descriptor, span: place.range, secret: nil, note: note))
            }
        }
        return found
    }

    /// Of one rule in one file; a lock file can hold thousands.
    private static let mostMatches = 200
}
