internal import SentinelSyntax

extension SyntaxTree {
    /// The text of a string or of a piece of one, decoded; nil for what is none.
    func stringText(_ id: NodeID) -> String? {
        let node = self[id]
        switch node.kind {
        case .string, .stringPart:
            return string(
                node.range.lowerBound
                    + Int(node.leading)..<max(
                        node.range.lowerBound + Int(node.leading), node.range.upperBound - Int(node.trailing)))
        default: return nil
        }
    }
}
