internal import SentinelSyntax

extension SyntaxTree {
    /// The text of a string, or of a sum of strings; nil for what is none, or has parts that are not known.
    func stringText(_ id: NodeID) -> String? {
        guard !id.isNone else { return nil }
        let value = stringValue(of: id)
        return value.isComplete ? value.text : nil
    }
}

extension SyntaxTree {
    /// True for `self` and `this`.
    func isSelf(_ id: NodeID) -> Bool {
        let range = self[id].range
        guard range.count == 4 else { return false }
        let text = text(range)
        return text.elementsEqual("self".utf8) || text.elementsEqual("this".utf8)
    }
}
