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
        guard items.count > 2, items[1].text == "-m", let program = items[0].text.map(KnownPrograms.base),
            KnownPrograms.interpreters.contains(program), items[2].text != nil
        else { return items }
        return Array(items[2...])
    }

    /// True where a program that is told to run scripts is handed one that was put together.
    var isScript: Bool {
        guard let first = items.first, dirty(first) == nil,
            names(first, KnownPrograms.interpreters) || names(first, KnownPrograms.shells)
        else { return false }
        return items.contains { item in
            guard dirty(item) != nil, case .built = item.value.shape else { return false }
            return true
        }
    }

    /// What of it is dangerous; nil for nothing.
    var dangerous: Taint? {
        guard let first = items.first, !first.isLoose else { return nil }
        switch entry.sink.form {
        case .command:
            if let taint = dirty(first) { return taint }
            if names(first, KnownPrograms.shells) { return script(in: items[...]) }
            return joined ?? inner(KnownPrograms.shells).flatMap(script)
        case .interpreter:
            if names(first, KnownPrograms.interpreters) { return script(in: items[...]) ?? file }
            return inner(KnownPrograms.interpreters).flatMap(script)
        default: return options
        }
    }

    private func names(_ item: Item, _ programs: Set<String>) -> Bool {
        item.texts.contains { programs.contains(KnownPrograms.base($0)) }
    }

    /// The arguments from a program on that another one is to start: `docker exec c sh -c x`.
    private func inner(_ programs: Set<String>) -> ArraySlice<Item>? {
        guard names(items[0], KnownPrograms.carriers),
            let start = items.dropFirst().firstIndex(where: { !$0.isLoose && names($0, programs) }),
            start + 1 < items.count, items[start + 1].texts.contains(where: KnownPrograms.scripts.contains)
        else { return nil }
        return items[start...]
    }

    /// What a program hands to a shell elsewhere, put together with blanks: `ssh host "ls " + x`.
    private var joined: Taint? {
        guard let program = items[0].text.map(KnownPrograms.base), let kind = KnownPrograms.joined[program] else {
            return nil
        }
        var isBehind = false
        var operands = 0
        var last = ""
        for item in items.dropFirst() where !item.isLoose {
            defer { last = item.text ?? "" }
            switch kind {
            case .operands(let count) where !isBehind:
                if item.text?.hasPrefix("-") ?? false || KnownPrograms.takesValue(last, of: program) { continue }
                operands += 1
                isBehind = operands > count
            case .verb(let verbs, _) where !isBehind:
                isBehind = item.text.map(verbs.contains) ?? false
                continue
            case .verb(_, let valued): if valued.contains(last) { continue }
            default: break
            }
            if isBehind, let taint = dirty(item) { return taint }
        }
        return nil
    }

    /// What is behind the option that says that a script follows.
    private func script(in items: ArraySlice<Item>) -> Taint? {
        let rest = items.dropFirst()
        guard let option = rest.firstIndex(where: { $0.texts.contains(where: KnownPrograms.scripts.contains) }) else {
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

    /// Texts that the program may take for options.
    private var options: Taint? {
        guard items.count > 1, let program = items[0].text.map(KnownPrograms.base),
            KnownPrograms.risky.contains(program)
        else { return nil }
        let isGit = program == "git"
        if isGit,
            items.dropFirst().contains(where: { $0.text.map(KnownPrograms.harmlessForGit.contains) ?? false })
        {
            return nil
        }
        var last = ""
        var (first, operands) = ("", 0)
        for item in items.dropFirst() {
            defer { last = item.text ?? "" }
            if item.text == "--" { return nil }
            // What was added somewhere else may stand behind anything.
            if item.isLoose || item.value.isShifted || KnownPrograms.takesValue(last, of: program) { continue }
            if let most = KnownPrograms.operands(before: first, of: program), operands >= most { return nil }
            if !(item.text?.hasPrefix("-") ?? false) {
                if operands == 0 { first = item.text ?? "" }
                operands += 1
            }
            guard let taint = dirty(item) else { continue }
            let facts = taint.clean.union(environment.checked(taint.parts, run.parts))
            if facts.contains(.noDash) || isGit && facts.contains(.noEquals) { continue }
            if case .built(let prefix) = item.value.shape, prefix?.isEmpty != true { continue }
            return taint
        }
        return nil
    }

    private func dirty(_ item: Item) -> Taint? { run.dirty(item.value.anyTaint, entry.rule, environment) }
}
