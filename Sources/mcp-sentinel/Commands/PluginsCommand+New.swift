import ArgumentParser
import SentinelClient

extension PluginsCommand {
    /// `mcp-sentinel plugins new`
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a project for a new plugin.",
            discussion: """
                Writes a folder that builds with make: a rule, an option, examples, and the headers of the API.

                EXAMPLES:
                  mcp-sentinel plugins new --language c acme-keys
                  mcp-sentinel plugins new --language rust acme-keys --title 'Keys of Acme' --directory src/keys
                """)

        @Option(help: ArgumentHelp("The language it is written in.", valueName: "c|rust|swift"))
        var language: ProjectTemplate.Language
        @Option(help: ArgumentHelp("One line about it (default: made from the name).", valueName: "text"))
        var title: String?
        @Option(help: ArgumentHelp("The folder to write, which must not exist (default: the name).", valueName: "dir"))
        var directory: Path?
        @Argument(help: "The plugin's id: 2 to 32 lower-case letters, digits and hyphens, beginning with a letter.")
        var name: String

        func validate() throws {
            guard ProjectTemplate.isName(name) else {
                throw ValidationError(
                    "'\(name)' is no plugin's id: 2 to 32 lower-case letters, digits and hyphens, beginning with a "
                        + "letter, such as acme-keys.")
            }
            guard let title else { return }
            if let mistake = ProjectTemplate.mistake(inTitle: title) { throw ValidationError(mistake) }
        }

        func run() throws {
            let template = ProjectTemplate(language: language, name: name, title: title)
            let folder = directory?.raw ?? RawPath(name)
            try template.write(to: folder)
            try StandardOutput.print(
                Terminal.safe(
                    "\(folder): a plugin in \(language.name). Build it with make, try it out with make check."))
        }
    }
}
