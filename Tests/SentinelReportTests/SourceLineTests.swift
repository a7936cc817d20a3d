import SentinelModel
import Testing

@testable import SentinelReport

/// The source line and its carets, as the text report shows them.
@Suite struct SourceLineTests {
    /// The rows after "NN | " and "   | " of a finding without a message.
    static func rows(_ finding: Finding, width: Int = 100) -> (source: String, carets: String) {
        let lines = textLines(finding, width: width)
        let lead = String(finding.range.start.line).count + 3
        return (String(lines[3].unicodeScalars.dropFirst(lead)), String(lines[4].unicodeScalars.dropFirst(lead)))
    }

    @Test(arguments: [
        ("", "abc", "", "abc", "^^^"),
        ("\t", "x", "\ty", "    x   y", "    ^"),
        ("ab\t", "\t", "x", "ab      x", "    ^^^^"),
        ("日本", "語", "x", "日本語x", "    ^^"),
        ("😀 ", "f", "()", "😀 f()", "   ^"),
        ("e\u{301}", "x", "", "e\u{301}x", " ^"),
        ("a", "\u{301}", "b", "a\u{301}b", "^"),
        ("a", "e\u{301}", "b", "ae\u{301}b", " ^"),
        ("ab", "", "", "ab", "  ^"),
        ("", "", "", "", "^"),
        ("\u{202E}", "x", "", #"\u{202E}x"#, "        ^"),
        ("", "\u{1B}", "[2J", #"\x1B[2J"#, "^^^^"),
    ])
    func placesCarets(before: String, match: String, after: String, source: String, carets: String) {
        let rows = SourceLineTests.rows(.sample(before: before, match: match, after: after, message: ""))
        #expect(rows.source == source)
        #expect(rows.carets == carets)
    }

    /// The carets begin where the text before the match ends, and are as long as the match, as `wcwidth` measures them.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func agreesWithTheTerminal(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var measured: [String] = []
        var found: [(column: Int, end: Int)] = []
        for _ in 0..<500 {
            let before = String.randomSource(upTo: 20, using: &generator)
            let match = "x" + String.randomSource(upTo: 8, using: &generator)
            let after = String.randomSource(upTo: 20, using: &generator)
            let carets = SourceLineTests.rows(
                .sample(before: before, match: match, after: after, message: ""), width: 400
            ).carets
            let column = carets.prefix { $0 == " " }.count
            found.append((column, carets.count))
            measured.append(SourceLineTests.rows(.sample(match: before, message: ""), width: 400).source)
            measured.append(SourceLineTests.rows(.sample(match: before + match, message: ""), width: 400).source)
        }
        let cells = try Python.cells(of: measured)
        try #require(cells.count == measured.count)
        for (index, one) in found.enumerated() {
            #expect(one.column == cells[2 * index] && one.end == cells[2 * index + 1], "\(measured[2 * index + 1])")
        }
    }

    /// A long line is shown around its match, within the width, and cut ends are marked.
    @Test(arguments: [0, 1, 30, 60, 200, 390], [1, 7, 50, 300])
    func showsAWindow(position: Int, length: Int) throws {
        let before = String((0..<position).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })
        let match = String((0..<length).map { Character(Unicode.Scalar(UInt8(65 + $0 % 26))) })
        let rows = SourceLineTests.rows(.sample(before: before, match: match, after: " tail", message: ""), width: 60)
        #expect(rows.source.count <= 55 && rows.carets.count <= 55)
        let column = rows.carets.prefix { $0 == " " }.count
        let marked = String(rows.source.dropFirst(column).prefix(rows.carets.count - column))
        #expect(match.hasPrefix(marked) && !marked.isEmpty)
        #expect(rows.source.hasPrefix("…") == (position + length + 5 > 55 && column < position))
        #expect(rows.source.hasSuffix("tail") != rows.source.hasSuffix("…"))
    }

    @Test func marksWhatTheEngineCut() {
        let start = SourceLineTests.rows(
            .sample(before: "ab ", match: "x", after: " y", message: "", isCut: true, columnInFile: 900))
        #expect(start.source == "…ab x y" && start.carets == "    ^")
        let end = SourceLineTests.rows(.sample(before: "ab ", match: "x", after: " y", message: "", isCut: true))
        #expect(end.source == "ab x y…" && end.carets == "   ^")
    }

    /// Wide and combining text at the window's edge never makes a row too wide or moves the carets off.
    @Test(arguments: 40...60)
    func keepsWideTextWithinTheWidth(width: Int) throws {
        let finding = Finding.sample(
            before: String(repeating: "日e\u{301}\t", count: 40), match: "語\u{202E}",
            after: String(repeating: "本\u{301}", count: 40),
            message: "")
        let rows = SourceLineTests.rows(finding, width: width)
        let column = rows.carets.prefix { $0 == " " }.count
        let scalars = Array(rows.source.unicodeScalars)
        let match = try #require(scalars.firstIndex(of: "語"))
        let before = String(String.UnicodeScalarView(scalars[..<match]))
        #expect(try Python.cells(of: [rows.source, before]) == [width - 5, column])
    }

    @Test func knowsTheWidthOfEveryScalar() throws {
        let lines = try Python.lines("widths.py", ["--scalars"])
        var wrong: [String] = []
        for line in lines {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 2, let scalar = Unicode.Scalar(UInt32(numbers[0])) else { continue }
            // Some marks became spacing ones in a later Unicode than Python's.
            if scalar.isUnsafeOnTerminal || scalar.properties.generalCategory == .spacingMark { continue }
            if scalar.cells != numbers[1] { wrong.append(String(numbers[0], radix: 16) + " is \(scalar.cells)") }
        }
        #expect(lines.count > 100_000)
        #expect(wrong == [])
    }
}
