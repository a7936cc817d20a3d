import SentinelDocuments
import TestSupport
import Testing

func parse(_ text: String) throws(DocumentError) -> [DocumentNode] { try YAML.parse(Array(text.utf8)) }

@Suite struct TreeTests {
    /// JSON is YAML, and Python reads JSON.
    @Test func equalsPythonOnJSON() throws {
        let texts = (0..<400).map { seed in
            var text = JSONText(seed: seed)
            return text.value()
        }
        let script = """
            import sys, json
            class Pairs(list): pass
            def canonical(v):
                if isinstance(v, Pairs): return "{" + ",".join(canonical(k) + ":" + canonical(x) for k, x in v) + "}"
                if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
                text = v if isinstance(v, str) else json.dumps(v)
                return ".".join("%x" % b for b in text.encode())
            for text in sys.stdin.buffer.read().decode().split("\\0"):
                print("=" + canonical(json.loads(text, object_pairs_hook=Pairs)))
            """
        let expected = try Python.lines(script, input: Array(texts.joined(separator: "\0").utf8))
        let found = try texts.map { "=" + (try #require(try parse($0).first)).canonical }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("a: 1", "{61:31}"), ("- a\n- - b\n", "[61,[62]]"), ("? a\n: b\n", "{61:62}"), ("a:\n", "{61:}"),
        ("a: |\n  x\n  y\n", "{61:78.a.79.a}"), ("a: >-\n  x\n  y\n", "{61:78.20.79}"), ("'it''s'", "69.74.27.73"),
        ("a: &n {b: c}\nd: *n\n", "{61:{62:63},64:{62:63}}"), ("a: [x, y,]", "{61:[78,79]}"),
    ])
    func readsYAML(text: String, canonical: String) throws {
        #expect(try parse(text).map(\.canonical) == [canonical])
    }

    @Test(arguments: [("plain", true), ("'quoted'", false), ("\"quoted\"", false), ("|\n  block\n", false)])
    func plainTextIsKnown(text: String, isPlain: Bool) throws {
        guard case .scalar(_, let found) = try #require(try parse(text).first).value else { throw Unexpected() }
        #expect(found == isPlain)
    }

    @Test(arguments: [
        ("", 0), ("# only a comment\n", 0), ("a\n---\nb\n---\nc\n", 3), ("---\n---\n", 2), ("\u{FEFF}a: b\n", 1),
    ])
    func countsDocuments(text: String, count: Int) throws { #expect(try parse(text).count == count) }

    @Test func readsUTF16() throws {
        let units = Array("\u{FEFF}ключ: 🙂\n".utf16)
        let bytes = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try YAML.parse(bytes).map(\.canonical) == (try parse("ключ: 🙂\n").map(\.canonical)))
    }

    @Test func anchorsEndWithTheirDocument() {
        #expect(throws: DocumentError.self) { try parse("a: &x 1\n---\nb: *x\n") }
    }

    @Test(arguments: ["a: *a\n", "&a [*a]", "a: &b {c: *b}"])
    func anAliasNeedsAnAnchorBeforeIt(text: String) {
        let error = #expect(throws: DocumentError.self) { try parse(text) }
        #expect(error?.message.contains("names no anchor") == true)
    }
}

struct Unexpected: Error {}
