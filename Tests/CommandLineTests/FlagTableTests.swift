import Foundation
import SentinelClient
import Testing

/// The flags of `scan`, as the argument parser dumps them.
private struct Dump: Decodable {
    struct Command: Decodable {
        var commandName: String
        var arguments: [Argument]?
        var subcommands: [Command]?
    }
    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }
        var kind: String
        var names: [Name]?
        var abstract: String?

        /// The long names.
        var flags: [String] { (names ?? []).filter { $0.kind == "long" }.map(\.name) }

        /// What the help says between `(default: ` and `)`.
        var statedDefault: String? {
            guard let abstract, let start = abstract.range(of: "(default: "), abstract.hasSuffix(").") else {
                return nil
            }
            return String(abstract[start.upperBound...].dropLast(2))
        }
    }
    var command: Command
}

/// Flags that are the command line's own.
private let ownFlags: Set = [
    "stdin-filename", "estimate", "explain", "format", "quiet", "color", "no-progress", "fail-on", "fail-on-incomplete",
    "no-fail-on-incomplete", "config", "no-config", "set", "help", "version", "no-gitignore",
]

struct FlagTableTests {
    private func arguments() throws -> [Dump.Argument] {
        let dump = try JSONDecoder().decode(Dump.self, from: try mcpSentinel(["--experimental-dump-help"]).output)
        let scan = try #require(dump.command.subcommands?.first { $0.commandName == "scan" })
        return try #require(scan.arguments)
    }

    @Test func everyFlagIsAnOptionOrTheCommandLinesOwn() throws {
        let options = Set(try EngineOption.all().map(\.name))
        for flag in try arguments().flatMap(\.flags) where !ownFlags.contains(flag) {
            #expect(options.contains(flag.replacingOccurrences(of: "-", with: "_")), "--\(flag)")
        }
    }

    @Test func helpTellsTheDefaultsOfTheTable() throws {
        var compared = 0
        for argument in try arguments() {
            for flag in argument.flags {
                let name = flag.replacingOccurrences(of: "-", with: "_")
                guard let option = try EngineOption.all().first(where: { $0.name == name }) else { continue }
                // What is off or empty when it is not given needs no words.
                let isPlain = ["", "false"].contains(option.defaultValue)
                #expect(argument.statedDefault == (isPlain ? nil : option.defaultValue), "--\(flag)")
                compared += 1
            }
        }
        #expect(compared >= 17)
    }

    @Test func setReachesEveryOption() throws {
        for option in try EngineOption.all() {
            let run = try mcpSentinel(
                ["config", "show", "--no-config", "--format", "json", "--set", "\(option.name)=\(option.defaultValue)"])
            #expect(run.status == 0, "\(option.name): \(run.errorText)")
        }
    }
}
