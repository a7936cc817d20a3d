internal import SentinelSyntax

/// The strings of a file that have no interpolations: where they start and what they say, in hexadecimal.
func strings(_ tree: SyntaxTree, path: String) -> String {
    var found: [String] = []
    tree.walk(tree.root) { node in
        guard tree.kind(node) == .string else { return true }
        let value = tree.stringValue(of: node)
        if value.isComplete { found.append("[\(tree[node].range.lowerBound), \(quoted(hexadecimal(value.bytes)))]") }
        return !value.isComplete
    }
    return "{\"path\": \(quoted(path)), \"strings\": [\(found.joined(separator: ", "))]}"
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
}
