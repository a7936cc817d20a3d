import SentinelEngine
import SentinelModel
import Testing

@Suite struct RuleSelectionTests {
    private static let text = "fixture_abcd lowmark_abcd secret_abcdefgh"

    @Test(
        arguments: [
            (["TEST-MARK"], [], ["TEST-MARK"]), (["test-mark", "TEST-LOW"], [], ["TEST-LOW", "TEST-MARK"]),
            (["OLD-LOW"], [], ["TEST-LOW"]),
            (["TEST-*"], ["TEST-?O*"], ["TEST-MARK", "TEST-SECRET"]),
            (["TEST-*"], ["OLD-LOW", "TEST-SECRET"], ["TEST-MARK"]),
            (["TEST-*"], ["*"], []), (["*-MARK"], [], ["TEST-MARK"]),
        ] as [([String], [String], [String])])
    func globsSelect(rules: [String], skipped: [String], expected: [String]) throws {
        let engine = try Fixture.engine(rules.map { ("rule", $0) } + skipped.map { ("skip_rule", $0) })
        #expect(try engine.scan(Self.text).findings.map(\.rule.id).sorted() == expected)
        #expect(Set(engine.activeRules.map(\.id)).isSuperset(of: expected))
    }

    @Test(arguments: [("rule", "TEST-MRAK"), ("skip_rule", "TEST-MARC"), ("rule", "NOTHING-*"), ("skip_rule", "[")])
    func unknownRulesAreErrors(option: String, glob: String) throws {
        let error = #expect(throws: EngineMistake.self) { try Fixture.engine([(option, glob)]) }
        #expect(error?.reason == .option)
        #expect(error?.message.hasPrefix("`\(option)`: no rule is called `\(glob)`.") == true)
        if glob.hasPrefix("TEST") { #expect(error?.message.hasSuffix("Did you mean `TEST-MARK`?") == true) }
    }

    @Test func rulesAreFoundByIdAndAlias() throws {
        let engine = try Fixture.engine()
        let index = try engine.index(ofRule: "OLD-LOW").get()
        #expect(engine.details(ofRuleAt: index)?.descriptor.id == "TEST-LOW")
        #expect(engine.details(ofRuleAt: engine.ruleCount) == nil && engine.details(ofRuleAt: -1) == nil)
        #expect(throws: EngineMistake.self) { try engine.index(ofRule: "TEST-LOV").get() }
        let ids = (0..<engine.ruleCount).compactMap { engine.details(ofRuleAt: $0)?.descriptor.id }
        #expect(ids == ids.sorted() && ids.count > 100)
    }

    @Test(arguments: [
        ("severity", "medium", ["TEST-MARK"]), ("severity", "low", ["TEST-MARK", "TEST-LOW"]),
        ("severity", "critical", []),
    ])
    func thresholds(option: String, value: String, expected: [String]) throws {
        let outcome = try Fixture.engine([(option, value)]).scan("fixture_abcd lowmark_abcd")
        #expect(outcome.findings.map(\.rule.id) == expected)
    }

    // MARK: The user's own rules

    @Test func foldersOfRulesAreLoadedInOrder() throws {
        let tree = try Tree()
        for (name, text) in zip(["b.yaml", "a/c.yml"], Fixture.texts) { try tree.file(name, text) }
        try tree.file("readme.txt", "no rule")
        var configuration = Configuration()
        try configuration.set("rules", to: tree.path)
        try configuration.set("rule", to: "TEST-*")
        let engine = try Engine(configuration)
        #expect(engine.activeRules.map(\.id) == ["TEST-LOW", "TEST-MARK"])
        #expect(engine.activeRules.map(\.origin) == [tree.full("a/c.yml"), tree.full("b.yaml")])
    }

    private func mistake(_ path: String) throws -> EngineMistake? {
        var configuration = Configuration()
        try configuration.set("rules", to: path)
        return #expect(throws: EngineMistake.self) { try Engine(configuration) }
    }

    @Test func whatCannotBeLoadedIsSaid() throws {
        let tree = try Tree()
        #expect(try mistake(tree.full("missing.yaml"))?.reason == .unreadable)
        #expect(try mistake(tree.path)?.message.contains("holds no .yaml file") == true)
        try tree.file("bad.yaml", Fixture.texts[0].replacing("severity: high", with: "severity: hihg"))
        #expect(try mistake(tree.path)?.message.hasPrefix(tree.full("bad.yaml") + ":4:11: ") == true)
        try tree.file("bad.yaml", Fixture.texts[0] + "---\n" + Fixture.texts[0])
        #expect(
            try mistake(tree.path)?.message.contains(
                "`TEST-MARK` is taken already by a rule of \(tree.full("bad.yaml"))") == true)
        try tree.file("bad.yaml", Fixture.texts[0].replacing("TEST-MARK", with: "MCP-SECRET-GITHUB"))
        #expect(
            try mistake(tree.full("bad.yaml"))?.message.contains("is taken already by a rule of the library") == true)
        try tree.file("bad.yaml", Fixture.texts[0] + "aliases: [MCP-SECRET-GITHUB]\n")
        #expect(try mistake(tree.full("bad.yaml"))?.message.contains("is taken already") == true)
    }

    // MARK: Paths

    @Test(arguments: [
        ("a.py", true), ("x/a.py", true), ("conf/a.txt", true), ("a.txt", false), ("skip/a.py", false),
        ("x/conf/a.txt", false), ("conf/skip/a.txt", true),
    ])
    func rulesLookAtTheirPaths(path: String, isFound: Bool) throws {
        let outcome = try Fixture.engine().scan("pathmark_abcd fixture_abcd", name: path)
        #expect(outcome.findings.map(\.rule.id) == (isFound ? ["TEST-PATHS"] : []) + ["TEST-MARK"])
    }

    @Test(arguments: [
        ("wanted nearmark_abcd", 1), ("wanted\nnearmark_abcd", 1), ("nearmark_abcd\r\nwanted", 1),
        ("wanted\n\nnearmark_abcd", 0), ("nearmark_abcd", 0),
        ("wanted nearmark_abcd\nunwanted", 0), ("wanted nearmark_abcd\n\nunwanted", 1),
    ])
    func conditionsLookAtTheLinesAround(text: String, count: Int) throws {
        #expect(try Fixture.engine().scan(text).findings.count == count)
    }
}
