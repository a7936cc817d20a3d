import ArgumentParser
import TestSupport
import Testing

@testable import mcp_sentinel

/// What the quick reader of plain arguments makes of them must be what the argument parser makes of them.
struct PlainArgumentsTests {
    /// All values of a command, as Swift prints them. The parser leaves out the titles of groups, which only help shows.
    private static func told(_ command: any ParsableCommand) -> String {
        var text = ""
        dump(command, to: &text)
        return text.split(separator: "\n").filter { !$0.contains("- title: ") }.joined(separator: "\n")
    }

    private static let values = [
        "stdin-filename": "a.py", "severity": "high", "confidence": "low", "rule": "A-*", "skip-rule": "B",
        "rules": "r.yaml", "advisories": "a.txt",
        "include": "*.py", "exclude": "t/**", "max-file-size": "1MB", "format": "json=o.json", "color": "never",
        "fail-on": "never", "jobs": "3", "timeout": "1s", "file-timeout": "2s", "memory-limit": "1GB",
        "config": "c.yaml", "set": "hidden=false",
    ]
    private static let switches = [
        "-q", "-v", "--quiet", "--verbose", "--estimate", "--gitignore", "--no-gitignore", "--no-progress",
        "--show-suppressed", "--show-secrets", "--fail-on-incomplete", "--no-fail-on-incomplete", "--no-config",
        "--untrusted",
    ]

    /// Each flag alone is plain, in every form.
    @Test(
        arguments: [[], ["a", "b/c"], ["-"]] + switches.map { [$0, "."] }
            + values.flatMap { [["--\($0)", $1], ["x", "--\($0)=\($1)", "y"]] })
    func isReadAsTheParserDoes(_ arguments: [String]) throws {
        let arguments = ["scan"] + arguments
        let plain = try #require(ScanCommand(plain: arguments), "\(arguments)")
        #expect(Self.told(plain) == Self.told(try RootCommand.parseAsRoot(arguments)))
    }

    @Test(arguments: [
        [], ["version"], ["scan", "--help"], ["scan", "-h"], ["scan", "--version"], ["scan", "--", "a"],
        ["scan", "-qv"],
        ["scan", "--severity"], ["scan", "--severity", "-q"], ["scan", "--nonsense"], ["scan", "--fail-on", "no"],
        ["scan", "--jobs", "1", "--jobs", "2"], ["scan", "-q", "--quiet"], ["scan", "-q", "-v"], ["scan", "-", "-"],
        ["scan", "--gitignore", "--no-gitignore"], ["scan", "--config", "a", "--no-config"], ["scan", "--set", "a"],
        ["scan", "--format", "json", "--format", "sarif"], ["scan", "--format", "nonsense"], ["scan", "--quiet=x"],
        ["scan", "--severity="], ["scan", "--severity", ""], ["--severity", "high", "scan"],
    ])
    func isLeftToTheParser(_ arguments: [String]) { #expect(ScanCommand(plain: arguments) == nil) }

    /// Whatever it reads, in any mixture, the parser reads in the same way.
    @Test func mixturesAreReadAsTheParserDoes() throws {
        var random = SeededRandom(1)
        let words =
            Self.switches + Self.values.keys.map { "--\($0)" } + Self.values.map { "--\($0)=\($1)" }
            + Array(Self.values.values) + [
                "", "-", "--", "-x", "-qv", "--x", "a b", "a=b", "=", "-q=1", "é", "\u{10FF80}",
            ]
        for _ in 0..<300 {
            let arguments =
                ["scan"]
                + (0..<Int.random(in: 0..<7, using: &random)).compactMap { _ in
                    words.randomElement(using: &random)
                }
            guard let plain = ScanCommand(plain: arguments) else { continue }
            #expect(Self.told(plain) == Self.told(try RootCommand.parseAsRoot(arguments)), "\(arguments)")
        }
    }
}
