import Foundation
import SentinelEngine
import SentinelModel
import TestSupport
import Testing

/// `zones` of pattern rules, and rules that yield to others.
@Suite struct ZoneRuleTests {
    private static func rule(_ id: String, _ zones: String) -> String {
        """
        id: \(id)
        kind: pattern
        title: A test
        severity: high
        confidence: high
        category: other
        message: Found
        why: Because
        fix: Do
        pattern: 'zonemark_[a-z]{4}'
        zones: \(zones)
        examples:
          match: [{file: a.txt, text: '⟦zonemark_abcd⟧'}]
          pass: [nothing]
        """
    }

    private static let rules = [
        rule("TEST-ZONE-CODE", "[code]"), rule("TEST-ZONE-STRING", "[string, value]"),
        rule("TEST-ZONE-COMMENT", "[comment, docstring]"), rule("TEST-ZONE-KEY", "[key]"),
    ].joined(separator: "\n---\n")

    private func found(_ name: String, _ text: String) throws -> [String] {
        let tree = try Tree()
        try tree.file(name, text)
        let folder = try Tree()
        try folder.file("rules.yaml", Self.rules)
        return try Fixture.engine([("rules", folder.path + "/rules.yaml"), ("rule", "TEST-ZONE-*")]).scan([tree.path])
            .findings.map { "\($0.range.start.line)\($0.rule.id.dropFirst(9))" }
    }

    @Test(arguments: [
        (
            "a.py", "x = zonemark_abcd\ny = 'zonemark_abcd'\n# zonemark_abcd\nz = f'{zonemark_abcd}'",
            ["1-CODE", "2-STRING", "3-COMMENT", "4-CODE"]
        ),
        ("a.py", "def a():\n    '''zonemark_abcd'''\n", ["2-COMMENT"]),
        (
            "a.js", "zonemark_abcd // zonemark_abcd\n/*\nzonemark_abcd\n*/ `zonemark_abcd`",
            ["1-CODE", "1-COMMENT", "3-COMMENT", "4-STRING"]
        ),
        ("a.json", "{\"zonemark_abcd\": \"zonemark_abcd\"}", ["1-KEY", "1-STRING"]),
        ("a.yaml", "# zonemark_abcd\na: zonemark_abcd\n", ["1-COMMENT", "2-STRING"]),
        // Plain text has no zones, and a document with a mistake none that can be trusted: nothing is lost there.
        ("a.txt", "# zonemark_abcd", ["1-CODE", "1-COMMENT", "1-KEY", "1-STRING"]),
        ("a.json", "{\"zonemark_abcd\": ]", ["1-CODE", "1-COMMENT", "1-KEY", "1-STRING"]),
    ])
    func matchesBeginWhereTheyMay(name: String, text: String, expected: [String]) throws {
        #expect(try found(name, text) == expected)
    }

    /// Pieces whose zones are known, in any order, and more of them than one buffer holds.
    private static let pieces: [(text: String, zones: [String])] = [
        ("x = 1\n", []), ("# zonemark_aaaa\n", ["1-COMMENT"]), ("y = 'a zonemark_bbbb'\n", ["1-STRING"]),
        ("def f():\n    \"\"\"zonemark_cccc\n    zonemark_cccc\"\"\"\n", ["2-COMMENT", "3-COMMENT"]),
        ("zonemark_dddd()  # zonemark_dddd\n", ["1-CODE", "1-COMMENT"]),
        ("z = f'{zonemark_eeee} zonemark_ffff'\n", ["1-CODE", "1-STRING"]),
        ("w = '''\nzonemark_gggg\n''' + zonemark_hhhh\n", ["2-STRING", "3-CODE"]),
    ]

    @Test(arguments: 0..<4)
    func anyOrderGivesTheSame(seed: Int) throws {
        var random = SeededRandom(seed)
        var (text, expected, line) = ("", [String](), 0)
        for _ in 0..<300 {
            let piece = random.pick(Self.pieces)
            for zone in piece.zones { expected.append("\(line + (Int(zone.prefix(1)) ?? 0))\(zone.dropFirst(1))") }
            text += piece.text
            line += piece.text.utf8.count { $0 == 10 }
        }
        #expect(try found("a.py", text) == expected)
        #expect(expected.count > 100)
    }

    @Test func rulesYield() throws {
        let tree = try Tree()
        try tree.file("a.json", #"{"a": {"TOKEN": "fixture_abcd"}, "b": {"TOKEN": "other_abcd"}}"#)
        let folder = try Tree()
        try folder.file(
            "rules.yaml",
            """
            id: TEST-YIELDS
            kind: config
            title: A test
            severity: high
            confidence: high
            category: other
            message: Found
            why: Because
            fix: Do
            documents: [json]
            select: ['**.TOKEN']
            yields_to: ['TEST-MA*']
            examples:
              match: [{file: a.json, text: '{"TOKEN": "⟦abcd⟧"}'}]
              pass: [{file: a.json, text: '{}'}]
            """)
        let found = try Fixture.engine([("rules", folder.path + "/rules.yaml")]).scan([tree.path]).findings
        #expect(found.map { "\($0.rule.id) \($0.match.text)" } == ["TEST-MARK fixture_abcd", "TEST-YIELDS other_abcd"])
    }
}
