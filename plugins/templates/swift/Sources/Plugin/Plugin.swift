// @TITLE@: a plugin for MCP Sentinel. It reports what comments say is not finished in matters of security.

/// The plugin of this library.
let thePlugin: any Plugin.Type = Unfinished.self

struct Unfinished: Plugin {
    static let description = Description(
        id: "@NAME@",
        version: "0.1.0",
        title: "@TITLE@",
        capabilities: .analyzeFile,
        rules: [
            Rule(
                id: "@ID@-UNFINISHED",
                severity: .low,
                confidence: .high,
                title: "Unfinished work on security",
                cwe: "546",
                message: "A comment says that security work is unfinished",
                why: "What was to be secured later often never was.",
                fix: "Do the work, or refer to the issue in which it is planned.")
        ],
        options: [
            OptionSpec(
                name: "marker", kind: .string, help: "The text to look for.", defaultValue: "TODO(security)")
        ],
        examples: [
            Example(
                fires: true, rule: "@ID@-UNFINISHED", file: "server.py",
                text: "# \u{27E6}TODO(security)\u{27E7}: check the token\n"),
            Example(fires: false, rule: "@ID@-UNFINISHED", file: "server.py", text: "# TODO(style): rename\n"),
        ])

    /// What the option says.
    private let marker: [UInt8]

    init(host: Host) throws(PluginError) {
        marker = Array(try host.option("marker").utf8)
    }

    func scanFile(_ file: File, host: Host) throws(PluginError) {
        guard let first = marker.first else { return }
        var rest = file.content[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: marker) {
                let place = Finding(rule: "@ID@-UNFINISHED", range: start..<start + marker.count)
                guard try host.report(place), !host.isCancelled else { return }
                rest = rest[(start + marker.count)...]
            } else {
                rest = rest[(start + 1)...]
            }
        }
    }
}
