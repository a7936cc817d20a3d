internal import SentinelModel
internal import SentinelSyntax

extension FlowRun {
    func text(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let parts = tree.children(of: node, .part)
        guard !parts.isEmpty else {
            var value = literal(node, file)
            // An empty text is nothing, for whoever asks.
            guard tree[node].range.count <= 2 else { return value }
            value.truth = Truth(ifTrue: nil, ifFalse: Checks(environment.checked))
            return value
        }
        var pieces: [TextPiece] = []
        for part in parts {
            switch tree.kind(part) {
            case .stringPart: pieces.append(.constant(tree.stringValue(of: part, in: node).text))
            case .string where tree.child(of: part, .part).isNone: pieces.append(.constant(tree.stringText(part) ?? ""))
            default: pieces.append(piece(part, after: pieces.last, file, &environment))
            }
        }
        sink(template: node, pieces, file, environment)
        var value = joined(pieces).built(at: Reference(file, node))
        // A text with something fixed in it is never nothing.
        if pieces.contains(where: \.isFixed) { value.truth = Truth(ifTrue: Checks.none, ifFalse: nil) }
        return value
    }

    enum TextPiece {
        case constant(String)
        /// The same, but whoever runs the program may change it.
        case named(String)
        case value(FlowValue)
        case unknown

        var isFixed: Bool { if case .constant(let text) = self { !text.isEmpty } else { false } }
    }

    /// What an expression is as a piece of a text, behind another.
    private func piece(
        _ node: NodeID, after last: TextPiece?, _ file: SourceFile, _ environment: inout Environment
    ) -> TextPiece {
        piece(of: evaluate(node, file, &environment), node, after: last, file, environment)
    }

    private func piece(
        of value: FlowValue, _ node: NodeID, after last: TextPiece?, _ file: SourceFile, _ environment: Environment
    ) -> TextPiece {
        let found = piece(of: value, node, file, environment)
        guard followsSecrets, case .constant(let label)? = last else { return found }
        if case .value = found { return found }
        return labelled(node, after: label, file).map { .value($0) } ?? found
    }

    /// What an expression is as a piece of a text.
    func piece(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> TextPiece {
        piece(of: evaluate(node, file, &environment), node, file, environment)
    }

    func piece(
        of value: FlowValue, _ node: NodeID, _ file: SourceFile, _ environment: Environment
    ) -> TextPiece {
        if let taint = value.anyTaint {
            let facts = environment.checked(taint.parts, parts).intersection(.quotes)
            guard facts != .none, value.taint != nil else { return .value(value) }
            var value = value
            value.taint?.clean.formUnion(facts)
            return .value(value)
        }
        if let text = value.known?.single?.printed { return .constant(text) }
        if let text = text(of: value) { return .named(text) }
        let tree = file.tree
        let node = tree.kind(node) == .interpolation ? tree.child(of: node, .value) : node
        if case .text(let text) = evaluator.value(of: node, in: file), text.isComplete { return .named(text.text) }
        return .unknown
    }

    /// A text put together from pieces.
    func joined(_ pieces: [TextPiece]) -> FlowValue {
        var prefix: String? = ""
        var taint: Taint?
        var quotes = OpenQuotes()
        for piece in pieces {
            switch piece {
            case .constant(let text), .named(let text):
                if taint == nil { prefix? += text }
                quotes.read(text)
            case .unknown: if taint == nil { prefix = nil }
            case .value(let value):
                if taint == nil, case .built(let own) = value.shape {
                    prefix = prefix.flatMap { first in own.map { first + $0 } }
                }
                var one = value.anyTaint
                // Between quotes, without such a quote: it stays a text of the query.
                if let taint = one, quotes.hold(taint.clean) { one?.clean.formUnion(table.rules(for: .query)) }
                // One word, whatever it holds.
                if let taint = one, quotes.areSingle, taint.clean.contains(.staysSingleQuoted) {
                    one?.clean.formUnion(table.rules(for: .command))
                }
                taint = FlowValue.merged(taint, one)
            }
        }
        guard var taint else { return constant(pieces) }
        if pieces.count == 1, case .value(let value) = pieces[0] { return FlowValue(taint: taint, shape: value.shape) }
        taint.clean = taint.clean.without(RuleBits.quotes.union(.hasEnding))
        if case .constant(let last)? = pieces.last, last.isFileEnding { taint.clean.formUnion(.hasEnding) }
        return FlowValue(taint: taint, shape: .built(prefix: prefix))
    }

    /// Which quotes are open where a text goes on.
    private struct OpenQuotes {
        private var open: UInt8?

        mutating func read(_ text: String) {
            for byte in text.utf8 where byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                if open == nil {
                    open = byte
                } else if open == byte {
                    open = nil
                }
            }
        }

        var areSingle: Bool { open == UInt8(ascii: "'") }

        /// True if what has these facts cannot end them.
        func hold(_ facts: RuleBits) -> Bool {
            switch open {
            case UInt8(ascii: "'"): facts.contains(.noSingleQuote)
            case UInt8(ascii: "\""): facts.contains(.noDoubleQuote)
            default: false
            }
        }
    }

