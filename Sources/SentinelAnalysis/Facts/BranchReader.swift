internal import SentinelModel
internal import SentinelSyntax

/// Finds where handlers do one thing or another by the circumstances of a call.
struct BranchReader {
    private let file: SourceFile
    private let tree: SyntaxTree
    private let reach: ReachReader
    private let circumstances: Circumstances

    init(_ file: SourceFile, _ reach: ReachReader) {
        self.file = file
        tree = file.tree
        self.reach = reach
        circumstances = Circumstances(file, reach.evaluator)
    }

    /// The branches in a function of the file, for the item that `owner` names.
    func branches(in function: NodeID, owner: String) -> [BranchFact] {
        var found: [BranchFact] = []
        tree.walk(function) { node in
            switch tree.kind(node) {
            case .block, .function:
                let statements = tree.children(of: node).map(\.self)
                for (place, statement) in statements.enumerated() where tree.kind(statement) == .ifStatement {
                    let rest = statements.dropFirst(place + 1).first.map { tree[$0].range.lowerBound }
                    if let branch = branch(statement, rest, tree[node].range.upperBound, function, owner) {
                        found.append(branch)
                    }
                }
            default: break
            }
            return found.count < 20
        }
        return found
    }

    private func branch(
        _ node: NodeID, _ rest: Int?, _ end: Int, _ function: NodeID, _ owner: String
    ) -> BranchFact? {
        let condition = tree.child(of: node, .condition)
        guard let cause = circumstances.cause(of: condition) else { return nil }
        let body = tree[tree.child(of: node, .body)].range
        let alternative = tree.child(of: node, .alternative)
        var other = alternative.isNone ? body.upperBound..<body.upperBound : tree[alternative].range
        // Where the body ends the call, the rest is its other side.
        let leaves = leaves(tree.child(of: node, .body))
        if alternative.isNone, leaves, let rest { other = rest..<max(rest, end) }
        let sides = cause.isReversed ? (other, body) : (body, other)
        // What is done for both sides, before or behind them, tells nothing.
        guard !sides.0.isEmpty else { return nil }
        return BranchFact(
            cause: cause.kind, detail: cause.detail, owner: owner, place: tree[condition].range, body: sides.0,
            capabilities: capabilities(function, sides.0), otherwise: capabilities(function, sides.1))
    }

    private func leaves(_ body: NodeID) -> Bool {
        var last = body
        for child in tree.children(of: body) { last = child }
        return [.returnStatement, .throwStatement].contains(tree.kind(last))
    }

    private func capabilities(_ function: NodeID, _ range: Range<Int>) -> [String] {
        guard !range.isEmpty else { return [] }
        return reach.reach(of: Reference(file, function), in: range).capabilities.map(\.rawValue)
    }
}
