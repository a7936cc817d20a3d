import Testing

@testable import SentinelSyntax

/// Values of strings and the places of their bytes. Python's are compared with CPython's own in Tests/Syntax.
@Suite struct StringValueTests {
    /// The value of the first string of a file of Python.
    private func python(_ source: String) -> (value: StringValue, source: [UInt8]) {
        let tree = PythonSketch.parse(Array(source.utf8))
        return (tree.stringValue(of: tree.child(of: tree.child(of: tree.root, .statement), .value)), Array(source.utf8))
    }

    /// The value of a literal that is all of a file, its quotes one byte each.
    private func value(_ literal: String, _ language: Language, flags: NodeFlags = []) -> StringValue {
        let tree = SyntaxTree()
        let bytes = Array(literal.utf8)
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.start($0, language) }
        let node = tree.make(.string, 0, bytes.count, flags: flags)
        tree.update(node) { ($0.leading, $0.trailing) = (1, 1) }
        return tree.stringValue(of: node)
    }

    @Test(arguments: [
        (#"'a\n\x41\u00e9\U0001F600\101\'\q'"#, "a\nAé😀A'\\q"),
        (#"r'a\n' 'b' u"c""#, "a\\nbc"),
        ("'''a\r\nb\\\r\nc'''", "a\nbc"),
        (#"'\N{BULLET} \x4 \ud800'"#, "\\N{BULLET} \\x4 \u{FFFD}"),
        (#"f'{{a}}\{b}'"#, #"{a}\"#),
        (#"'a' + "b" + ('c' f'd')"#, "abcd"),
    ])
    func python(_ source: String, _ expected: String) { #expect(python(source).value.text == expected) }

    @Test func pythonBytes() {
        #expect(python(#"b'\xff\u0041\777'"#).value.bytes == [0xFF] + Array("\\u0041".utf8) + [0xFF])
    }

    @Test func completeness() {
        #expect(python("'a' 'b'").value.isComplete)
        #expect(!python("f'a{b}c'").value.isComplete)
        #expect(python("f'a{b:>{c}d}c' 'd'").value.text == "acd")
        #expect(!python("'a' + b").value.isComplete)
        #expect(!python("b").value.isComplete)
    }

    /// As `JSON.stringify` of Node.js shows them.
    @Test(arguments: [
        (#""a\n\t\b\v\f\r\"\'\\""#, "a\n\t\u{8}\u{b}\u{c}\r\"'\\"),
        (#"'\x41\u0041\u{1F600}\ud83d\ude00'"#, "AA😀😀"),
        (#"'\0\a\q\e\/\8'"#, "\0aqe/8"),
        (#"'\101\400\08'"#, "A 0\08"),
        ("'a\\\nb\\\r\nc\\\u{2028}d'", "abcd"),
        ("`a\r\nb\rc\\`$\\{`", "a\nb\nc`${"),
        (#"'\ud83d \udE00x'"#, "\u{FFFD} \u{FFFD}x"),
        (#"'\\\\n'"#, "\\\\n"),
    ])
    func script(_ literal: String, _ expected: String) {
        #expect(value(literal, .javascript).text == expected)
        #expect(value(literal, .tsx).text == expected)
    }

    @Test func attributesOfElementsAreRaw() { #expect(value(#""a\n""#, .tsx, flags: .isRaw).text == "a\\n") }

    @Test func scriptTemplates() {
        let tree = SyntaxTree()
        let bytes = Array(#"`a\n${b}\u0041`"#.utf8)
        unsafe bytes.withUnsafeBufferPointer { unsafe tree.start($0, .typescript) }
        var parts = ChildList()
        tree.add(tree.make(.stringPart, 1, 4), .part, to: &parts)
        tree.add(tree.make(.interpolation, 4, 8), .part, to: &parts)
        tree.add(tree.make(.stringPart, 8, 14), .part, to: &parts)
        let value = tree.stringValue(of: tree.make(.string, 0, 15, parts, flags: .isFormat))
        #expect(value.text == "a\nA")
        #expect(!value.isComplete)
        #expect(value.sourceRange(of: 1..<3) == 2..<14)
    }

    /// As the language's specification has them.
    @Test(arguments: [
        (#""\a\b\f\n\r\t\v\\\"""#, Array("\u{7}\u{8}\u{c}\n\r\t\u{b}\\\"".utf8)),
        (#""\377\xff\u65e5\U00008a9e""#, [0xFF, 0xFF] + Array("日語".utf8)),
        ("`a\\n\r\nb`", Array("a\\n\nb".utf8)),
        (#""\q""#, Array("\\q".utf8)),
    ])
    func go(_ literal: String, _ expected: [UInt8]) { #expect(value(literal, .go).bytes == expected) }

    @Test func places() {
        let (value, source) = python(#"'ab\n' "c\x41é""#)
        #expect(value.text == "ab\ncAé")
        func place(_ range: Range<Int>) -> String? {
            value.sourceRange(of: range).map { String(decoding: source[$0], as: UTF8.self) }
        }
        #expect(place(0..<1) == "a")
        #expect(place(1..<3) == #"b\n"#)
        #expect(place(2..<4) == #"\n' "c"#)
        #expect(place(4..<5) == #"\x41"#)
        #expect(place(5..<7) == "é")
        #expect(place(0..<7) == #"ab\n' "c\x41é"#)
        #expect(place(3..<3) == nil)
        #expect(place(6..<8) == nil)
    }
}
