internal import SentinelDocuments
internal import SentinelModel
internal import SentinelPattern
internal import SentinelRules

/// Rule files: refused with a place, or fit to be compiled, kept and run.
enum RuleFileCheck {
    static func check(_ input: [UInt8]) throws(Broken) {
        let rules: [PatternRule]
        do throws(RuleError) {
            let parser = RuleParser(origin: "fuzz.yaml", isBuiltIn: input.count % 2 == 1)
            rules = try RuleCheck.checked(parser.parse(input, file: "fuzz.yaml")) { _ in "fuzz.yaml" }
        } catch {
            return try require(
                (1...input.count + 1).contains(error.line) && error.column >= 1 && !error.message.isEmpty,
                "`\(error.message)` is at \(error.line):\(error.column)")
        }
        let archive = RuleArchive.encode(rules)
        let again = RuleArchive.decode(archive).map { RuleArchive.encode($0) }
        try require(again == archive, "an archive reads as something else")
        do throws(RuleError) {
            try run(rules, over: input)
        } catch {
            throw Broken("what was checked does not compile: \(error.message)")
        }
    }

    /// Lets the rules look at their own text.
    private static func run(_ rules: [PatternRule], over input: [UInt8]) throws(RuleError) {
        let metadata = try MetadataRuleSet(rules.filter { $0.metadata?.analyzer == nil }, analyzers: [])
        let config = ConfigRuleSet(rules, pathTest: { _ in nil })
        guard let scratch = try? MatchScratch(limits: PatternCheck.limits) else { return }
        for target in MetadataTarget.allCases {
            _ = unsafe input.withUnsafeBufferPointer { unsafe metadata.find(in: $0, target: target, scratch: scratch) }
        }
        let tree = DocumentReader.read(input, as: .yaml)
        for rule in rules where rule.config != nil {
            _ = config.find(in: tree, types: rule.appliesTo, path: RawPath("fuzz.yaml"), scratch: scratch)
        }
    }
}
