import SentinelSyntax
import Testing

@Suite struct TreeCopyTests {
    private func parse(_ text: String, into tree: SyntaxTree) {
        let bytes = Array(text.utf8)
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.parse($0, as: .python) }
    }

    @Test func aCopyStaysWhenTheTreeIsUsedAgain() {
        let tree = SyntaxTree()
        parse("def first(a):\n    return f\"{a}\"  # one\n", into: tree)
        let copy = tree.copy()
        let (nodes, zones) = (tree.nodes.count, tree.zones.pieces.map(\.range))
        parse("class Second: pass\n", into: tree)
        #expect(copy.nodes.count == nodes && copy.zones.pieces.map(\.range) == zones)
        #expect(copy.zones.interpolations.count == 1)
        #expect(copy.string(0..<copy.count).hasPrefix("def first"))
        #expect(copy.kind(copy.children(of: copy.root).first { _ in true } ?? .none) == .function)
        #expect(copy.find("first") != .none && copy.find("Second") == .none)
        #expect(tree.find("Second") != .none && tree.find("first") == .none)
    }

    @Test func whatIsLargeSaysSo() {
        let tree = SyntaxTree()
        parse("a = 1\n", into: tree)
        #expect(!tree.isLarge)
        parse(String(repeating: "a = 1\n", count: 100_000), into: tree)
        #expect(tree.isLarge)
    }
}