    /// A text of which all pieces are constant.
    private func constant(_ pieces: [TextPiece]) -> FlowValue {
        var whole = ""
        for piece in pieces {
            guard case .constant(let text) = piece, whole.utf8.count + text.utf8.count <= Constant.longest else {
                return .harmless
            }
            whole += text
        }
        return .constant(.text(whole))
    }

    /// `left += right`.
    func sum(of left: FlowValue, _ right: FlowValue, _ file: SourceFile) -> FlowValue {
        if left.taint == nil, right.taint == nil {
            if let known = combined(left, .add, right, file) { return self.known(known) }
            if left.length >= 0, right.length >= 0 { return put(left, before: right) }
        }
        if let list = listed(left, before: right) { return list }
        func piece(_ value: FlowValue) -> TextPiece {
            if value.anyTaint != nil { return .value(value) }
            return text(of: value).map { .named($0) } ?? .unknown
        }
        return joined([piece(left), piece(right)])
    }

    /// A list behind another; nil where what comes first is none.
    func behind(_ left: FlowValue, _ right: FlowValue) -> FlowValue? {
        left.length >= 0 && right.length >= 0 ? put(left, before: right) : listed(left, before: right)
    }

    /// One list behind the other.
    private func put(_ left: FlowValue, before right: FlowValue) -> FlowValue {
        var value = FlowValue()
        ItemList(items: ItemList(left).items + ItemList(right).items).put(into: &value)
        if value.length > Self.longestList { value.length = -1 }
        return value
    }

    /// One list behind another, of which one is not known item by item: what stands first does so still. Nil where neither is a list.
    func listed(_ left: FlowValue, before right: FlowValue) -> FlowValue? {
        guard left.isList, left.taint == nil else { return nil }
        var value = left.materialized
        var fields = value.fields ?? [:]
        let start = value.length >= 0 ? Int(value.length) : (fields.keys.compactMap(\.listPlace).max() ?? -1) + 1
        if right.isList {
            let more = right.materialized
            for (key, item) in more.fields ?? [:] {
                if let place = key.listPlace, start + place < Int(Self.longestList) {
                    fields["#\(start + place)"] = item
                }
            }
            value.taint = more.taint
        } else if let taint = right.anyTaint {
            // Whatever it holds begins here.
            fields["#\(start)"] = FlowValue(taint: taint)
        } else {
            return nil
        }
        value.fields = fields.isEmpty ? nil : fields
        value.length = -1
        value.known = nil
        return value
    }

    /// `a + b + c`: a tree as deep as it is long.
    func sum(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        var operands: [NodeID] = []
        var at = node
        while tree.kind(at) == .binary, tree[at].operation == .add, operands.count < 10_000 {
            operands.append(tree.child(of: at, .right))
            at = tree.child(of: at, .left)
        }
        operands.append(at)
        var values: [FlowValue] = []
        for operand in operands.reversed() { values.append(evaluate(operand, file, &environment)) }
        if values.allSatisfy({ $0.taint == nil && ($0.known != nil || $0.length >= 0) }) {
            return values.dropFirst().reduce(values[0]) { sum(of: $0, $1, file) }
        }
        if values.contains(where: { $0.isList && $0.taint == nil }) {
            return values.dropFirst().reduce(values[0]) { sum(of: $0, $1, file) }
        }
        var pieces: [TextPiece] = []
        var lists: [FlowValue] = []
        for (value, operand) in zip(values, operands.reversed()) {
            let piece = piece(of: value, operand, after: pieces.last, file, environment)
            if case .value(let value) = piece, value.fields != nil { lists.append(value) }
            pieces.append(piece)
        }
        // Lists that are put one behind the other.
        if let first = lists.first, lists.count == 1, case .value = pieces[0], let fields = first.fields {
            var value = joined(pieces)
            value.fields = fields
            value.isList = first.isList
            return value
        }
        return joined(pieces).built(at: Reference(file, node))
    }
}

extension RuleBits {
    static let quotes: RuleBits = noSingleQuote.union(noDoubleQuote)
        .union(beginsSingleQuoted).union(beginsDoubleQuoted).union(noSingleQuoteInside).union(noDoubleQuoteInside)

    /// It is one text in quotes.
    var isQuotedText: Bool {
        contains(.beginsSingleQuoted.union(.noSingleQuoteInside))
            || contains(.beginsDoubleQuoted.union(.noDoubleQuoteInside))
    }

    func without(_ other: RuleBits) -> RuleBits { RuleBits(bits: bits & ~other.bits) }
}

extension String {
    /// `.json`, `_old.txt`: the end of a file's name.
    fileprivate var isFileEnding: Bool {
        guard let dot = lastIndex(of: ".") else { return false }
        let ending = self[index(after: dot)...].utf8
        return (1...5).contains(ending.count)
            && ending.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 32)
            }
    }
}

extension String {
    /// The place that a key of a list (`#3`) means.
    var listPlace: Int? { hasPrefix("#") ? Int(dropFirst()) : nil }
}
