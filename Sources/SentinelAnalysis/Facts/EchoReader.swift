internal import SentinelModel
internal import SentinelSyntax

/// Finds texts for a model that are put together with parameters which nothing sets apart from the text around them.
struct EchoReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let reach: ReachReader
    private let handlers: Handlers

    private static let mostFacts = 40

    init(_ file: SourceFile, _ reach: ReachReader, _ handlers: Handlers) {
        self.file = file
        tree = file.tree
        self.reach = reach
        self.handlers = handlers
    }

    func facts() -> [ConductFact] {
        var found: [ConductFact] = []
        tree.walk(tree.root) { node in
            if tree.kind(node) == .string, tree[node].flags.contains(.isFormat) || !tree.child(of: node, .part).isNone {
                if let fact = fact(of: node) { found.append(fact) }
            }
            return found.count < Self.mostFacts
        }
        return found
    }

    private func fact(of node: NodeID) -> ConductFact? {
        let range = tree[node].range
        guard range.count >= 40 else { return nil }
        let whole = tree.string(range.lowerBound..<min(range.upperBound, range.lowerBound + 4_000))
        let lower = whole.lowercased()
        let isPrompt = Self.prompts.contains(where: lower.hasPart)
        let lines = Self.lines(of: whole)
        guard isPrompt || lines >= 4, let function = file.enclosingFunction(at: range.lowerBound) else { return nil }
        let isHandler = handlers.handler(at: range.lowerBound) != nil
        guard isPrompt || isHandler else { return nil }
        let parts = parts(of: node)
        for (place, part) in parts.enumerated() where tree.kind(part) == .interpolation {
            let value = tree.child(of: part, .value)
            guard isPlain(value), isInput(value, function) else { continue }
            let before = place > 0 ? tree.string(tree[parts[place - 1]].range) : ""
            let after = place + 1 < parts.count ? tree.string(tree[parts[place + 1]].range) : ""
            guard !isFenced(before) else { continue }
            let name = tree.string(tree[value].range)
            if isPrompt { return ConductFact(.builtPrompt, range, "`\(name)`") }
            if standsAlone(before, after) { return ConductFact(.echoedText, range, "`\(name)`") }
        }
        return nil
    }

    /// Lines that a text has once its escapes are resolved.
    private static func lines(of text: String) -> Int {
        var lines = 1
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == 10 || byte == UInt8(ascii: "n") && last == UInt8(ascii: "\\") { lines += 1 }
            last = byte
        }
        return lines
    }

    /// Those of literals that stand side by side, in order.
    private func parts(of node: NodeID) -> [NodeID] {
        tree.children(of: node, .part).flatMap { part in
            tree.kind(part) == .string ? tree.children(of: part, .part) : [part]
        }
    }

    /// A value itself, not a number or a part made of it.
    private func isPlain(_ value: NodeID) -> Bool { [.name, .member, .index].contains(tree.kind(value)) }

    private func isInput(_ value: NodeID, _ function: NodeID) -> Bool {
        var at = value
        for _ in 0..<8 {
            guard [.member, .index].contains(tree.kind(at)) else { break }
            at = tree.child(of: at, .object)
        }
        guard tree.kind(at) == .name, tree[at].name != .none else { return false }
        return reach.derivedNames(in: Reference(file, function)).contains(tree[at].name)
    }

    /// True where a quote, a tag or a fence opens before the value.
    private func isFenced(_ before: String) -> Bool {
        let text = before.hasSuffix("\\n") ? String(before.dropLast(2)) : before
        let last = text.reversed().first { !$0.isWhitespace }
        return last.map { "`\"'<>[(=".contains($0) } ?? false
    }

    private func standsAlone(_ before: String, _ after: String) -> Bool {
        let head = before.reversed().drop { $0 == " " || $0 == "\t" }
        let tail = after.drop { $0 == " " || $0 == "\t" }
        let begins = head.first?.isNewline == true || String(head.prefix(2)) == "n\\"
        return begins && (tail.isEmpty || tail.first?.isNewline == true || tail.hasPrefix("\\n"))
    }

    /// What a text says that a model gets as its orders.
    private static let prompts = [
        "you are a ", "you are an ", "you are the ", "your task is", "your job is", "your role is", "as an expert",
        "system prompt", "follow their instructions", "follow the user's instructions",
    ]
}
