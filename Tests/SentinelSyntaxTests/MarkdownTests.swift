import Testing

@testable import SentinelSyntax

@Suite struct MarkdownTests {
    @Test(arguments: [
        "⸢# Title ⸣`code`⸢ and ⸣``a ` b``⸢ text\n⸣",
        "---\nname: x # y\n---\n⸢text\n⸣«<!-- hidden\n`a` -->»⸢ more⸣",
        "⸢a\n⸣```python\n# b\n```\n⸢c ` d\n\ne \\`f⸣",
        "⸢> quote\n⸣> ~~~\n> code\n> ~~~\n⸢end⸣",
        "⸢--- \nno front matter\n⸣",
        "⸢a `b\n⸣```\nc` d\n```\n",
        "⸢text ⸣«<!-- open `a` »",
        "````\n```\nstill code\n",
        "+++\na = 1\n+++\n⸢b⸣",
    ])
    func zones(_ text: String) { #expect(ZoneMarks.again(text, .markdown) == text) }

    @Test func blocks() {
        let tree = SyntaxTree()
        let text = "---\na: 1\n---\nb\n```python title=x\nc\n```\n- ~~~{.sh}\n  d\n"
        let bytes = Array(text.utf8)
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.parse($0, as: .markdown) }
        let found = tree.children(of: tree.root).map { block in
            let tag = tree.name(of: tree.child(of: block, .tag))
            return "\(tree[block].field) \(tag) \(tree.string(tree[tree.child(of: block, .value)].range))"
        }
        #expect(found == ["item  a: 1\n", "body python c\n", "body sh   d\n"])
        #expect(tree[tree.child(of: tree.root, .item)].flags.contains(.isDocumentation))
    }
}
