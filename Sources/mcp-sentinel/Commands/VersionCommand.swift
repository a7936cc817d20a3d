import ArgumentParser
import SentinelClient

/// `mcp-sentinel version`
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let version = Library.version
        let abi = Library.abiVersion
        guard json else {
            try StandardOutput.print("mcp-sentinel \(version) (ABI \(abi))")
            return
        }
        try StandardOutput.print(
            JSON.object([
                ("version", .string(version)), ("abi", .integer(Int64(abi))),
                ("formats", .array(Library.formats.map { .string($0.name) })),
            ]).rendered())
    }
}
