internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel
internal import SentinelRules

extension Engine {
    /// Tests the rules whose id fits `glob` against their own examples, as `mcps_engine_test_rules` says.
    package func testRules(
        matching glob: String, report: (_ id: String, _ message: String) -> Void
    ) -> (tested: Int, failures: Int) {
        let chosen = rules.filter { rule in
            ([rule.descriptor.id] + rule.descriptor.aliases).contains { matchesGlob($0, glob) }
        }
        guard let compiled = RuleExaminer(rules: rules, interpretsOnly: false),
            let interpreted = RuleExaminer(rules: rules, interpretsOnly: true),
            let metadata = MetadataExaminer(rules: rules)
        else { return (0, 0) }
        var failures = 0
        for rule in chosen {
            let messages =
                rule.metadata == nil
                ? compiled.mistakes(of: rule) + interpreted.mistakesInterpreted(of: rule) : metadata.mistakes(of: rule)
            for message in messages {
                failures += 1
                report(rule.descriptor.id, message)
            }
        }
        return (chosen.count, failures)
    }
}

/// Runs samples through the real pipeline (reading, matching, judging) without threads.
struct RuleExaminer {
    private let scanner: FileScanner
    private let engine: Engine

    init?(rules: [PatternRule], interpretsOnly: Bool) {
        guard let engine = try? Engine(rules: rules, interpretsOnly: interpretsOnly),
            let scanner = FileScanner(
                engine: engine, options: engine.discoveryOptions, plugins: [], stop: StopSignal(), deadline: nil)
        else { return nil }
        self.engine = engine
        self.scanner = scanner
    }

    /// What does not hold for a rule's examples, a sentence each.
    func mistakes(of rule: PatternRule) -> [String] {
        var found: [String] = []
        for (number, sample) in rule.examples.match.enumerated() {
            guard let text = try? rule.expanded(sample, isMatch: true, number: number) else { continue }
            let name = "match sample \(number + 1)"
            for variant in SampleVariant.fitting(rule, rule.fileName(of: sample)) {
                found += check(variant.applied(to: text), of: rule, sample, "\(name) \(variant.name)")
            }
            found += checkKeywords(text, of: rule, name)
            found += checkSuppression(text, of: rule, sample, name)
        }
        for (number, sample) in rule.examples.pass.enumerated() {
            guard let text = try? rule.expanded(sample, isMatch: false, number: number) else { continue }
            for variant in SampleVariant.fitting(rule, rule.fileName(of: sample)) {
                let hits = findings(in: variant.applied(to: text).bytes, name: rule.fileName(of: sample)).filter {
                    !yields($0.rule, to: rule)
                }
                for hit in hits { found.append("pass sample \(number + 1) \(variant.name): \(Self.told(hit)) fires") }
            }
        }
        return found
    }

    /// True for a looser rule: what is no token of one service may well be one of another.
    private func yields(_ other: RuleDescriptor, to rule: PatternRule) -> Bool {
        let globs = engine.rules.first { $0.descriptor.id == other.id }?.yieldsTo ?? []
        return globs.contains { matchesGlob(rule.descriptor.id, $0) }
    }

    /// The same without generated code, and without the variants.
    func mistakesInterpreted(of rule: PatternRule) -> [String] {
        rule.examples.match.enumerated().flatMap { number, sample -> [String] in
            guard let text = try? rule.expanded(sample, isMatch: true, number: number) else { return [] }
            return check(text, of: rule, sample, "match sample \(number + 1) in the interpreter")
        }
    }

    private func check(_ text: SampleText, of rule: PatternRule, _ sample: Sample, _ name: String) -> [String] {
        let hits = findings(in: text.bytes, name: rule.fileName(of: sample)).filter { $0.rule.id == rule.descriptor.id }
        let spans = hits.map { $0.range.start.offset..<$0.range.end.offset }
        guard spans != text.spans else { return [] }
        return ["\(name): reports \(Self.told(spans)) instead of \(Self.told(text.spans))"]
    }

    /// A prefilter that hides findings is the worst bug: every match sample must hold a keyword.
    private func checkKeywords(_ text: SampleText, of rule: PatternRule, _ name: String) -> [String] {
        guard !rule.keywords.isEmpty else { return [] }
        let folded = Self.folded(text.bytes)
        let isThere = rule.keywords.contains { keyword in
            let wanted = Self.folded(Array(keyword.utf8))
            return folded.indices.contains { folded[$0...].starts(with: wanted) }
        }
        return isThere ? [] : ["\(name): holds no keyword"]
    }

    /// ASCII letters in lower case. By bytes: a keyword of zero width would be part of another character in a `String`.
    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    }

    /// A comment above the line, or at its end where the line above belongs to the match, silences it.
    private func checkSuppression(
        _ text: SampleText, of rule: PatternRule, _ sample: Sample, _ name: String
    ) -> [String] {
        // JSON has no comments.
        if rule.isOverDocuments, rule.fileName(of: sample).hasSuffix(".json") { return [] }
        let isSilenced = text.commented(rule.descriptor.id).contains { bytes in
            let hits = findings(in: bytes, name: rule.fileName(of: sample)).filter { $0.rule.id == rule.descriptor.id }
            return !hits.isEmpty && hits.contains { $0.suppression != nil }
        }
        return isSilenced ? [] : ["\(name): a suppression comment does not silence it"]
    }

    private func findings(in bytes: [UInt8], name: String) -> [Finding] {
        let root = Root.memory(name: RawPath(name), bytes: bytes)
        let discovery = Discovery(roots: [root], options: engine.discoveryOptions, isCancelled: { false })
        let batch = FileBatch()
        var portion = Portion(start: 0)
        while discovery.next(batch) {
            for file in batch.files { _ = scanner.scan(file, of: batch, into: &portion) }
        }
        return portion.items.compactMap { if case .finding(let finding) = $0.event { finding } else { nil } }
    }

    private static func told(_ finding: Finding) -> String {
        "\(finding.rule.id) at \(finding.range.start.line):\(finding.range.start.column)"
    }

    private static func told(_ spans: [Range<Int>]) -> String {
        spans.isEmpty
            ? "nothing" : "bytes " + spans.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")
    }
}
