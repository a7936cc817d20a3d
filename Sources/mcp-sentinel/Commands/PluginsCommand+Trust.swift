import ArgumentParser
import SentinelClient

extension PluginsCommand {
    /// `mcp-sentinel plugins trust`
    struct Trust: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put plugins, as they are now, into a lock file.",
            discussion: """
                With the option plugin_lock only what stands in the lock file is loaded, and only unchanged. Nothing of a
                plugin is run.

                EXAMPLES:
                  mcp-sentinel plugins trust build/acme-keys.so
                  mcp-sentinel plugins trust /opt/acme/plugins/*.so --lock /opt/acme/plugins.lock
                """)

        @Argument(help: "The plugins.", completion: .file(extensions: ["so"]))
        var files: [Path]
        @OptionGroup var lock: LockOption

        func run() throws {
            for file in files {
                try lock.file.trust(file.raw)
                try StandardOutput.print(Terminal.safe("\(file.raw): trusted in \(lock.file.path)"))
            }
        }
    }

    /// `mcp-sentinel plugins verify`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the plugins of a lock file with the files that are there.",
            discussion: "Changes nothing. Exits with 1 when one of them is not what was trusted.")

        @OptionGroup var lock: LockOption
        @Option(help: ArgumentHelp("Print a table or JSON (default: text).", valueName: "text|json"))
        var format: ListFormat?

        func run() throws {
            let plugins = try lock.file.verify()
            switch format ?? .text {
            case .text:
                let rows = plugins.map { [$0.state.name, $0.path.description, $0.message] }
                try StandardOutput.print(Table(heading: ["STATE", "PATH", "REASON"], rows: rows).rendered())
            case .json: try StandardOutput.print(JSON.array(plugins.map(\.json)).rendered())
            }
            guard plugins.allSatisfy({ $0.state == .ok }) else { throw ExitStatus.findings }
        }
    }
}

extension LockedPlugin {
    fileprivate var json: JSON {
        .object([
            ("state", .string(state.name)), ("path", .string(path.description)), ("digest", .string(digest)),
            ("reason", .string(message)),
        ])
    }
}
