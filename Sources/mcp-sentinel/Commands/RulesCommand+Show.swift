import ArgumentParser
import SentinelClient

extension RulesCommand {
    /// `mcp-sentinel rules show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explain one rule.")

        @Argument(help: "The rule's id, or a retired id it was known under.")
        var id: String
        @Option(help: ArgumentHelp("Print text or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @OptionGroup var ruleFiles: RuleFileOptions
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            let settings = try Settings(configuration, flags: ruleFiles.settings, start: RawPath("."))
            let engine = try Engine(settings.configuration())
            let rule = try engine.rule(id)
            switch format ?? .text {
            case .text: try StandardOutput.print(rule.page(width: min(Terminal.width(of: 1), 100)))
            case .json: try StandardOutput.print(rule.json.rendered())
            }
        }
    }
}

extension Rule {
    /// The rule as a page of text; absent parts are left out.
    func page(width: Int) -> String {
        var page = Terminal.safe("\(id)  \(title)\n\n")
        for (name, value) in facts where !value.isEmpty {
            page += Terminal.safe("  \(Table.padded(name, to: 11)) \(value)\n")
        }
        for (heading, text) in [("Why", why), ("Fix", fix)] where !text.isEmpty {
            page += "\n\(heading)\n" + Paragraph.wrapped(Terminal.safe(text), width: width, indent: 2)
        }
        for (heading, items) in listings where !items.isEmpty {
            page += "\n\(heading)\n" + items.map { "  \(Terminal.safe($0))\n" }.joined()
        }
        page.removeLast()
        return page
    }

    private var facts: [(String, String)] {
        [
            ("severity", severity.name), ("confidence", confidence.name), ("category", category),
            ("CWE", self[.cwe].map { "CWE-\($0)" }.joined(separator: ", ")),
            ("OWASP MCP", self[.owaspMCP].joined(separator: ", ")), ("since", since), ("origin", origin),
            ("formerly", self[.aliases].joined(separator: ", ")), ("enabled", isEnabled ? "" : "no"),
        ]
    }

    private var listings: [(String, [String])] {
        [
            ("Pattern", pattern.isEmpty ? [] : [pattern]), ("Keywords", self[.keywords]),
            ("Found", self[.matchExamples]), ("Not found", self[.passExamples]), ("References", self[.references]),
        ]
    }

    /// The rule with all its fields.
    var json: JSON {
        let fields: [(String, JSON)] = [
            ("id", .string(id)), ("severity", .string(severity.name)), ("confidence", .string(confidence.name)),
            ("enabled", .bool(isEnabled)), ("title", .string(title)), ("category", .string(category)),
            ("kind", .string(kind)), ("why", .string(why)), ("fix", .string(fix)), ("since", .string(since)),
            ("origin", .string(origin)), ("pattern", .string(pattern)),
        ]
        let lists: [(String, List)] = [
            ("cwe", .cwe), ("owasp_mcp", .owaspMCP), ("references", .references), ("aliases", .aliases),
            ("keywords", .keywords), ("match", .matchExamples), ("pass", .passExamples),
        ]
        return .object(fields + lists.map { name, list in (name, .array(self[list].map(JSON.string))) })
    }
}
