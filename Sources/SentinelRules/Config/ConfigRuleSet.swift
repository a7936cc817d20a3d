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
    /// True when the rules looked at so much that they were stopped.
    package var isCut = false
}

/// All config rules of an engine, ready to run. Immutable; workers share one and bring a `MatchScratch` each.
package final class ConfigRuleSet: Sendable {
    /// Says whether a path is one that a rule looks at.
    package typealias PathTest = @Sendable (_ path: SmallPath) -> Bool

    /// Rules that look at the same files.
    private final class Scope: Sendable {
        let types: FileTypeSet
        let pathTest: PathTest?
        let rules: LazyConfigRules

        init(types: FileTypeSet, pathTest: PathTest?, rules: LazyConfigRules) {
            self.types = types
            self.pathTest = pathTest
            self.rules = rules
        }
    }

    private let scopes: [Scope]
    /// Their types, apart: most scopes are ruled out by them, and looking at one counts references.
    private let typesOfScopes: [FileTypeSet]
    private let limits: DocumentLimits
    /// Every type that some rule looks at: most files are ruled out by it.
    private let types: FileTypeSet

    /// Takes the config rules among `rules`, which `RuleCheck` has seen; they are compiled when a file asks for them. `pathTest` makes the
    /// test of a rule that names paths; nil: it has all.
    package init(
        _ rules: [PatternRule], limits: DocumentLimits = DocumentLimits(), pathTest: (PatternRule) -> PathTest?
    ) {
        var groups: [[PatternRule]] = []
        var known: [[String]: Int] = [:]
        for rule in rules where rule.config != nil {
            let key = ["\(rule.appliesTo.rawValue)"] + rule.includedPaths + ["!"] + rule.excludedPaths
            if let index = known[key] {
                groups[index].append(rule)
            } else {
                known[key] = groups.count
                groups.append([rule])
            }
        }
        scopes = groups.map { group in
            Scope(types: group[0].appliesTo, pathTest: pathTest(group[0]), rules: LazyConfigRules(group))
        }
        self.limits = limits
        typesOfScopes = scopes.map(\.types)
        types = scopes.reduce(into: FileTypeSet([])) { $0.formUnion($1.types) }
    }

    /// False for files that no rule looks at, by their types alone.
    package func looksAt(_ types: FileTypeSet) -> Bool { self.types.intersects(types) }

    package var isEmpty: Bool { scopes.isEmpty }

    /// Reads `bytes` as what the file is, and asks the rules that look at it. Nil where no rule does, or where the file is no
    /// document: then nothing was read.
    package func find(
        in bytes: UnsafeBufferPointer<UInt8>, types: FileTypeSet, path: RawPath, scratch: MatchScratch
    ) -> ConfigAnswer? {
        guard self.types.intersects(types) else { return nil }
        // A file that a rule names is read even if nothing is to be found in it: what is wrong with it is to be told.
        var isNamed = false
        var asked: [CompiledConfigRule] = []
        // Keys of other documents are ours and stand nowhere.
        let asksKeys = types.intersects(Self.written) && !types.contains(.dockerfile)
        forEachScope(of: types, path) { scope in
            scope.rules.read { compiled in
                let answer = unsafe compiled.gate.answer(for: bytes, types, asksKeys: asksKeys)
                isNamed = isNamed || answer.mayFind && scope.pathTest != nil
                for index in answer.rules { asked.append(compiled.rules[index]) }
            }
        }
        guard isNamed || !asked.isEmpty else { return nil }
        let name = String(decoding: path.bytes, as: UTF8.self)
        guard let format = DocumentFormat(for: types, path: name) else { return nil }
        return answer(asked, unsafe DocumentReader.read(bytes, as: format, limits: limits), name, scratch)
    }

    /// The same of a document that was read before.
    package func find(in tree: DocumentTree, types: FileTypeSet, path: RawPath, scratch: MatchScratch) -> ConfigAnswer {
        var all: [CompiledConfigRule] = []
        forEachScope(of: types, path) { scope in all += scope.rules.read(\.rules) }
        return answer(all, tree, String(decoding: path.bytes, as: UTF8.self), scratch)
    }

    /// Documents that hold their keys as they are, or escaped.
    private static let written = FileTypeSet([.json, .yaml, .toml])

    private func forEachScope(of types: FileTypeSet, _ path: RawPath, _ body: (Scope) -> Void) {
        var small: SmallPath?
        for (index, own) in typesOfScopes.enumerated() where own.intersects(types) {
            let scope = scopes[index]
            if let test = scope.pathTest {
                let known = small ?? SmallPath(path)
                small = known
                guard test(known) else { continue }
            }
            body(scope)
        }
    }

    private func answer(
        _ rules: [CompiledConfigRule], _ tree: DocumentTree, _ path: String, _ scratch: MatchScratch
    ) -> ConfigAnswer {
        let work = ConfigWork(scratch: scratch)
        let name = path.lastPart(separatedBy: UInt8(ascii: "/")).lowercased()
        var found: [ConfigMatch] = []
        for rule in rules {
            for root in tree.documents { rule.find(in: root, name: name, work) { found.append($0) } }
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
        return ConfigAnswer(
            matches: matches, mistake: tree.mistake, isPartial: tree.isPartial, isCut: work.budget.isSpent)
    }
}
