import SentinelModel

/// Runs to render: what each format makes of them stands in Golden/.
enum Sample: String, CaseIterable {
    /// Findings of every severity, one suppressed; diagnostics; an incomplete scan.
    case full
    /// Nothing found, everything scanned.
    case clean
    /// Nothing selected.
    case empty
    /// Paths and texts that try to deceive.
    case hostile

    var run: RunInfo {
        RunInfo(
            version: "0.1.0", roots: [RawPath("server")], rules: Rules.all,
            configPath: self == .clean ? nil : RawPath("mcp-sentinel.yaml"),
            notes: self == .full ? ["server/.mcpsentinelignore leaves out 31 files."] : [])
    }

    var events: [Event] {
        switch self {
        case .full: Sample.fullEvents
        case .clean, .empty: []
        case .hostile: Sample.hostileEvents
        }
    }

    var summary: Summary {
        var summary = Summary()
        summary.status = .finished
        summary.measurements = Measurements(wallTime: 421_337, peakMemory: 31_457_280, budgetWaits: 0, jobs: 2)
        switch self {
        case .full, .hostile:
            summary.filesEligible = 121
            summary.filesCompleted = 118
            summary.filesIgnored = 31
            summary.filesBinary = 7
            summary.filesTooLarge = 2
            summary.bytes = 3_412_889
            summary.folders = 14
        case .clean:
            summary.filesEligible = 1
            summary.filesCompleted = 1
            summary.bytes = 812
            summary.folders = 1
        case .empty: break
        }
        for event in events {
            switch event {
            case .finding(let finding) where finding.suppression != nil: summary.findingsSuppressed += 1
            case .finding(let finding): summary.findings[Int(finding.severity.rawValue)] += 1
            case .diagnostic(let diagnostic):
                summary.diagnostics += 1
                summary.incomplete += diagnostic.isIncomplete ? 1 : 0
            }
        }
        return summary
    }
}

enum Event {
    case finding(Finding)
    case diagnostic(Diagnostic)
}

enum Rules {
    static let all = [command, unicode, exposure, logging, weak]

    static let command = rule(
        "MCPS-CMD-001", "Shell command built from a tool's parameter", .critical, .high, .commandInjection, [78, 88],
        [.mcp05],
        why:
            "Whoever calls the tool, a model that was talked into it included, decides what the shell runs: a "
            + "parameter such as \"x; curl example.org | sh\" is enough.",
        fix: "Pass the program and its arguments as a list, and leave out shell=True.",
        references: ["https://cwe.mitre.org/data/definitions/78.html"])
    static let unicode = rule(
        "MCPS-UNI-001", "Invisible characters in a tool's description", .high, .medium, .hiddenUnicode, [1007],
        [.mcp03],
        why: "The model reads what the person who approves the tool cannot see.", fix: "Remove the characters.")
    static let exposure = rule(
        "MCPS-NET-002", "Server listens on all interfaces", .medium, .medium, .networkExposure, [1327, 668], [.mcp07],
        why: "Everyone on the network can call the tools.", fix: "Bind to 127.0.0.1.")
    static let logging = rule(
        "MCPS-LOG-001", "Parameters of a tool are logged", .low, .low, .sensitiveLogging, [532], [.mcp01, .mcp08],
        why: "Logs outlive the request and are read by more people.", fix: "Log the tool's name only.")
    static let weak = rule(
        "MCPS-CRY-003", "MD5 is used", .info, .low, .weakCrypto, [], [], why: "MD5 is broken for signatures.",
        fix: "Use SHA-256.")

    private static func rule(
        _ id: String, _ title: String, _ severity: Severity, _ confidence: Confidence,
        _ category: SentinelModel.Category,
        _ cwe: [Int], _ owasp: [OWASPMCP], why: String, fix: String, references: [String] = []
    ) -> RuleDescriptor {
        RuleDescriptor(
            id: id, title: title, severity: severity, confidence: confidence, category: category, cwe: cwe,
            owaspMCP: owasp, message: title + ".", why: why, fix: fix, references: references, since: "0.1.0",
            aliases: [], kind: "pattern", origin: "built-in", isSecret: false)
    }
}

