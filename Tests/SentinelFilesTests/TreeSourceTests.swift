import SentinelFiles
import SentinelModel
import Testing

/// Files that other files refer to.
@Suite struct TreeSourceTests {
    private func names(_ tree: TemporaryTree, _ folder: String, limit: Int = 100) -> [String]? {
        TreeSource(RawPath(tree.path), isCancelled: { false })?.entries(of: RawPath(folder), limit: limit)?
            .map { String(decoding: $0.name.bytes, as: UTF8.self) + ($0.isFolder ? "/" : "") }
    }

    @Test func entriesOfAFolder() throws {
        let tree = try TemporaryTree()
        try tree.file("a/two.go")
        try tree.file("a/one.go")
        try tree.file("a/b/three.go")
        try tree.link("a/link.go", to: "one.go")
        try tree.link("out", to: "/etc")
        #expect(names(tree, "a") == ["b/", "one.go", "two.go"])
        #expect(names(tree, "") == ["a/"])
        #expect(names(tree, "out") == nil && names(tree, "a/..") == nil && names(tree, "missing") == nil)
        #expect(names(tree, "a/one.go") == nil)
    }

    @Test func theRootsName() throws {
        let tree = try TemporaryTree()
        try tree.file("a/b/c")
        let source = TreeSource(RawPath(tree.path + "/a/../a/b/."), isCancelled: { false })
        #expect(source?.rootName == RawPath("b"))
    }

    @Test func largeFoldersAreNotListed() throws {
        let tree = try TemporaryTree()
        for number in 0..<50 { try tree.file("f\(number)") }
        #expect(names(tree, "", limit: 49) == nil)
        #expect(names(tree, "", limit: 50)?.count == 50)
    }
}
