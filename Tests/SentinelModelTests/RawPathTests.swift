import SentinelModel
import TestSupport
import Testing

@Suite struct RawPathTests {
    /// Percent-encoding against Python's, told which characters RFC 3986 allows in a path's segments.
    @Test func uriEqualsPythonAndLosesNothing() throws {
        var random = SeededRandom(7)
        // Newlines would cut the input; they are tested below.
        let paths = (0..<200).map { _ in random.bytes(random.below(30) + 1).filter { $0 != 10 && $0 != 0 } }.filter {
            !$0.isEmpty
        }
        let script = """
            import sys
            from urllib.parse import quote
            for line in sys.stdin.buffer.read().split(b"\\n"): print(quote(line, safe="/!$&'()*+,;=@"))
            """
        let expected = try Python.lines(script, input: Array(paths.joined(separator: [10])))
        #expect(paths.map { RawPath($0).uri } == expected)
        #expect(RawPath("a\nb").uri == "a%0Ab")
    }

    @Test(arguments: 0..<200)
    func displayHoldsNothingThatATerminalObeys(seed: Int) {
        var random = SeededRandom(seed)
        let scalars = (0..<20).map { _ in Unicode.Scalar(UInt32(random.below(0x3000))) ?? "x" }
        var text = String(String.UnicodeScalarView(scalars))
        text += ["\u{1B}[31m", "\n", "\u{202E}", "\u{200B}", "\u{E0041}", "\u{9B}"][seed % 6]
        #expect(!RawPath(text).display.unicodeScalars.contains { $0.isUnsafeOnTerminal })
    }

    @Test(
        arguments: [
            ([97, 0xFF, 98], "a\u{FFFD}b"), ([97, 10, 98], "a\\x0Ab"), ([0x1B, 0x5B], "\\x1B["),
            (Array("é/日本".utf8), "é/日本"), (Array("a\u{202E}b".utf8), "a\\u{202E}b"), ([], ""),
        ] as [([UInt8], String)])
    func displayOf(bytes: [UInt8], expected: String) { #expect(RawPath(bytes).display == expected) }

    @Test func pathsAreSortedByTheirBytes() {
        let paths = [[0xFF], [97, 47], [97], [97, 46], [], [98]].map { RawPath($0 as [UInt8]) }
        #expect(paths.sorted().map(\.bytes) == [[], [97], [97, 46], [97, 47], [98], [0xFF]])
    }

    @Test(
        arguments: [(Array("ä".utf8), true), ([0xC3], false), ([0xED, 0xA0, 0x80], false), ([], true)]
            as [([UInt8], Bool)])
    func validity(bytes: [UInt8], isValid: Bool) { #expect(RawPath(bytes).isValidUTF8 == isValid) }
}