extension RuleDescriptor {
    /// The same rule with other texts.
    func with(
        title: String? = nil, why: String? = nil, fix: String? = nil, cwe: [Int]? = nil, references: [String]? = nil
    ) -> RuleDescriptor {
        RuleDescriptor(
            id: id, title: title ?? self.title, severity: severity, confidence: confidence, category: category,
            cwe: cwe ?? self.cwe, owaspMCP: owaspMCP, message: message, why: why ?? self.why, fix: fix ?? self.fix,
            references: references ?? self.references, since: since, aliases: aliases, kind: kind, origin: origin,
            isSecret: isSecret)
    }
}

extension Finding {
    /// A finding whose line is `before` + `match` + `after`, at some place in a file.
    static func sample(
        _ rule: RuleDescriptor = Rules.command, path: RawPath = RawPath("server/tools.py"), line: Int = 42,
        before: String = "", match: String, after: String = "", message: String? = nil, isCut: Bool = false,
        columnInFile: Int? = nil, suppression: Suppression? = nil, evidence: String = "", trace: [TraceStep] = []
    ) -> Finding {
        let column = before.unicodeScalars.count + 1
        let width = match.unicodeScalars.count
        let fileColumn = columnInFile ?? column
        let start = Position(
            offset: 1000 + before.utf8.count, line: line, column: fileColumn, byteColumn: before.utf8.count + 1)
        let end = Position(
            offset: start.offset + match.utf8.count, line: line, column: fileColumn + width,
            byteColumn: start.byteColumn + match.utf8.count)
        return Finding(
            rule: rule, severity: rule.severity, confidence: rule.confidence, path: path,
            range: SourceRange(start: start, end: end), message: message ?? rule.message, match: Excerpt(text: match),
            line: Excerpt(text: before + match + after, isCut: isCut), lineColumn: column, lineWidth: max(1, width),
            fingerprint: String(repeating: "0123456789abcdef", count: 4), suppression: suppression, evidence: evidence,
            trace: trace)
    }

    /// The same finding somewhere else.
    func at(_ range: SourceRange, lineColumn: Int, lineWidth: Int) -> Finding {
        Finding(
            rule: rule, severity: severity, confidence: confidence, path: path, range: range, message: message,
            match: match, line: line, lineColumn: lineColumn, lineWidth: lineWidth, fingerprint: fingerprint,
            suppression: suppression, evidence: evidence, trace: trace)
    }
}

extension TraceStep {
    /// A step that is four code points of ASCII wide.
    static func sample(
        _ kind: Kind, _ path: RawPath = RawPath("server/tools.py"), line: Int, column: Int = 5, _ message: String
    ) -> TraceStep {
        let start = Position(offset: 20 * line + column, line: line, column: column, byteColumn: column)
        let end = Position(offset: start.offset + 4, line: line, column: column + 4, byteColumn: column + 4)
        return TraceStep(kind, path: path, range: SourceRange(start: start, end: end), message: message)
    }
}

