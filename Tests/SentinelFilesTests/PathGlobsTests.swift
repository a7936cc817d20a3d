import SentinelFiles
import SentinelModel
import Testing

/// Globs about single paths: what is ruled out by a path's bytes must be what no glob matches.
@Suite struct PathGlobsTests {
    private func selected(_ globs: [String], _ path: String) -> Bool {
        PathGlobs(globs).select(SmallPath(RawPath(path)))
    }

    @Test(arguments: [
        ("*mcp*.json", "a/my_MCP.json"), ("*mcp*.json", "mcp.json"),
        ("**/.claude/settings*.json", ".claude/settings.json"),
        ("**/.claude/settings*.json", "a/b/.claude/settings.local.json"), ("**/x/**/*.json", "x/a.json"),
        ("**/x/**/*.json", "a/x/b/c/a.json"), ("tests/", "a/tests/b.py"), ("/a/*.py", "a/b.py"), ("a/**", "a/b/c"),
        ("[ab]*.py", "a/b1.py"), ("a\\*b", "a*b"), ("a?c", "d/abc"), ("a ", "a"), ("opencode.json*", "opencode.jsonc"),
        ("NuGet.Config".lowercased(), "x/NuGet.config"), ("*", "a"), ("**", "a/b"),
    ])
    func selects(glob: String, path: String) { #expect(selected([glob], path), "\(glob) \(path)") }

    @Test(arguments: [
        ("*mcp*.json", "a/mcp.yaml"), ("*mcp*.json", "a/package.json"),
        ("**/.claude/settings*.json", "claude/settings.json"),
        ("**/x/**/*.json", "xx/a.json"), ("tests/", "a/tests"), ("/a/*.py", "b/a/b.py"), ("[ab]*.py", "c.py"),
    ])
    func leavesOut(glob: String, path: String) { #expect(!selected([glob], path), "\(glob) \(path)") }

    @Test func theLastGlobDecides() {
        let globs = ["*.json", "!package.json", "a/package.json"]
        #expect(selected(globs, "b.json") && !selected(globs, "b/package.json") && selected(globs, "a/package.json"))
    }
}
