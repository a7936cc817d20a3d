import SentinelDocuments
import Testing

@Suite struct PathTests {
    static let sample = #"""
        {"mcpServers": {"a": {"command": "x", "args": ["p", "q"], "env": {"K": "1"}},
                        "b": {"url": "u", "env": {"T_KEY": "2", "t.dot": "3"}}},
         "list": [[1, 2], {"command": "y"}], "chat.tools": true}
        """#

    @Test(arguments: [
        ("mcpServers.*.command", ["mcpServers.a.command=x"]),
        ("**.command", ["mcpServers.a.command=x", "list[1].command=y"]),
        ("mcpServers.*.args[*]", ["mcpServers.a.args[0]=p", "mcpServers.a.args[1]=q"]),
        ("list[0][1]", ["list[0][1]=2"]),
        ("**.env.*", ["mcpServers.a.env.K=1", "mcpServers.b.env.T_KEY=2", "mcpServers.b.env.\"t.dot\"=3"]),
        ("**.*_KEY", ["mcpServers.b.env.T_KEY=2"]), ("\"chat.tools\"", ["\"chat.tools\"=true"]),
        ("mcpServers.(a|b).(url|command)", ["mcpServers.a.command=x", "mcpServers.b.url=u"]),
        ("**[0]", ["mcpServers.a.args[0]=p", "list[0]=", "list[0][0]=1"]), ("nothing.*", []), ("list.*", []),
        ("*.**.K", ["mcpServers.a.env.K=1"]), ("**.mcpServers.a.**.K", ["mcpServers.a.env.K=1"]),
    ])
    func selects(path: String, expected: [String]) throws {
        let root = try #require(tree(Self.sample, .json).root)
        #expect(try DocumentPath(path).matches(in: root).map { "\($0.text)=\($0.node.text)" } == expected)
    }

    @Test func goesUpFromAMatch() throws {
        let root = try #require(tree(Self.sample, .json).root)
        let match = try #require(try DocumentPath("mcpServers.a.command").matches(in: root).first)
        var found: [String] = []
        for path in ["^.args[*]", "^^.b.url", "^", "^^^^.x"] {
            try DocumentPath(path).matches(from: match.trail) {
                found.append($0.text)
                return true
            }
        }
        #expect(found == ["mcpServers.a.args[0]", "mcpServers.a.args[1]", "mcpServers.b.url", "mcpServers.a"])
    }

    @Test func mayIgnoreCase() throws {
        let root = try #require(tree(#"{"Env": {"a": 1}}"#, .json).root)
        #expect(try DocumentPath("env.A", caseless: true).matches(in: root).count == 1)
        #expect(try DocumentPath("env.A").matches(in: root).isEmpty)
    }

    @Test(arguments: [
        ("", 0), ("a.", 2), (".a", 0), ("a..b", 2), ("a[", 2), ("a[x]", 2), ("a[-1]", 2), ("a]b", 1), ("(a|", 3),
        ("(a", 2), ("\"a", 2), ("a^", 1), ("^a", 1),
    ])
    func mistakesNameTheirPlace(path: String, offset: Int) {
        let mistake = #expect(throws: DocumentPath.Mistake.self) { try DocumentPath(path) }
        #expect(mistake?.offset == offset, "\(mistake?.message ?? "")")
    }

    @Test func manyStarsInAKeyEndSoon() throws {
        let path = try DocumentPath(String(repeating: "*a", count: 1_000) + "*b")
        let root = try #require(tree("{\"\(String(repeating: "a", count: 100_000))\": 1}", .json).root)
        let time = ContinuousClock().measure { _ = path.matches(in: root) }
        #expect(time < .seconds(2))
    }
}
