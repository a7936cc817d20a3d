internal import SentinelModel
internal import SentinelSyntax

/// Sentences in the code of a server that are no declaration's: constants, parts of answers, what is written somewhere. Any of them may
/// come before a model. What is compared with or matched against is left out: guards hold the sentences they look for. So is what goes to a log.
package struct CodeTexts {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let evaluator: Evaluator

    private static let least = 48
    private static let mostTexts = 400
    private static let mostNodes = 400_000

    package init(_ file: SourceFile, _ evaluator: Evaluator) {
        self.file = file
        tree = file.tree
        self.evaluator = evaluator
    }

    /// Those that are none of `items`' own texts.
    package func texts(besides items: [ServerItem]) -> [ServerText] {
        let known = items.flatMap(\.texts).map(\.text.place).filter { $0.file === file }.map(\.range)
        var found: [ServerText] = []
        var waiting = [tree.root]
        var looked = 0
        while let at = waiting.popLast(), looked < Self.mostNodes, found.count < Self.mostTexts {
            // What is shorter than a text holds none.
            if tree[at].range.count < Self.least { continue }
            looked += 1
            guard !isLookedFor(at), !isLogged(at) else { continue }
            if mayBeText(at) {
                let range = tree[at].range
                if !known.contains(where: { $0.overlaps(range) }), let text = text(at) { found.append(text) }
                continue
            }
            for child in tree.children(of: at) { waiting.append(child) }
        }
        return found.sorted { $0.text.place.range.lowerBound < $1.text.place.range.lowerBound }
    }

    private func mayBeText(_ node: NodeID) -> Bool {
        let kind = tree.kind(node)
        guard kind == .string || (kind == .binary && tree[node].operation == .add) else { return false }
        // Of a sum without a text in it the parts are looked at.
        return kind == .string || evaluator.value(of: node, in: file).text != nil
    }

    private func text(_ node: NodeID) -> ServerText? {
        guard tree[node].range.count >= Self.least, !tree[node].flags.contains(.isDocumentation),
            !tree[node].flags.contains(.isRaw) || file.language == .go,
            case .text(let value) = evaluator.value(of: node, in: file), value.text.utf8.count >= Self.least,
            value.text.hasPart(" ")
        else { return nil }
        return ServerText(kind: .result, owner: "the server", text: value)
    }

    /// Comparisons, tables of what is looked for, and patterns.
    private func isLookedFor(_ node: NodeID) -> Bool {
        switch tree.kind(node) {
        case .binary: return [.equal, .identical, .isIn, .notEqual, .isNotIn].contains(tree[node].operation)
        case .call:
            let name = tree.dottedName(tree.child(of: node, .callee)) ?? ""
            return name.hasPrefix("re.") || name.hasPrefix("regexp.") || name == "RegExp"
        case .assignment:
            let target = tree.child(of: node, .target)
            guard tree.kind(target) == .name else { return false }
            let name = tree.string(tree[target].range).lowercased()
            return Self.tables.contains(where: name.hasPart)
        case .pair:
            let key = (evaluator.key(of: node, file) ?? "").lowercased()
            return ["pattern", "regex", "description", "remediation", "hint"].contains(where: key.hasPart)
        default: return false
        }
    }

    /// A statement that writes to a log: `logger.debug(...)`, `console.error(...)`.
    private func isLogged(_ node: NodeID) -> Bool {
        guard tree.kind(node) == .call else { return false }
        let callee = tree.child(of: node, .callee)
        guard tree.kind(callee) == .member, Self.logging.contains(tree.name(of: callee).lowercased()) else {
            return false
        }
        let object = (tree.dottedName(tree.child(of: callee, .object)) ?? "").lastName
        return Self.logs.contains { object.lowercased() == $0 } || object.lowercased().hasSuffix("logger")
    }

    private static let logging: Set<String> = [
        "debug", "info", "warn", "warning", "error", "critical", "fatal", "trace", "log", "exception", "debugf",
        "infof",
        "warnf", "errorf", "fatalf", "printf", "println", "print",
    ]
    private static let logs = ["log", "logger", "logging", "_log", "console", "slog", "zap", "logrus", "klog", "glog"]

    private static let tables = [
        "pattern", "regex", "blocklist", "blacklist", "denylist", "forbidden", "suspicious", "signature", "indicator",
        "keyword", "phrases", "test_case",
    ]
}
