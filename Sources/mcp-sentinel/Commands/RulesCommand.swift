import ArgumentParser
import SentinelClient

/// `mcp-sentinel rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List, explain and test rules.",
        subcommands: [List.self, Show.self, Test.self])
}

extension RulesCommand {
    /// `mcp-sentinel rules list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List rules.",
            discussion: """
                Lists the rules that are selected and whose own severity and confidence reach the minimum.

                EXAMPLES:
                  mcp-sentinel rules list --severity high
                  mcp-sentinel rules list --rule 'MCP-SECRET-*' --format json
                """)

        @Option(help: ArgumentHelp("Print a table or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @OptionGroup(title: "Selection Options") var selection: SelectionOptions
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            let settings = try Settings(configuration, flags: selection.settings, start: RawPath("."))
            let configuration = try settings.configuration()
            let (severity, confidence) = (
                try configuration.option("severity").value, try configuration.option("confidence").value
            )
            let rules = try Engine(configuration).rules().filter {
                $0.isEnabled && $0.reaches(severity: severity, confidence: confidence)
            }
            switch format ?? .text {
            case .text:
                try StandardOutput.print(
                    Table(
                        heading: ["ID", "SEVERITY", "TITLE"], rows: rules.map { [$0.id, $0.severity.name, $0.title] }
                    )
                    .rendered())
            case .json:
                try StandardOutput.print(JSON.array(rules.map(\.json)).rendered())
            }
        }
    }
}

extension RulesCommand {
    /// `mcp-sentinel rules test`
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Test rules against the examples in their own files.",
            discussion: """
                Exits with 1 when an example does not hold.

                EXAMPLES:
                  mcp-sentinel rules test                     every rule
                  mcp-sentinel rules test 'acme-*' --rules my-rules/
                """)

        @Argument(help: "A rule's id or a glob over ids; every rule when it is left out.")
        var selector: String?
        @OptionGroup var ruleFiles: RuleFileOptions
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            let settings = try Settings(configuration, flags: ruleFiles.settings, start: RawPath("."))
            let engine = try Engine(settings.configuration())
            let result = try engine.testRules(selector)
            for failure in result.failures {
                try StandardOutput.print(Terminal.safe("\(failure.ruleID): \(failure.message)"))
            }
            try StandardOutput.print(
                "\(Quantity.count(result.tested, "rule")) tested, "
                    + "\(Quantity.count(result.failures.count, "failure"))")
            guard result.failures.isEmpty else { throw ExitStatus.findings }
        }
    }
}

/// How a list is printed.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

extension Rule {
    /// Whether the rule's own levels reach the named ones. A name that is none admits everything.
    fileprivate func reaches(severity: String, confidence: String) -> Bool {
        let lowest = Severity.allCases.first { $0.name == severity } ?? .info
        let leastSure = Confidence.allCases.first { $0.name == confidence } ?? .low
        return self.severity >= lowest && self.confidence >= leastSure
    }
}
