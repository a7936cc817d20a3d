internal import SentinelModel
internal import SentinelSyntax

/// Templates that run programs: zx's, Bun's and execa's `$`. What is put into one is quoted and stays a word, which is harmless unless that word
/// is a script (`bash -c ${x}`), the program, or an option.
extension FlowRun {
    func sink(template node: NodeID, _ pieces: [TextPiece], _ file: SourceFile, _ environment: Environment) {
        let tag = file.tree.child(of: node, .tag)
        guard !tag.isNone, let name = name(ofTag: tag, file) else { return }
        let entries = table.sinks(named: name, in: file.language)
        guard !entries.isEmpty else { return }
        let commands = CommandWords(pieces).commands
        for entry in entries where [.command, .options, .interpreter].contains(entry.sink.form) {
            let dangerous = commands.lazy.compactMap { ArgumentList($0, self, environment, entry).dangerous }.first
            guard let taint = dangerous ?? (entry.sink.form == .command ? raw(pieces, entry, environment) : nil) else {
                continue
            }
            report(
                entry, taint, at: Reference(file, node), called: file.tree.string(file.tree[tag].range),
                weakness: "", facts: facts(taint, environment))
        }
    }

    /// `$`, `$.sync`, `$({ cwd })`.
    private func name(ofTag tag: NodeID, _ file: SourceFile) -> String? {
        switch evaluator.value(of: tag, in: file) {
        case .external(let name), .result(of: .external(let name), _): return name
        case .unknown:
            let written = file.tree.dottedName(tag) ?? ""
            if written.hasPrefix("Bun.") { return written }
            // `import "zx/globals"` and `#!/usr/bin/env zx`.
            return written == "$" && (file.tree.contains("zx/globals") || file.tree.contains("env zx")) ? "zx.$" : nil
        default: return nil
        }
    }

    /// Bun's `{ raw: x }` is put in as it is.
    private func raw(_ pieces: [TextPiece], _ entry: FlowTable.Entry, _ environment: Environment) -> Taint? {
        pieces.lazy.compactMap { piece in
            guard case .value(let value) = piece else { return nil }
            return self.dirty(value.fields?["raw"]?.anyTaint, entry.rule, environment)
        }.first
    }
}

/// The words of the commands that a template holds.
private struct CommandWords {
    private(set) var commands: [[ArgumentList.Item]] = []
    private var items: [ArgumentList.Item] = []
    private var text = ""
    private var value: FlowValue?
    private var isKnown = true
    private var isBegun = false
    private var quote: Character?

    init(_ pieces: [FlowRun.TextPiece]) {
        for piece in pieces {
            switch piece {
            case .constant(let text): read(text)
            case .named(let text): put(text)
            case .value(let value): put(value)
            case .unknown:
                isBegun = true
                isKnown = false
            }
        }
        endCommand()
    }

    private mutating func read(_ written: String) {
        for character in written {
            if let open = quote {
                if character == open { quote = nil } else { put(String(character)) }
            } else if character == "'" || character == "\"" {
                quote = character
                isBegun = true
            } else if character == "\n" || ";|&()".contains(character) {
                endCommand()
            } else if character.isWhitespace {
                endWord()
            } else {
                put(String(character))
            }
        }
    }

    private mutating func put(_ more: String) {
        isBegun = true
        text += more
    }

    private mutating func put(_ more: FlowValue) {
        // Behind something fixed it is no option, and no program of its own.
        var more = more
        if !text.isEmpty || !isKnown { more.shape = .built(prefix: isKnown ? text : nil) }
        value = value.map { $0.joined(with: more) } ?? more
        isBegun = true
        isKnown = false
    }

    private mutating func endWord() {
        if isBegun { items.append(ArgumentList.Item(value: value ?? .harmless, texts: isKnown ? [text] : [])) }
        text = ""
        value = nil
        isKnown = true
        isBegun = false
    }

    private mutating func endCommand() {
        endWord()
        if !items.isEmpty { commands.append(items) }
        items = []
    }
}
