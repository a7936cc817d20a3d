internal import SentinelSyntax

extension FlowRun {
    func text(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> FlowValue {
        let tree = file.tree
        let parts = tree.children(of: node, .part)
        guard !parts.isEmpty else {
            // An empty text is nothing, for whoever asks.
            guard tree[node].range.count <= 2 else { return .harmless }
            return FlowValue(truth: Truth(ifTrue: nil, ifFalse: Checks(environment.checked)))
        }
        var pieces: [TextPiece] = []
        for part in parts {
            switch tree.kind(part) {
            case .stringPart: pieces.append(.constant(tree.stringValue(of: part, in: node).text))
            case .string where tree.child(of: part, .part).isNone: pieces.append(.constant(tree.stringText(part) ?? ""))
            default: pieces.append(piece(part, after: pieces.last, file, &environment))
            }
        }
        return joined(pieces)
    }

    enum TextPiece {
        case constant(String)
        case value(FlowValue)
        case unknown
    }

    /// What an expression is as a piece of a text, behind another.
    private func piece(
        _ node: NodeID, after last: TextPiece?, _ file: SourceFile, _ environment: inout Environment
    ) -> TextPiece {
        let found = piece(node, file, &environment)
        guard followsSecrets, case .constant(let label)? = last else { return found }
        if case .value = found { return found }
        return labelled(node, after: label, file).map { .value($0) } ?? found
    }

    /// What an expression is as a piece of a text.
    func piece(_ node: NodeID, _ file: SourceFile, _ environment: inout Environment) -> TextPiece {
        let value = evaluate(node, file, &environment)
        if value.anyTaint != nil { return .value(value) }
        let tree = file.tree
        let node = tree.kind(node) == .interpolation ? tree.child(of: node, .value) : node
        if case .text(let text) = evaluator.value(of: node, in: file), text.isComplete { return .constant(text.text) }
        return .unknown
    }

    /// A text put together from pieces.
    func joined(_ pieces: [TextPiece]) -> FlowValue {
        var prefix: String? = ""
        var taint: Taint?
        var isFirst = true
        for piece in pieces {
            switch piece {
            case .constant(let text): if taint == nil { prefix? += text }
            case .unknown: if taint == nil { prefix = nil }
            case .value(let value):
                if taint == nil, case .built(let own) = value.shape {
                    prefix = prefix.flatMap { first in own.map { first + $0 } }
                }
                taint = FlowValue.merged(taint, value.anyTaint)
            }
            if case .constant("") = piece { continue }
            isFirst = false
        }
        guard let taint else { return .harmless }
        let isAlone = pieces.count == 1
        if isAlone, case .value(let value) = pieces[0] { return FlowValue(taint: taint, shape: value.shape) }
        _ = isFirst
        return FlowValue(taint: taint, shape: .built(prefix: prefix))
    }

    func sum(of left: FlowValue, _ right: FlowValue) -> FlowValue {
        joined([
            left.anyTaint == nil ? .unknown : .value(left), right.anyTaint == nil ? .unknown : .value(right),
        ])
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
        var pieces: [TextPiece] = []
        var lists: [FlowValue] = []
        for operand in operands.reversed() {
            let piece = piece(operand, after: pieces.last, file, &environment)
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
        return joined(pieces)
    }
}
