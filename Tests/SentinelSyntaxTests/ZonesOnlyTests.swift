import Testing

@testable import SentinelSyntax

/// Languages that are read for their zones alone. See `ZoneMarks` for the marks.
@Suite struct ZonesOnlyTests {
    /// Python is parsed for its outline, or read for its zones alone; both find the same.
    @Test(arguments: [
        "def f(a: int, b={'‹c›': [1:2]}) -> '‹D›': '⸢text⸣'\ndef g(): '‹a›'.b",
        "class A(b=lambda: 1): '⸢text⸣'; x = '‹y›'\nclass B:\n    \"\"\"⸢text⸣\"\"\"\n    '‹none›'",
        "async def f(): r'⸢text⸣' «# note»\nasync with a: '‹none›'",
        "def f(): f'‹none ›⟦{x}⟧'\ndef g(\n  a,\n): «# note»\n  «# note»\n  '⸢text⸣'",
    ])
    func python(_ text: String) {
        #expect(ZoneMarks.again(text, .python) == text)
        #expect(ZoneMarks.again(text, .python, alone: true) == text)
    }

    /// Wherever a file is cut for what is asked about, what is found in the end is what one look finds. Braces of C# run over the cut.
    @Test(arguments: Language.allCases)
    func cutAnywhere(_ language: Language) {
        let text =
            #"a = $"{{{x}}} {{{{"; b = $"""{{ {y} }}"""; @"c""d"; '#{e}' `${f}` <<-G"#
            + "\nh\n  G\n/* i */ # j\n<!-- k -->"
        let bytes = Array(text.utf8)
        unsafe bytes.withUnsafeBufferPointer { bytes in
            let whole = FileZones()
            unsafe whole.begin(bytes, language)
            let zones = FileZones(behind: 1)
            for place in bytes.indices {
                unsafe zones.begin(bytes, language)
                _ = zones.kind(at: place)
                #expect(
                    zones.all().pieces.map(\.range) == whole.all().pieces.map(\.range), "\(language), cut at \(place)")
                zones.end()
            }
            unsafe zones.begin(UnsafeBufferPointer(rebasing: bytes[..<0]), language)
            #expect(zones.all().pieces.isEmpty && zones.kind(at: 0) == .code)
        }
    }

    /// Asked about from back to front, place by place or at the end: each byte has one zone.
    @Test(arguments: [Language.python, .java, .ruby, .html, .javascript, .go])
    func asFarAsAsked(_ language: Language) {
        let piece =
            "x = f('a', \"b\") # c\ndef g():\n    \"\"\"d\n e\"\"\"\n    return `h` <!-- l --> // i /* j */ {\n}\n"
        let bytes = Array(String(repeating: piece, count: 1_200).utf8)
        unsafe bytes.withUnsafeBufferPointer { bytes in
            let whole = FileZones()
            unsafe whole.begin(bytes, language)
            let all = whole.all()
            #expect(!all.pieces.isEmpty)
            let places = stride(from: 0, to: bytes.count, by: 997)
            for order in [Array(places), places.reversed(), [bytes.count - 1], [70_000, 3, 100_000]] {
                let zones = FileZones()
                unsafe zones.begin(bytes, language)
                for place in order { #expect(zones.kind(at: place) == all.kind(at: place), "\(language) at \(place)") }
                zones.end()
            }
        }
    }

    @Test(arguments: [
        "x = \"‹a\\\"b›\"; «// \"c\"»\ny",
        "«/* a /* b */» c */ '‹\"›' + '‹\\'›' + '‹\\u0041›'",
        "t = \"\"\"‹\n a \"quoted\" \\\"\"\" b›\"\"\";",
        "s = \"‹never closed›\nx = 1; «// c»",
        "a = 1 / 2; «/* never closed\n »",
        "@A(b = \"‹c›\") class D {}",
    ])
    func java(_ text: String) { #expect(ZoneMarks.again(text, .java) == text) }

    @Test(arguments: [
        "val a = \"‹b ›⟦$c⟧‹ ›⟦${d(\"‹e›\")}⟧‹ $ 1›\"",
        "«/* a /* b */ c */» d",
        "val r = \"\"\"‹a \\ \" ›⟦$b⟧‹\n c›\"\"\"",
        "fun `it's a \"name\"`() = '‹x›'",
        "val u = \"‹open ›⟦${a⟧",
    ])
    func kotlin(_ text: String) { #expect(ZoneMarks.again(text, .kotlin) == text) }

    @Test(arguments: [
        "var a = @\"‹c:\\d \"\"e\"\"›\"; «// f»",
        "var a = $\"‹b ›⟦{c + \"‹d›\"}⟧‹ {{e}} ›⟦{f:X2}⟧\";",
        "var a = $@\"‹b\\›⟦{c}⟧‹\n›\" + '‹\\'›';",
        "var a = \"\"\"‹\n b \"\" c\n›\"\"\"; var d = $$\"\"\"‹{e} ›⟦{{f}}⟧‹ }›\"\"\";",
        "#region don't worry\nvar a = \"‹b›\";",
        "var a = \"‹open›\nb();",
    ])
    func csharp(_ text: String) { #expect(ZoneMarks.again(text, .csharp) == text) }

    @Test(arguments: [
        "fn f<'a>(x: &'a str) -> char { '‹a›' } «// it's»",
        "let s = r#\"‹a \" \\ b›\"#; let t = br\"‹c›\"; let u = \"‹d\\\" \n e›\";",
        "«/* a /* b */ c */» let q = '‹\"›'; let n = '‹\\n›'; let e = b'‹x›'; let z = '‹é›';",
        "let r#fn = r##\"‹a\"# b›\"##;",
        "println!(\"‹{} {x}›\", 'label: loop {})",
        "let s = r#\"‹open›",
    ])
    func rust(_ text: String) { #expect(ZoneMarks.again(text, .rust) == text) }

    @Test(arguments: [
        "let a = \"‹b ›⟦\\(c(\"‹d›\", (e)))⟧‹ \\n \\\"›\" «// f»",
        "let a = #\"‹b \" \\(c) ›⟦\\#(d)⟧‹ e›\"#",
        "let a = \"\"\"‹\n b \"c\"\n ›⟦\\(d)⟧‹\n›\"\"\"",
        "«/* a /* b */ c */» #if DEBUG\nlet `class` = 1",
        "let a = ##\"\"\"‹\n \"\"\"# \n›\"\"\"##",
        "let a = \"‹open›\nlet b = 1",
    ])
    func swift(_ text: String) { #expect(ZoneMarks.again(text, .swift) == text) }

    @Test(arguments: [
        "char *a = \"‹b\\\"c›\" L\"‹d›\"; «// e \\\n f»\nint g = 1'000'000; char h = '‹\\'›';",
        "auto a = R\"(‹b \" c›)\"; auto d = u8R\"xy(‹)\"›)xy\";",
        "#error don't\n#include <a/b.h>\nint a = b / *c; «/* d */»",
        "char *a = \"‹b \\\n c›\"; wchar_t d = L'‹e›';",
        "char *a = \"‹open›\nint b;",
        "auto a = R\"(‹open›",
    ])
    func c(_ text: String) { #expect(ZoneMarks.again(text, .c) == text) }

    @Test(arguments: [
        "SELECT '‹it''s›', \"‹a\"\"b›\" «-- c»\nFROM d «/* 'e' */» WHERE f - -1 = E'‹\\'›'",
        "SELECT '‹C:\\›', `a'b` FROM #t",
        "«# comment of MySQL»\nSELECT 1 # 2",
        "SELECT '‹open\n›",
    ])
    func sql(_ text: String) { #expect(ZoneMarks.again(text, .sql) == text) }

    @Test(arguments: [
        "<!DOCTYPE html>\n«<!-- \"a\" -->»<a href=\"‹b>c›\" title='‹d›' e=‹f› g>it's \"text\"</a>",
        "<script>if (a < b) { x = \"<c d='e'\" }</script><p id=‹f›>",
        "<a href = \"‹open›",
        "a < b «<!-- open»",
    ])
    func html(_ text: String) { #expect(ZoneMarks.again(text, .html) == text) }
}