extension Sample {
    private static let fullEvents: [Event] = [
        .finding(
            .sample(
                before: "    subprocess.run(", match: "f\"ping {host}\", shell=True", after: ")",
                message: "`host` comes from the tool's caller and reaches a shell.",
                trace: [
                    .sample(.source, RawPath("server/main.py"), line: 9, column: 15, "parameter `host` of tool `ping`"),
                    .sample(.step, RawPath("server/main.py"), line: 11, "passed to `run` as `host`"),
                    .sample(.sink, line: 42, "reaches `subprocess.run`"),
                ])),
        .diagnostic(
            Diagnostic(
                .fileUnreadable, .high, .fileAccess, message: "could not be opened: permission denied",
                path: RawPath("server/private.key"), recovery: "Make the file readable for this user, or leave it out.",
                isIncomplete: true)),
        .finding(
            .sample(
                line: 97, before: "\tos.system(", match: "\"tar xf \" + name", after: ")",
                message:
                    "`name` is a parameter of the tool `unpack`, and is run by a shell without being checked or quoted."
            )),
        .finding(
            .sample(
                Rules.unicode, path: RawPath("server/工具.json"), line: 7, before: "  \"description\": \"天気を調べる",
                match: "\u{200B}\u{2060}", after: "\"", evidence: "The text is read by the model.")),
        .finding(
            .sample(
                Rules.exposure, path: RawPath("deploy/compose.yml"), line: 1203, before: "    command: serve --host ",
                match: "0.0.0.0")),
        .diagnostic(
            Diagnostic(
                .encodingInvalid, .low, .validation, message: "2 bytes are not valid UTF-8",
                path: RawPath("server/old.py"),
                recovery: "They were read as U+FFFD.", line: 3, column: 14, isIncomplete: false)),
        .finding(
            .sample(
                Rules.logging, line: 5, before: "log.info(", match: "params", after: ")",
                suppression: Suppression(reason: "only in the test server", line: 4))),
        .finding(
            .sample(
                Rules.logging, line: 12, before: "log.debug(", match: "params", after: ")",
                evidence: "Lowered: the file is a test.")),
        .finding(.sample(Rules.weak, path: RawPath("/opt/server/hash.go"), line: 1, match: "md5", after: ".New()")),
        .diagnostic(
            Diagnostic(
                .fileTimeout, .medium, .timeout, message: "took longer than 10 s", path: RawPath("server/bundle.js"),
                detector: "MCPS-CMD-001", recovery: "Raise file_timeout, or leave the file out.", retryMayHelp: true,
                isIncomplete: true)),
        .diagnostic(
            Diagnostic(
                .ignoreFileInvalid, .medium, .validation,
                message: "the comment names no rule that exists: MCPS-XXX-001",
                path: RawPath("server/tools.py"), recovery: "Correct the rule's id.", line: 88, column: 5,
                isIncomplete: false)),
    ]

    private static let hostileEvents: [Event] = [
        .finding(
            .sample(
                path: RawPath("a\u{1B}[2J\u{202E}gpj.exe\n\u{2028}\r\u{7F}\u{9B}31m"),
                before: "x\u{1B}]0;owned\u{7} = \u{202E}",
                match: "eval(\u{1B}[31m)", after: "\u{2066}\u{E0041}\u{0}\r",
                message: "calls \u{1B}[8mhidden\u{202E}\n fake: line",
                suppression: nil, evidence: "seen\u{1B}[1A in \u{200F}x",
                trace: [
                    .sample(
                        .source, RawPath([0x2E, 0x2F, 0xFF, 0x0A, 0x1B]), line: 1, "\u{202E}x\u{1B}[2J\n= fix: none"),
                    .sample(.sink, RawPath("/a b"), line: 2, ""),
                ])),
        .finding(.sample(path: RawPath([0x64, 0xFF, 0x2F, 0xC3, 0x28, 0x20, 0x25]), match: "<script>\"'&\\")),
        .finding(
            .sample(
                match: "eval(x)",
                suppression: Suppression(reason: "trust me \u{1B}[0K\u{202E}", line: 1))),
        .diagnostic(
            Diagnostic(
                .fileVanished, .high, .fileAccess, message: "gone: \u{1B}[31m\u{202E}\nfatal: nothing",
                path: RawPath("b\u{1B}[1m\u{FEFF}"), detector: "no-such-rule\u{1B}", recovery: "Scan \u{9D}again.",
                retryMayHelp: true, isIncomplete: true)),
    ]
}
