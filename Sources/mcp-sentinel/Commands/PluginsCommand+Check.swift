import ArgumentParser
import SentinelClient

extension PluginsCommand {
    /// `mcp-sentinel plugins check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a plugin out: loading, its examples, and what it must bear.",
            discussion: """
                Everything runs in confined processes. Exits with 1 when something does not hold.

                EXAMPLES:
                  mcp-sentinel plugins check build/acme-keys.so
                  mcp-sentinel plugins check build/acme-keys.so --set plugin_timeout=2s --format json
                """)

        @Argument(help: "The plugin.", completion: .file(extensions: ["so"]))
        var file: Path
        @Option(help: ArgumentHelp("Print text or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?
        @Flag(help: "Load it into this process too, if all goes well, and compare. Nothing contains it there.")
        var inProcess = false
        @Option(
            parsing: .singleValue, help: ArgumentHelp("Set an option of the plugin.", valueName: "plugin.option=value"))
        var pluginOption: [String] = []
        @OptionGroup(title: "Configuration Options") var configuration: ConfigurationOptions

        func run() throws {
            guard Files.exists(file.raw) else { throw FileError("\(file.raw): there is no such file") }
            let flags = [Setting.list("plugin_option", pluginOption)].compactMap { $0 }
            let settings = try Settings(configuration, flags: flags, start: RawPath("."))
            var steps: [CheckStep] = []
            let isText = format ?? .text == .text
            let failed = try checkPlugin(file.raw, try settings.configuration(), inProcess: inProcess) { step in
                steps.append(step)
                // As they come: a plugin that hangs takes its time.
                if isText { _ = StandardOutput.write(step.lines) }
            }
            if isText {
                try StandardOutput.print(
                    Terminal.safe(
                        "\(file.raw): "
                            + (failed == 0
                                ? "all \(steps.count) steps passed" : "\(Quantity.count(failed, "step")) failed")))
            } else {
                try StandardOutput.print(report(steps, failed).rendered())
            }
            guard failed == 0 else { throw ExitStatus.findings }
        }

        private func report(_ steps: [CheckStep], _ failed: Int) -> JSON {
            .object([
                ("plugin", .string(file.raw.description)), ("passed", .bool(failed == 0)),
                ("steps", .array(steps.map(\.json))),
            ])
        }
    }
}

extension CheckStep {
    private static let width = 18

    /// A line, and one more for each further line of the message.
    fileprivate var lines: String {
        let sign =
            switch outcome {
            case .passed: "ok    "
            case .failed: "FAILED"
            case .skipped: "-     "
            }
        let margin = "\n" + String(repeating: " ", count: 8 + Self.width)
        let text = message.split(separator: "\n").map { Terminal.safe(String($0)) }.joined(separator: margin)
        return "\(sign)  \(Table.padded(Terminal.safe(name), to: Self.width))\(text)\n"
    }

    fileprivate var json: JSON {
        .object([
            ("name", .string(name)), ("outcome", .string(String(describing: outcome))),
            ("messages", .array(message.split(separator: "\n").map { .string(String($0)) })),
            ("time_us", .integer(Int64(clamping: time))),
        ])
    }
}
