internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    /// Looks whether a call is one that something from outside must not reach.
    func sink(_ call: FlowCall, _ file: SourceFile, _ environment: Environment) {
        let entries = entries(
            named: call.name, method: call.object.isNone ? nil : call.method, of: call.target, file.language)
        for entry in entries { examine(entry, call, file, environment) }
        if let observer, !entries.isEmpty { explain(entries, call, file, environment, to: observer) }
    }

    /// What is said of a call. `method` is nil for functions.
    func entries(
        named name: String, method: String?, of target: Value, _ language: Language
    ) -> [FlowTable.Entry] {
        let entries = table.sinks(named: name, in: language)
        guard let method, !name.hasPrefix("?.") else { return entries }
        switch target {
        // A method of the project's own is followed instead.
        case .function, .classType: return entries
        default: return entries + table.sinks(named: "?." + method, in: language)
        }
    }

    /// `element.innerHTML = x`
    func sink(assigned value: FlowValue, to target: NodeID, _ file: SourceFile, _ environment: Environment) {
        let name = file.tree.name(of: target)
        for entry in table.sinks(named: "=" + name, in: file.language) {
            guard let taint = dirty(value.anyTaint, entry.rule, environment) else { continue }
            report(entry, taint, at: Reference(file, target), called: name, weakness: weakness(of: taint))
        }
        if let observer { explain(assigned: value, to: target, name, file, environment, to: observer) }
    }

    private func examine(_ entry: FlowTable.Entry, _ call: FlowCall, _ file: SourceFile, _ environment: Environment) {
        guard entry.sink.conditions.allSatisfy({ holds($0, call, file) }) else { return }
        let place = Reference(file, call.node)
        let name = call.name.hasPrefix("?.") ? call.method : call.name
        if entry.sink.form == .command || entry.sink.form == .options {
            // Whoever calls a function with a list of arguments may well have chosen the program.
            if isOne { return }
            let items = arguments(entry.sink, call, file)
            guard let taint = ArgumentList(items, self, environment, entry).dangerous else { return }
            return report(entry, taint, at: place, called: name, weakness: weakness(of: taint))
        }
        for argument in selected(entry.sink, call) {
            guard let taint = dirty(argument.value.anyTaint, entry.rule, environment),
                isMeant(argument.value, taint, by: entry.sink.form, environment, call)
            else { continue }
            return report(
                entry, taint, at: place, called: name, weakness: weakness(of: taint),
                isWhole: argument.value.shape == .whole)
        }
    }

    /// What of a value is still dangerous for a rule; nil for nothing.
    func dirty(_ taint: Taint?, _ rule: Int, _ environment: Environment) -> Taint? {
        guard let taint, !taint.clean.contains(.rule(rule)) else { return nil }
        return environment.checked(taint.parts, parts).contains(.rule(rule)) ? nil : taint
    }

    private func weakness(of taint: Taint) -> String { weaknesses[taint.parts] ?? "" }

    // MARK: Forms

    func isMeant(
        _ value: FlowValue, _ taint: Taint, by form: FlowSink.Form, _ environment: Environment, _ call: FlowCall
    ) -> Bool {
        let facts = taint.clean.union(environment.checked(taint.parts, parts))
        switch form {
        case .any, .command, .options: return true
        case .option:
            if case .built(let prefix) = value.shape, prefix?.isEmpty != true { return false }
            return !facts.contains(.noDash)
        case .whole: return value.shape == .whole
        case .built:
            guard case .built(let prefix) = value.shape else { return false }
            return prefix.map { $0.isEmpty || TextPrefix.beginsQuery($0) } ?? true
        case .host:
            switch value.shape {
            case .whole: return true
            case .below: return false
            case .built(let prefix): return prefix.map { !TextPrefix.fixesHost($0) } ?? false
            }
        case .address:
            guard case .built(let prefix) = value.shape, !facts.contains(.noDots) else { return false }
            return prefix.map { TextPrefix.fixesHost($0) && !$0.contains("?") } ?? true
        case .path:
            guard facts.contains(.noDots) else { return true }
            if case .built = value.shape { return false }
            return !facts.contains(.noAbsolute)
        }
    }

    // MARK: Arguments

    func selected(_ sink: FlowSink, _ call: FlowCall) -> [FlowArgument] {
        if sink.arguments == ["*"] { return call.arguments }
        if sink.arguments == ["receiver"] { return [FlowArgument(node: call.object, value: call.receiver)] }
        var found: [FlowArgument] = []
        for selector in sink.arguments {
            if selector.hasSuffix("*"), let first = Int(selector.dropLast()) {
                found += call.positional.dropFirst(first)
            } else if let place = Int(selector) {
                if let argument = call[place, nil] { found.append(argument) }
                // `f(*items)`
                if let spread = call.arguments.first(where: \.isSpread) { found.append(spread) }
            } else if let named = call.arguments.first(where: { $0.name == selector }) {
                found.append(named)
            } else if let options = call.arguments.last, let field = options.value.fields?[selector] {
                found.append(FlowArgument(node: options.node, value: field))
            }
        }
        return found
    }

    /// The items of a program's argument list: lists among the arguments are spread, `1*` means all from there on.
    func arguments(_ sink: FlowSink, _ call: FlowCall, _ file: SourceFile) -> [ArgumentList.Item] {
        var chosen: [FlowArgument] = []
        for selector in sink.arguments {
            if selector.hasSuffix("*"), let first = Int(selector.dropLast()) {
                chosen += call.positional.dropFirst(first)
            } else if let place = Int(selector) {
                if let argument = call[place, nil] { chosen.append(argument) }
            } else if let named = call.arguments.first(where: { $0.name == selector }) {
                chosen.append(named)
            }
        }
        return chosen.flatMap { items(of: $0, file) }
    }

    private func items(of argument: FlowArgument, _ file: SourceFile) -> [ArgumentList.Item] {
        let known = evaluator.value(of: argument.node, in: file)
        if case .list(let texts) = known {
            var items = texts.prefix(64).enumerated().map { index, text in
                ArgumentList.Item(value: argument.value.fields?["#\(index)"] ?? .harmless, text: text.text)
            }
            // What was added later, or is not known by its place.
            if let taint = argument.value.taint {
                items.append(.init(value: FlowValue(taint: taint), text: nil, isLoose: true))
            }
            return items
        }
        if argument.value.isList {
            let fields = argument.value.fields ?? [:]
            let count = min(64, (fields.keys.compactMap { Int($0.dropFirst()) }.max() ?? -1) + 1)
            var items = (0..<count).map { ArgumentList.Item(value: fields["#\($0)"] ?? .harmless, text: nil) }
            if let taint = argument.value.taint {
                items.append(.init(value: FlowValue(taint: taint), text: nil, isLoose: true))
            }
            return items
        }
        return [ArgumentList.Item(value: argument.value, text: known.text)]
    }

    // MARK: Conditions

    func holds(_ condition: FlowSink.Condition, _ call: FlowCall, _ file: SourceFile) -> Bool {
        let argument: FlowArgument? =
            Int(condition.argument).map { call[$0, nil] } ?? call.arguments.first { $0.name == condition.argument }
        var value = argument.map { evaluator.value(of: $0.node, in: file) }
        // Options of scripts are an object at the end.
        if argument == nil, Int(condition.argument) == nil, let last = call.positional.last,
            case .object = evaluator.value(of: last.node, in: file)
        {
            let held = evaluator.value(of: last.node, in: file)[condition.argument]
            if !held.isUnknown { value = held }
        }
        switch condition.value {
        case "present": return value != nil
        case "absent": return value == nil
        default: return value.map { Self.name(of: $0) == condition.value } ?? false
        }
    }

    private static func name(of value: Value) -> String? {
        switch value {
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .text(let text): text.text
        case .number(let number): number
        case .null: "none"
        case .external(let name): name
        default: nil
        }
    }
}

