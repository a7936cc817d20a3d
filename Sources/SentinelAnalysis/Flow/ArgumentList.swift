internal import SentinelModel
internal import SentinelSyntax

/// A program's arguments: which of them may make it do something else.
struct ArgumentList {
    struct Item {
        var value: FlowValue
        /// Where it is constant: one text, or several by the way that was taken.
        var texts: [String] = []
        /// Nobody knows where in the list it stands.
        var isLoose = false

        var text: String? { texts.count == 1 ? texts[0] : nil }
    }

    private let items: [Item]
    private let run: FlowRun
    private let environment: Environment
    private let entry: FlowTable.Entry

    init(_ items: [Item], _ run: FlowRun, _ environment: Environment, _ entry: FlowTable.Entry) {
        self.items = Self.withoutInterpreter(items)
        self.run = run
        self.environment = environment
        self.entry = entry
    }

    /// `python -m pip install x` is `pip install x`.
    private static func withoutInterpreter(_ items: [Item]) -> [Item] {
        guard items.count > 2, items[1].text == "-m", let program = items[0].text.map(base),
            interpreters.contains(program), items[2].text != nil
        else { return items }
        return Array(items[2...])
    }

    /// True where a program that is told to run scripts is handed one that was put together.
    var isScript: Bool {
        guard let first = items.first, dirty(first) == nil,
            first.texts.contains(where: {
                Self.interpreters.contains(Self.base($0)) || Self.shells.contains(Self.base($0))
            })
        else { return false }
        return items.contains { item in
            guard dirty(item) != nil, case .built = item.value.shape else { return false }
            return true
        }
    }

    private static let shells: Set<String> = [
        "sh", "bash", "zsh", "dash", "ksh", "cmd", "cmd.exe", "powershell", "pwsh", "powershell.exe", "osascript",
    ]
    private static let interpreters: Set<String> = ["python", "python3", "node", "perl", "ruby", "php", "deno", "bun"]
    private static let scripts: Set<String> = [
        "-c", "/c", "/C", "-e", "--eval", "-Command", "-command", "-lc", "-ic", "-p",
    ]

    /// What of it is dangerous; nil for nothing.
    var dangerous: Taint? {
        guard let first = items.first, !first.isLoose else { return nil }
        switch entry.sink.form {
        case .command:
            if let taint = dirty(first) { return taint }
            return first.texts.contains { Self.shells.contains(Self.base($0)) } ? script : nil
        case .interpreter:
            guard first.texts.contains(where: { Self.interpreters.contains(Self.base($0)) }) else { return nil }
            return script ?? file
        default: return options
        }
    }

    /// What is behind the option that says that a script follows.
    private var script: Taint? {
        let rest = items.dropFirst()
        guard let option = rest.firstIndex(where: { $0.texts.contains(where: Self.scripts.contains) }) else {
            return nil
        }
        return items[(option + 1)...].lazy.compactMap(dirty).first
    }

    /// The file that an interpreter is to run: the first argument that is no option.
    private var file: Taint? {
        let first = items.dropFirst().first { !($0.text?.hasPrefix("-") ?? false) }
        guard let first, !first.isLoose, items.dropFirst().first.map({ $0.text != "-m" }) ?? true else { return nil }
        // Below a folder it is one of the server's own programs, as far as anybody knows; that is a matter of paths.
        return first.value.shape == .whole ? dirty(first) : nil
    }

    private static func base(_ program: String) -> String {
        String(program.split(separator: "/").last ?? "")
    }

    /// Texts that the program may take for options.
    private var options: Taint? {
        guard items.count > 1, let program = items[0].text.map(Self.base), Self.risky.contains(program) else {
            return nil
        }
        let isGit = items[0].text.map(Self.base) == "git"
        if isGit, items.dropFirst().contains(where: { $0.text.map(Self.harmlessForGit.contains) ?? false }) {
            return nil
        }
        var last = ""
        for item in items.dropFirst() {
            defer { last = item.text ?? "" }
            if item.text == "--" { return nil }
            // What was added somewhere else may stand behind anything.
            if item.isLoose || item.value.isShifted || Self.takesValue(last, program) { continue }
            guard let taint = dirty(item) else { continue }
            let facts = taint.clean.union(environment.checked(taint.parts, run.parts))
            if facts.contains(.noDash) || isGit && facts.contains(.noEquals) { continue }
            if case .built(let prefix) = item.value.shape, prefix?.isEmpty != true { continue }
            return taint
        }
        return nil
    }

    /// Commands of git none of whose options runs a program or writes a file.
    private static let harmlessForGit: Set<String> = ["remote", "stash", "status", "reset", "rm", "mv", "add"]

    /// True for an option behind which its value stands.
    private static func takesValue(_ text: String, _ program: String) -> Bool {
        guard text.hasPrefix("-"), !text.contains("=") else { return false }
        if valued[program]?.contains(String(text.dropFirst())) == true { return true }
        if text.hasPrefix("--") {
            return !["--no-", "--all", "--quiet", "--silent", "--force", "--json", "--verbose", "--cached"]
                .contains(where: text.hasPrefix)
        }
        return ![
            "s", "L", "f", "k", "v", "q", "a", "n", "l", "r", "R", "i", "I", "S", "y", "sS", "sL", "fsSL", "la", "rf",
            "p",
        ]
        .contains(String(text.dropFirst()))
    }

    /// Options of one letter behind which a value stands, for programs of which they mean something else than for most.
    private static let valued: [String: Set<String>] = [
        "kubectl": ["n", "f", "l", "k", "p"], "helm": ["n", "f"], "ffmpeg": ["i", "f", "r", "s"],
        "docker": ["v", "p", "l", "f"], "ssh": ["i", "l", "p", "L", "R"], "scp": ["i", "P", "l"],
        "tcpdump": ["i", "r", "s"], "tshark": ["i", "r", "f", "s"], "nmap": ["p", "iL"], "adb": ["s"], "gh": ["R"],
        "pip": ["r", "i", "f"], "make": ["f", "I"], "awk": ["f", "v"], "sed": ["f"], "tar": ["f"], "xargs": ["I", "n"],
        "rsync": ["f"], "mysql": ["p"], "env": ["S"],
    ]

    /// Programs that an option can make run others, or write files.
    private static let risky: Set<String> = [
        "git", "curl", "wget", "tar", "find", "rsync", "ssh", "scp", "zip", "docker", "kubectl", "npm", "npx", "pip",
        "psql",
        "mysql", "sed", "awk", "man", "less", "vim", "ffmpeg", "hg", "svn", "xargs", "env", "make", "tcpdump", "tshark",
        "nmap",
        "idb", "xcrun", "adb", "gh",
    ]

    private func dirty(_ item: Item) -> Taint? { run.dirty(item.value.anyTaint, entry.rule, environment) }
}
