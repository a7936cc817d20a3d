internal import SentinelModel
internal import SentinelSyntax

/// The arguments of a call, by place, name, or key of an object (`2.secure`), as far as they are constant.
struct CallArguments {
    private let node: NodeID
    private let file: SourceFile
    private let evaluator: Evaluator
    private var tree: SyntaxTree { file.tree }

    init(_ node: NodeID, _ file: SourceFile, _ evaluator: Evaluator) {
        self.node = node
        self.file = file
        self.evaluator = evaluator
    }

    private enum Found {
        /// It is not there.
        case absent
        /// It may be there, or may be anything.
        case unknown
        case value(Value)
    }

    /// True if an argument is as a rule asks: `present`, `absent`, or one of some values (`md5|sha1`); `not` before it turns it round.
    func holds(_ condition: FlowSink.Condition) -> Bool {
        let isTurned = condition.value.hasPrefix("not ")
        let wanted = condition.value.dropFirst(isTurned ? 4 : 0).split(separator: "|").map { $0.lowercased() }
        let found = self[condition.argument]
        switch found {
        case .unknown: return wanted == ["present"] && !isTurned
        case .absent: return wanted.contains("absent") != isTurned
        case .value(let value):
            if wanted.contains("present") { return !isTurned }
            guard let text = Self.told(value)?.lowercased() else { return false }
            return wanted.contains(text) != isTurned
        }
    }

    /// The whole text of an argument; nil where it is not constant.
    func text(_ name: String) -> String? {
        if tree.kind(node) == .regex {
            let text = tree.string(tree[node].range).dropFirst()
            return text.lastIndex(of: "/").map { String(text[..<$0]) }
        }
        guard case .value(.text(let text)) = self[name], text.isComplete else { return nil }
        return text.text
    }

    /// `2.secure` is the key `secure` of the third argument, `0|name` the first or one by that name.
    private subscript(path: String) -> Found {
        var found = Found.absent
        for choice in path.split(separator: "|") {
            found = one(choice)
            guard case .absent = found else { break }
        }
        return found
    }

    private func one(_ path: Substring) -> Found {
        let keys = path.split(separator: ".")
        guard let first = keys.first else { return .absent }
        var found = argument(String(first))
        for key in keys.dropFirst() {
            switch found {
            case .value(.object(let entries)):
                if let entry = entries.last(where: { $0.key == key }) {
                    found = entry.value.isUnknown ? .unknown : .value(entry.value)
                } else {
                    found = hasSpread ? .unknown : .absent
                }
            case .value: return .unknown
            case .absent, .unknown: return found
            }
        }
        return found
    }

    /// An object that takes over another's keys may hold anything.
    private var hasSpread: Bool {
        var found = false
        tree.walk(node) { at in
            found = found || tree.kind(at) == .spread
            return !found
        }
        return found
    }

    private func argument(_ name: String) -> Found {
        if tree.kind(node) == .dictionary { return field(name) }
        var place = 0
        for argument in tree.children(of: node, .argument) {
            switch tree.kind(argument) {
            case .spread: return .unknown
            case .keywordArgument:
                if tree.name(of: argument) == name { return value(of: tree.child(of: argument, .value)) }
            default:
                if Int(name) == place { return value(of: argument) }
                place += 1
            }
        }
        return .absent
    }

    /// A field of a composite literal of Go.
    private func field(_ name: String) -> Found {
        for pair in tree.children(of: node, .item) {
            guard tree.kind(pair) == .pair else { return .unknown }
            if tree.string(tree[tree.child(of: pair, .key)].range) == name {
                return value(of: tree.child(of: pair, .value))
            }
        }
        return .absent
    }

    private func value(of node: NodeID) -> Found {
        let value = evaluator.value(of: node, in: file)
        guard value.isUnknown || Self.told(value) == nil else { return .value(value) }
        if case .object = value { return .value(value) }
        // `xml.sax.handler.feature_external_ges`, `jwt.SigningMethodNone` of what no import brought.
        return tree.dottedName(node).map { .value(.external($0)) } ?? .unknown
    }

    private static func told(_ value: Value) -> String? {
        switch value {
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .text(let text): text.isComplete ? text.text : nil
        case .number(let number): number
        case .null: "none"
        case .external(let name): name
        default: nil
        }
    }
}
