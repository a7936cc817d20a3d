import SentinelDocuments
import SentinelModel
import Testing

@Suite struct FormatTests {
    @Test(arguments: [
        (
            "A=b c # d\nexport E='f # g'\n#h\nI=\"j\\n\"\nK=\nL\nM: n\n",
            "{A: b c, E: 'f # g', I: 'j\n', K: , L: , M: n}"
        ),
        ("A='b\nc'\nD=e#f\n", "{A: 'b\nc', D: e#f}"), ("A=\"b\nC=d\n", "{A: \"b, C: d}"),
        ("\u{FEFF}A=1\r\nB=2\r", "{A: 1, B: 2}"),
    ])
    func dotenv(text: String, expected: String) { #expect(tree(text, .dotenv).root.map(outline) == expected) }

    @Test(arguments: [
        (
            "registry=https://a/\n//a/:_authToken=x\n@b:registry = c\n",
            "{registry: https://a/, //a/:_authToken: x, @b:registry: c}"
        ),
        ("[a]\nb = c\n[d e]\nf: g\n h\n# i\n\n j\nk\n", "{a: {b: c}, d e: {f: g\nh\n\nj, k: }}"),
        ("[a]\nb = \"c\"\n[a]\nb=\n", "{a: {b: 'c'}, a: {b: }}"), ("[a\nb=c", "{b: c}"),
    ])
    func ini(text: String, expected: String) { #expect(tree(text, .ini).root.map(outline) == expected) }

    @Test(arguments: [
        ("a==1.0 # x\n", "[{name: a, specifier: ==1.0}]"), ("a\n", "[{name: a}]"),
        (
            "A.b[c, d] >=1,<2; python_version < '3'\n",
            "[{name: A.b, extras: [c, d], specifier: >=1,<2, marker: python_version < '3'}]"
        ),
        (
            "a==1 \\\n  --hash=sha256:0 \\\n  --hash=sha256:1\n",
            "[{name: a, specifier: ==1, options: [--hash=sha256:0, --hash=sha256:1]}]"
        ),
        (
            "-r b.txt\n--index-url=https://c/ # d\n-e .\n",
            "[{option: -r, value: b.txt}, {option: --index-url, value: https://c/}, {option: -e, value: .}]"
        ),
        (
            "git+https://a/b@c#egg=d\n./e\nf @ https://g/#h\n",
            "[{url: git+https://a/b@c#egg=d}, {url: ./e}, {name: f, url: https://g/#h}]"
        ),
    ])
    func requirements(text: String, expected: String) {
        let tree = tree(text, .requirements)
        #expect(tree.root.map(outline) == expected && tree.mistake == nil, "\(tree.mistake?.message ?? "")")
    }

    @Test(arguments: [
        ("FROM --platform=x a:1 AS b\n", "[{instruction: FROM, flags: [--platform=x], arguments: [a:1, AS, b]}]"),
        ("# escape=`\nRUN a `\n  # c\n  b\n", "[{directive: escape, value: `}, {instruction: RUN, command: a   b}]"),
        (
            "CMD [\"a\", \"b\\n\"]\nentrypoint c d\n",
            "[{instruction: CMD, arguments: ['a', 'b\n']}, {instruction: entrypoint, command: c d}]"
        ),
        (
            "RUN <<A cat <<-'B'\n1\nA\n2\n\tB\nUSER x\n",
            "[{instruction: RUN, command: <<A cat <<-'B', heredocs: [1\n, 2\n]}, {instruction: USER, arguments: [x]}]"
        ),
        (
            "ENV A=\"b c\" D='e'\n# f\nONBUILD RUN x\n",
            "[{instruction: ENV, arguments: [A=\"b c\", D='e']}, {instruction: ONBUILD, trigger: RUN, command: x}]"
        ),
    ])
    func dockerfile(text: String, expected: String) {
        let tree = tree(text, .dockerfile)
        #expect(tree.root.map(outline) == expected && tree.mistake == nil, "\(tree.mistake?.message ?? "")")
    }

    @Test func tablesOfTOMLReachToTheirLastValue() throws {
        let text = "[a]\nb = 1\n[c]\nd = 2\n[a.e]\nf = 3\n"
        let root = try #require(tree(text, .toml).root)
        #expect(outline(root) == "{a: {b: 1, e: {f: 3}}, c: {d: 2}}")
        #expect(root["c"]?.range == 10..<19 && root["a"]?["e"]?.range == 20..<31)
    }

    @Test func aLineOfTOMLWithAMistakeIsLeftOut() {
        let tree = tree("a = 1\nb = [1,\nc = 3\n", .toml)
        #expect(tree.mistake != nil && tree.isPartial && tree.root?["a"]?.text == "1")
    }

    @Test(arguments: [
        ("null", DocumentKind.null), ("~", .null), ("", .null), ("True", .boolean), ("yes", .plain), ("1_0", .plain),
        ("-1", .number),
        ("1.5e3", .number), ("0x1F", .number), (".inf", .number), ("-", .sequence), ("1.2.3", .plain), ("'1'", .string),
        (">\n x", .string),
    ])
    func wordsOfYAMLHaveAKind(text: String, kind: DocumentKind) {
        #expect(tree("a: \(text)", .yaml).root?["a"]?.kind == (kind == .sequence ? .plain : kind) || kind == .sequence)
    }

    @Test func yamlKeepsWhatStandsBeforeAMistake() {
        let tree = tree("a: 1\n---\nb: [2, {c: 3\n", .yaml)
        #expect(
            tree.documents.map(outline) == ["{a: 1}", "{b: [2, {c: 3}]}"] && tree.isPartial
                && tree.mistake?.place.line == 4)
    }

    @Test func yamlKnowsTheBytesOfItsValues() throws {
        let text = "é: !!str &x 'q'\nb:\n  - |\n    t\n\n  - {c: d e}\nf: *x\n"
        let root = try #require(tree(text, .yaml).root)
        func written(_ node: DocumentNode?) -> String? {
            node.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
        }
        #expect(written(root["é"]) == "'q'" && written(root["f"]) == "'q'" && written(root["b"]?[1]) == "{c: d e}")
        #expect(written(root["b"]?[0]) == "|\n    t" && written(root["b"]?[1]?["c"]) == "d e")
    }

    @Test(arguments: [
        ([FileType.json], "mcp.json", DocumentFormat.json), ([.json], "a/.vscode/mcp.json", .jsonc),
        ([.json], "tsconfig.base.json", .jsonc),
        ([.json], "x.jsonl", .jsonLines), ([.json, .lockfile], "package-lock.json", .json),
        ([.yaml, .compose], "compose.yml", .yaml),
        ([.packageManifest], "pyproject.toml", .toml), ([.packageManifest], "package.json", .json),
        ([.dotenv], ".env.local", .dotenv),
        ([.npmrc], ".npmrc", .ini), ([.dockerfile], "Dockerfile", .dockerfile),
        ([.requirements], "requirements.txt", .requirements),
    ])
    func filesHaveAFormat(types: [FileType], path: String, format: DocumentFormat) {
        #expect(DocumentFormat(for: FileTypeSet(types), path: path) == format)
    }

    @Test(arguments: [
        ([FileType.python], "a.py"), ([.dotenv, .shell], ".envrc"), ([.ini], "nginx.conf"), ([.ini], ".netrc"),
    ])
    func otherFilesHaveNone(types: [FileType], path: String) {
        #expect(DocumentFormat(for: FileTypeSet(types), path: path) == nil)
    }
}
