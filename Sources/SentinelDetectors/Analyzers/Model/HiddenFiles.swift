package import SentinelModel

/// Tools that keep hidden files in folders for temporary ones, or read what only an administrator needs.
package struct HiddenFiles: ModelAnalyzer {
    package let name = "hidden-files"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        var found: [ModelPlace] = []
        for item in facts.items where item.hasOwnHandler {
            for call in item.calls where !call.text.isEmpty {
                if let what = Self.matter(of: call, item) {
                    found.append(ModelPlace(call.place ?? item.place, evidence: "\(item.owner) \(what) `\(call.text)`"))
                }
            }
        }
        return found
    }

    private static func matter(of call: CallFact, _ item: ItemFact) -> String? {
        let folders = ["/tmp/.", "/var/tmp/.", "/dev/shm/."]
        if call.capabilities.contains("file-write"), folders.contains(where: call.text.hasPrefix),
            !known.contains(where: call.text.contains)
        {
            return "writes the hidden file"
        }
        let mayRead = call.capabilities.isEmpty || call.capabilities.contains("file-read")
        guard mayRead, administrators.contains(call.text) else { return nil }
        let said = Words.of(item.name) + Words.of(item.description)
        return said.contains(where: naming.contains) ? nil : "reads"
    }

    private static let known = [".X11", ".ICE", ".s.PGSQL", ".docker", ".font", ".Test"]
    private static let administrators: Set<String> = [
        "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/passwd", "/etc/group", "/var/log/auth.log",
        "/var/log/secure",
        "/proc/self/environ", "/proc/1/environ", "/root/.ssh/id_rsa", "/root/.bash_history",
    ]
    private static let naming: Set<String> = ["passwd", "shadow", "sudoers", "account", "accounts", "environ"]
}
