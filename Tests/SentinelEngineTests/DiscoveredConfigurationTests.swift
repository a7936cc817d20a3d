import SentinelModel
import Testing

@testable import SentinelEngine

/// A configuration that lies in the scanned tree, which nobody trusts.
@Suite struct DiscoveredConfigurationTests {
    private func tree(_ text: String) throws -> Tree {
        let tree = try Tree()
        try tree.folder(".git")
        try tree.file("mcp-sentinel.yaml", text)
        return tree
    }

    private static func value(of option: OptionDescriptor) -> String {
        switch option.kind {
        case .bool: "true"
        case .int: "1"
        case .size: "2MB"
        case .duration: "1s"
        case .choice: "high"
        case .string, .list: "x"
        }
    }

    static let refused: Set<String> = [
        "jobs", "max_concurrent_files", "batch_size", "timeout", "file_timeout", "memory_limit", "retries",
        "error_threshold", "match_limit",
        "depth_limit", "heap_limit", "max_findings", "max_findings_per_file", "show_secrets", "show_suppressed",
        "omit_measurements", "advisories",
        "progress_interval", "verbose", "untrusted", "plugins", "plugin_dir", "plugin_lock", "plugin_in_process",
        "plugin_option", "plugin_host", "plugin_confinement", "plugin_timeout", "plugin_parallel", "plugin_memory",
        "plugin_health_interval", "plugin_reload", "breaker_failures", "breaker_reset", "breaker_trials",
        "breaker_successes",
    ]

