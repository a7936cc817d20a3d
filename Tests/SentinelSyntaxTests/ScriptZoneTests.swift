import Testing

@testable import SentinelSyntax

/// Strings stand in `«»`, comments in `‹›`, interpolations in `⟦⟧`.
@Suite struct ScriptZoneTests {
    @Test(
        arguments: [
            ("#!/bin/node\na /* b */ = 'c' // d", "‹#!/bin/node›\na ‹/* b */› = '«c»' ‹// d›"),
            ("x = /'a'/ / b / '/* c */'", "x = /'a'/ / b / '«/* c */»'"),
            ("x = `a${b + `c${'d'}e`}f`", "x = `«a»⟦${b + `«c»⟦${'«d»'}⟧«e»`}⟧«f»`"),
            ("x = ''; y = \"a\\\"b\"; z = 'a\\\nb'", "x = ''; y = \"«a\\\"b»\"; z = '«a\\\nb»'"),
            ("f`a`; `b", "f`«a»`; `«b»"),
            ("<a b='c' d={'e'}>it's {/* f */ g}</a>", "<a b='«c»' d={'«e»'}>«it's »{‹/* f */› g}</a>"),
            ("a = b\n/c/g\n'd", "a = b\n/c/g\n'«d»"),
            ("import 'a'; x = { 'b': c }", "import '«a»'; x = { '«b»': c }"),
            ("return /a/.test(b) ? /`/ : c / d", "return /a/.test(b) ? /`/ : c / d"),
            ("if (a) /'/.test(b); (c) / d / '«'", "if (a) /'/.test(b); (c) / d / '««»'"),
            ("x = { } / a / 'b'; { } /'c/", "x = { } / a / '«b»'; { } /'c/"),
        ])
    func javaScript(_ source: String, _ zones: String) {
        #expect(ScriptForm.zones(source) == zones)
    }

    @Test(
        arguments: [
            ("let a: 'b' = <T>'c'", "let a: '«b»' = <T>'«c»'"),
            ("type A = `b${'c'}`", "type A = `«b»⟦${'«c»'}⟧`"),
            ("f<'a'>('b'); c < 'd'", "f<'«a»'>('«b»'); c < '«d»'"),
            ("x = a ? (b) : 'c' // d\ny = a < b // e", "x = a ? (b) : '«c»' ‹// d›\ny = a < b ‹// e›"),
        ])
    func typeScript(_ source: String, _ zones: String) {
        #expect(ScriptForm.zones(source, .typescript) == zones)
    }
}
