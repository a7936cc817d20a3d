import SentinelDocuments
import Testing

@Suite struct ZoneTests {
    /// `k`, `v` and `c` for keys, values and comments, `.` for what is between them.
    private func zones(_ text: String, _ format: DocumentFormat) -> String {
        let zones = DocumentZones(DocumentReader.read(Array(text.utf8), as: format))
        return String(
            (0..<text.utf8.count).map { offset -> Character in
                switch zones.kind(at: offset) {
                case .key: "k"
                case .value: "v"
                case .comment: "c"
                case .mark: "."
                }
            })
    }

    @Test(arguments: [
        (#"{"a": [1, "b"]}"#, DocumentFormat.json, ".kkk...v..vvv.."),
        ("{\"a\": 1, // x\n\"b\": /* y */ 2}", .jsonc, ".kkk..v..cccc.kkk..ccccccc.v."),
        ("a: b # c\n# d", .yaml, "k..v.ccc.ccc"),
        ("a = \"b\" # c\n[d]\ne = 1", .toml, "k...vvv.ccc..k..k...v"),
        ("A=b # c\n# d", .dotenv, "k.v.ccc.ccc"), ("[a]\n; c\nb=d", .ini, ".k..ccc.k.v"),
    ])
    func places(text: String, format: DocumentFormat, expected: String) { #expect(zones(text, format) == expected) }

    /// A template's own words are left out, and all else stays where it is.
    @Test(arguments: [
        ("a:\n  {{- if .Values.x }}\n  b: 1\n  {{- end }}\n", "a.b", "1"),
        ("{{- /*\nx: [\n*/ -}}\na: [{{ .a }}]\nb: 1\n", "b", "1"),
        ("c:\n  - |\n    {{- if x }}\n    d\n    {{- end }}\nb: 1\n", "b", "1"),
        ("a: {{ .Values.a }}\nb: {{ .Values.x }}-c\n", "b", "{{ .Values.x }}-c"),
        ("a: \"{{ x }}\"\nb: 1\n", "b", "1"),
    ])
    func templates(text: String, path: String, value: String) throws {
        let bytes = Array(text.utf8)
        let tree = DocumentReader.read(bytes, as: .yamlTemplate)
        #expect(tree.mistake == nil)
        let root = try #require(tree.root)
        let node = try #require(try DocumentPath(path).matches(in: root).first?.node)
        #expect(String(decoding: bytes[node.contents], as: UTF8.self) == value)
    }

    @Test func otherMistakesStay() {
        #expect(DocumentReader.read(Array("a: {{ x }}\nb: [\n".utf8), as: .yamlTemplate).mistake != nil)
        #expect(DocumentReader.read(Array("a: [".utf8), as: .yamlTemplate).mistake != nil)
        #expect(DocumentReader.read(Array("a: {{ x }}-\n".utf8), as: .yaml).mistake != nil)
    }
}