    @Test(arguments: OptionTable.all.map(\.name))
    func onlySelectionMayBeSet(name: String) throws {
        let option = try OptionTable.option(named: name)
        let tree = try tree("\(name): \(Self.value(of: option))\n")
        var configuration = Configuration()
        guard !Self.refused.contains(name) else {
            let mistake = #expect(throws: ConfigurationMistake.self) {
                try configuration.discover(from: RawPath(tree.path))
            }
            let start =
                tree.full("mcp-sentinel.yaml") + ":1:1: a configuration found in the scanned tree may not set `\(name)`"
            #expect(mistake?.message.hasPrefix(start) == true)
            return
        }
        #expect(try configuration.discover(from: RawPath(tree.path)))
        #expect(
            configuration.discovery?.isObeyed == true
                && configuration.discovery?.path.display == tree.full("mcp-sentinel.yaml"))
        #expect(configuration.discovery?.effects == ["\(name): \(Self.value(of: option))"])
    }

    @Test(arguments: ["/etc/x.yaml", "../x.yaml", "a/../../x.yaml", "..", "link.yaml", "folder/x.yaml", "folder"])
    func rulesMustLieBelowTheFile(path: String) throws {
        let outside = try Tree()
        try outside.file("x.yaml", "secret: content\n")
        let tree = try tree("rules: [ok.yaml, '\(path)']\n")
        try tree.link("link.yaml", to: outside.full("x.yaml"))
        try tree.link("folder", to: outside.path)
        var configuration = Configuration()
        let error = #expect(throws: ConfigurationMistake.self) { try configuration.discover(from: RawPath(tree.path)) }
        #expect(error?.message.contains("`rules` may only name files below the configuration's own folder") == true)
        #expect(configuration.items("rules").isEmpty)
    }

    @Test(arguments: ["rules.yaml", "a/b.yaml", "./a/b.yaml", "..a/b.yaml", "missing.yaml", "inner.yaml"])
    func rulesBelowTheFileAreTaken(path: String) throws {
        let tree = try tree("rules: '\(path)'\n")
        try tree.file("a/b.yaml", "x")
        try tree.link("inner.yaml", to: "a/b.yaml")
        var configuration = Configuration()
        #expect(try configuration.discover(from: RawPath(tree.path)))
        #expect(configuration.items("rules") == [tree.full(path)])
    }

    @Test func theSearchGoesUpToTheRepository() throws {
        let tree = try tree("severity: high\n")
        try tree.file("a/b/c/file.txt", "x")
        for start in ["", "a/b", "a/b/c/file.txt", "a/b/../b/c"] {
            var configuration = Configuration()
            #expect(try configuration.discover(from: RawPath(tree.full(start))))
            #expect(configuration.text("severity") == "high")
        }
    }

    @Test(arguments: [true, false])
    func theSearchEndsAtTheRepository(isFolder: Bool) throws {
        let tree = try tree("severity: high\n")
        // A worktree's `.git` is a file.
        if isFolder { try tree.folder("inner/.git") } else { try tree.file("inner/.git", "gitdir: x") }
        try tree.folder("inner/a")
        var configuration = Configuration()
        #expect(try !configuration.discover(from: RawPath(tree.full("inner/a"))))
        #expect(configuration.text("severity") == "info" && configuration.discovery == nil)
    }

    @Test func theNearestIsTaken() throws {
        let tree = try tree("severity: high\n")
        try tree.file("a/mcp-sentinel.yaml", "severity: low\n")
        var configuration = Configuration()
        #expect(try configuration.discover(from: RawPath(tree.full("a"))))
        #expect(configuration.text("severity") == "low")
    }

    @Test func linksAreNotObeyed() throws {
        let tree = try Tree()
        try tree.folder(".git")
        try tree.file("real.yaml", "severity: high\n")
        try tree.link("mcp-sentinel.yaml", to: "real.yaml")
        try tree.folder("elsewhere/mcp-sentinel.yaml")
        for start in ["", "elsewhere"] {
            var configuration = Configuration()
            #expect(try !configuration.discover(from: RawPath(tree.full(start))))
        }
    }

    /// A link in `start` does not lead the search around the repository it points into.
    @Test func startsAreResolved() throws {
        let outer = try tree("severity: high\n")
        let other = try Tree()
        try other.folder("repository/.git")
        try outer.link("link", to: other.full("repository"))
        var configuration = Configuration()
        #expect(try !configuration.discover(from: RawPath(outer.full("link"))))
    }

    @Test func aMissingStartIsNoConfiguration() throws {
        var configuration = Configuration()
        #expect(try !configuration.discover(from: RawPath("/nonexistent/folder")))
    }

    @Test func untrustedTreesAreReportedAndNotObeyed() throws {
        let tree = try tree("severity: critical\nskip_rule: 'TEST-*'\nshow_secrets: true\n")
        try tree.file("a.txt", "fixture_abcd")
        var configuration = try Fixture.configuration([("untrusted", "true")])
        #expect(try configuration.discover(from: RawPath(tree.path)))
        let outcome = try Engine(configuration).scan([tree.path])
        #expect(outcome.findings.count == 1)
        let diagnostic = try #require(outcome.diagnostics.first { $0.code == .configDisregarded })
        #expect(diagnostic.message.contains("severity: critical; skip_rule: TEST-*; show_secrets: true"))
        #expect(diagnostic.path?.display == tree.full("mcp-sentinel.yaml"))
    }

    @Test func obeyedConfigurationsStandInTheReport() throws {
        let tree = try tree("severity: high\nexclude: ['b*']\n")
        try tree.file("a.txt", "fixture_abcd lowmark_abcd")
        try tree.file("b.txt", "fixture_abcd")
        var configuration = try Fixture.configuration()
        #expect(try configuration.discover(from: RawPath(tree.path)))
        let scan = Scan(engine: try Engine(configuration))
        scan.add(RawPath(tree.path))
        let outcome = try scan.run()
        #expect(outcome.findings.map(\.rule.id) == ["TEST-MARK"])
        #expect(outcome.diagnostics.map(\.code) == [.configDiscovered])
        #expect(outcome.diagnostics.first?.message.contains("sets severity: high; exclude: b*") == true)
        #expect(scan.info.configPath?.display == tree.full("mcp-sentinel.yaml"))
        #expect(
            scan.info.notes == ["severity: high", "exclude: b*"].map { "\(tree.full("mcp-sentinel.yaml")) sets \($0)" })
    }

    @Test func mistakesInItAreErrorsUnlessItIsDisregarded() throws {
        let tree = try tree("severty: high\n")
        var configuration = Configuration()
        #expect(throws: ConfigurationMistake.self) { try configuration.discover(from: RawPath(tree.path)) }
        #expect(configuration.discovery == nil)
        try configuration.set("untrusted", to: "true")
        #expect(try configuration.discover(from: RawPath(tree.path)))
        #expect(configuration.discovery?.isObeyed == false)
    }

    /// A megabyte of effects is not a message.
    @Test func effectsAreBounded() throws {
        let tree = try tree(
            "exclude: [\(String(repeating: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, ", count: 5_000))]\n"
        )
        var configuration = Configuration()
        #expect(try configuration.discover(from: RawPath(tree.path)))
        let effects = try #require(configuration.discovery?.effects)
        #expect(effects.allSatisfy { $0.utf8.count < 1_000 })
    }
}