/// A program's arguments: which of them may make it do something else.
struct ArgumentList {
    struct Item {
        var value: FlowValue
        /// Where it is constant.
        var text: String?
        /// Nobody knows where in the list it stands.
        var isLoose = false
    }

    private let items: [Item]
    private let run: FlowRun
    private let environment: Environment
    private let entry: FlowTable.Entry

    init(_ items: [Item], _ run: FlowRun, _ environment: Environment, _ entry: FlowTable.Entry) {
        self.items = items
        self.run = run
        self.environment = environment
        self.entry = entry
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
        guard let first = items.first else { return nil }
        if entry.sink.form == .command {
            if !first.isLoose, let taint = dirty(first) { return taint }
            guard let program = first.text.map(Self.base) else { return nil }
            let rest = items.dropFirst()
            if Self.shells.contains(program) || Self.interpreters.contains(program) {
                guard let script = rest.firstIndex(where: { $0.text.map(Self.scripts.contains) ?? false }) else {
                    return nil
                }
                return items[(script + 1)...].lazy.compactMap(dirty).first
            }
            return nil
        }
        return options
    }

    private static func base(_ program: String) -> String {
        String(program.split(separator: "/").last ?? "")
    }

    /// Texts that the program may take for options.
    private var options: Taint? {
        guard items.count > 1, let program = items[0].text.map(Self.base), Self.risky.contains(program) else {
            return nil
        }
        var last = ""
        for item in items.dropFirst() {
            defer { last = item.text ?? "" }
            if item.text == "--" { return nil }
            // What was added somewhere else may stand behind anything.
            if item.isLoose || Self.takesValue(last) { continue }
            guard let taint = dirty(item) else { continue }
            let facts = taint.clean.union(environment.checked(taint.parts, run.parts))
            if facts.contains(.noDash) { continue }
            if case .built(let prefix) = item.value.shape, prefix?.isEmpty != true { continue }
            return taint
        }
        return nil
    }

    /// True for an option behind which its value stands.
    private static func takesValue(_ text: String) -> Bool {
        guard text.hasPrefix("-"), !text.contains("=") else { return false }
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
