import SentinelModel
import SentinelReport
import Testing

/// JSON strings, with Python's parser as the judge.
@Suite struct JSONTextTests {
    private struct Case {
        var path: [UInt8]
        var message: String
        var match: String

        init(using generator: inout SeededGenerator) {
            path =
                Bool.random(using: &generator)
                ? (0...Int.random(in: 0...12, using: &generator)).map { _ in .random(in: 1...255, using: &generator) }
                : Array(String.random(upTo: 12, using: &generator).utf8)
            message = .random(upTo: 30, using: &generator)
            match = .random(upTo: 30, using: &generator)
        }

        var hex: String {
            [path, Array(message.utf8), Array(match.utf8)].map { bytes in
                bytes.isEmpty ? "-" : bytes.map { hexDigits($0).lowercased() }.joined()
            }.joined(separator: " ")
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func readsBackTheSame(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cases = (0..<2000).map { _ in Case(using: &generator) }
        var sink = ByteSink()
        let writer = ReportFormat.jsonl.makeWriter()
        for one in cases {
            writer.finding(.sample(path: RawPath(one.path), match: one.match, message: one.message), to: &sink)
        }
        #expect(try Python.lines("texts.py", input: sink.bytes) == cases.map(\.hex))
    }

    @Test(arguments: [
        ("a\"b\\c/d", #""a\"b\\c/d""#), ("\n\r\t\u{8}\u{0}", #""\n\r\t\u0008\u0000""#),
        ("\u{2028}\u{202E}\u{7F}", #""\u2028\u202E\u007F""#),
        ("\u{E0041}", #""\uDB40\uDC41""#), ("日本 😀 é", "\"日本 😀 é\""),
    ])
    func escapes(text: String, json: String) {
        var sink = ByteSink()
        ReportFormat.jsonl.makeWriter().finding(.sample(match: "x", message: text), to: &sink)
        #expect(String(decoding: sink.bytes, as: UTF8.self).contains("\"message\":" + json + ","))
    }
}
