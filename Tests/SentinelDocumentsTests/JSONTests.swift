import SentinelDocuments
import TestSupport
import Testing

func tree(_ text: String, _ format: DocumentFormat) -> DocumentTree {
    DocumentReader.read(Array(text.utf8), as: format)
}

/// Kinds, texts and structure on one line.
func outline(_ node: DocumentNode) -> String {
    switch node.kind {
    case .mapping:
        return "{" + node.entries.map { "\(outline($0.key)): \(outline($0.value))" }.joined(separator: ", ") + "}"
    case .sequence: return "[" + node.items.map(outline).joined(separator: ", ") + "]"
    case .string: return "'\(node.text)'"
    default: return "\(node.text)"
    }
}

@Suite struct JSONTests {
    @Test(arguments: [
        (#"{"a": [1, -2.5e3, true, null, "x"]}"#, "{'a': [1, -2.5e3, true, null, 'x']}"),
        (#"{"a": 1, "a": 2}"#, "{'a': 1, 'a': 2}"), (#""\u0041\uD83D\uDE42\n\/""#, "'A🙂\n/'"), ("[]", "[]"),
        (" {} ", "{}"),
        (#""\ud800x""#, "'\u{FFFD}x'"), ("\u{FEFF}[0]", "[0]"),
    ])
    func readsJSON(text: String, expected: String) {
        let tree = tree(text, .json)
        #expect(tree.documents.map(outline) == [expected] && tree.mistake == nil && !tree.isPartial)
    }

    @Test(arguments: [
        ("// c\n{/* c */'a': 1, b: [.5, +1, 0x1F, NaN,],}", "{'a': 1, b: [.5, +1, 0x1F, NaN]}"),
        ("{\"a\": \"x\\\n  y\\x41\"}", "{'a': 'x  yA'}"),
    ])
    func readsWhatEditorsTake(text: String, expected: String) {
        #expect(tree(text, .jsonc).documents.map(outline) == [expected] && tree(text, .jsonc).mistake == nil)
        // A strict file with the same is read all the same, and is a mistake.
        #expect(tree(text, .json).documents.map(outline) == [expected] && tree(text, .json).mistake != nil)
        #expect(!tree(text, .json).isPartial)
    }

    @Test(arguments: [
        ("{\"a\": 1,\n \"b\": [2, }", 2, 11, "{'a': 1, 'b': [2]}"), ("{\"a\"", 1, 5, "{'a': }"),
        ("{\"a\":", 1, 6, "{'a': }"),
        ("[1, \"x", 1, 5, "[1]"), ("[1] [2]", 1, 5, "[1]"), ("{\"a\": 1 \"b\": 2}", 1, 9, "{'a': 1, 'b': 2}"),
        ("[1, x, 2]", 1, 5, "[1, x, 2]"), ("[01]", 1, 2, "[01]"), ("[1.]", 1, 2, "[1.]"),
        ("[\"é\", \"\\q\"]", 1, 8, "['é', 'q']"),
        ("[\"a\tb\"]", 1, 4, "['a\tb']"), ("[1,]", 1, 3, "[1]"), ("{\"a\" 1}", 1, 6, "{'a': }"), ("[,1]", 1, 2, "[]"),
        ("/* x", 1, 1, ""), ("[1}", 1, 3, "[1]"), ("", 1, 1, ""),
    ])
    func keepsWhatStandsBeforeAMistake(text: String, line: Int, column: Int, expected: String) {
        let tree = tree(text, .json)
        let place = tree.mistake?.place
        #expect([place?.line, place?.column] == [line, column], "\(tree.mistake?.message ?? "")")
        #expect(tree.root.map(outline) ?? "" == expected)
    }

    @Test func nodesKnowTheirBytes() throws {
        let text = #"{"é": ["x\n", {"b" : -1.5}]}"#
        let root = try #require(tree(text, .json).root)
        func written(_ range: Range<Int>) -> String { String(decoding: Array(text.utf8)[range], as: UTF8.self) }
        let list = try #require(root["é"])
        #expect(written(root.range) == text && written(list.range) == #"["x\n", {"b" : -1.5}]"#)
        #expect(list[0].map { written($0.range) } == #""x\n""# && list[0].map { written($0.contents) } == #"x\n"#)
        #expect(list[0]?.isVerbatim == false && list[1]?["b"].map { written($0.range) } == "-1.5")
        let entry = try #require(list[1]?.entries.first { _ in true })
        #expect(written(entry.range) == #""b" : -1.5"# && entry.name == "b" && list[2] == nil && list["b"] == nil)
        #expect(list[1]?.place == DocumentPlace(line: 1, column: 15, offset: 15))
    }

    @Test func linesAreDocuments() {
        let tree = tree("{\"a\": 1}\n[2]\n{\"a\n[3]\n", .jsonLines)
        #expect(tree.documents.map(outline) == ["{'a': 1}", "[2]", "{}", "[3]"])
        #expect(tree.mistake?.place.line == 3 && tree.isPartial)
    }

    @Test func depthAndNumberAreBounded() {
        let deep = String(repeating: "[", count: 200_000)
        #expect(tree(deep, .json).mistake?.message == "nested deeper than 100 levels")
        var limits = DocumentLimits()
        limits.nodes = 4
        let many = DocumentReader.read(Array("[1, 2, 3, 4]".utf8), as: .json, limits: limits)
        #expect(many.isPartial && many.root.map(outline) == "[1, 2, 3]")
        limits.bytes = 3
        #expect(DocumentReader.read(Array("[10]".utf8), as: .json, limits: limits).mistake != nil)
    }
}

/// Every reader answers anything: no trap, no endless loop, and mistakes lie inside the file.
@Suite struct RobustnessTests {
    static let samples: [DocumentFormat: String] = [
        .json: #"{"a": [1, -2.5e3, "x\né", {"b": null}], "c": "\uD83D\uDE42"}"#,
        .jsonc: "// c\n{/* d */'a': [0x1F, .5,], b: \"\\x41\", // e\n}",
        .jsonLines: "{\"a\": 1}\n[2]\n\"x\"\n",
        .yaml: "a: &x [1, 'b', {c: *x0}]\nd: |\n  e\n  f\n---\n- g: \"h\\n\"\n",
        .toml:
            "a.b = {c = [1, 'x', \"\\u00e9\"], d.e = 1979-05-27 07:32:00Z}\n[f.\"g\"]\nh = \"\"\"\ni\\\n  j\"\"\"\n[[k]]\nl = true\n",
        .dotenv: "export A=b # c\nD=\"e\\nf\"\nG='h\ni'\nJ\n",
        .yamlTemplate: "{{- /*\n x */}}\na:\n  {{- if .b }}\n- c: {{ .d }} # e\n  f: [{{ .g }}]\n  {{- end }}\n",
        .ini: "a = b\n[c d]\ne: f\n  g\n; h\n//r/:_t=${X}\n",
        .dockerfile:
            "# syntax=x\nFROM --platform=a b AS c\nRUN x \\\n  # y\n  z <<EOF\nq\nEOF\nCMD [\"a\", \"b\\n\"]\nENV A=\"b c\" D=e\n",
        .requirements:
            "a[b,c]==1 ; x < 'y' \\\n --hash=sha256:0 # d\n-r e\n--index-url=https://f/\ngit+https://g@h#egg=i\nj @ file:///k\n",
    ]

    private func check(_ bytes: [UInt8], _ format: DocumentFormat) {
        let tree = DocumentReader.read(bytes, as: format)
        if let mistake = tree.mistake {
            #expect((0...bytes.count).contains(mistake.place.offset) && !mistake.message.isEmpty)
        } else {
            #expect(!tree.isPartial)
        }
        for node in tree.documents.flatMap(\.all) {
            #expect(node.range.upperBound <= bytes.count)
            _ = node.text
        }
    }

    @Test(arguments: DocumentFormat.allCases)
    func everyTruncationIsAnswered(format: DocumentFormat) {
        let bytes = Array((Self.samples[format] ?? "").utf8)
        #expect(!bytes.isEmpty)
        for length in 0...bytes.count { check(Array(bytes[..<length]), format) }
    }

    @Test(arguments: DocumentFormat.allCases, 0..<60)
    func changedBytesAreAnswered(format: DocumentFormat, seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<20 {
            var bytes = Array((Self.samples[format] ?? "").utf8)
            for _ in 0...random.below(6) {
                let at = random.below(bytes.count)
                let byte = random.pick(Array("[]{}\"'\\/*#=:,.-<\n\r\t 0x".utf8) + [0, 0x80, 0xFF, 0xE2])
                if random.chance(50) { bytes[at] = byte } else { bytes.insert(byte, at: at) }
            }
            check(bytes, format)
        }
    }

    @Test(
        arguments: DocumentFormat.allCases.filter { $0 != .yaml },
        [
            "[", "{", "\"", "'", "\"\"\"", "[a.", "a.", "{a=", "\\\n", "<<A ", "a\n b\n", "/*", "{\"a\n", "\"\\",
            "RUN \\\n", "a==1;", "[[a]]\n",
        ])
    func manyOfOnePieceEndSoon(format: DocumentFormat, piece: String) {
        let bytes = Array(String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
        let time = ContinuousClock().measure { _ = DocumentReader.read(bytes, as: format) }
        #expect(time < .seconds(5))
    }
}
