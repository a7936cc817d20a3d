import TestSupport
import Testing

@testable import mcp_sentinel

struct RawArgumentsTests {
    @Test(arguments: [
        [], Array("plain".utf8), Array("é😀\u{10FFFD}\u{FFFD}".utf8), [0xFF], [0x61, 0x80, 0x62], [0xC3],
        [0xF0, 0x9F, 0x98],
        Array("\u{10FF80}".utf8), Array("a\u{10FFFF}b".utf8), [0xED, 0xA0, 0x80], [0xC0, 0xAF],
    ])
    func nothingIsLost(bytes: [UInt8]) {
        #expect(RawArguments.bytes(of: RawArguments.string(of: bytes)) == bytes)
    }

    @Test func randomBytesSurvive() {
        var random = SeededRandom(1)
        for _ in 0..<2000 {
            let bytes = (0..<random.below(12)).map { _ in UInt8(1 + random.below(255)) }
            #expect(RawArguments.bytes(of: RawArguments.string(of: bytes)) == bytes)
        }
    }

    @Test func escapesAreNotShown() {
        #expect(RawArguments.readable(RawArguments.string(of: [0x61, 0xFF])) == "a\u{FFFD}")
    }
}

struct TextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (UInt64.max, "18,446,744,073,709,551,615"),
    ])
    func numbers(value: UInt64, text: String) { #expect(Quantity.number(value) == text) }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1500, "1.5 KB"), (12_345_678, "12.3 MB"), (UInt64.max, "18,446,744,073.7 GB"),
    ])
    func sizes(value: UInt64, text: String) { #expect(Quantity.bytes(value) == text) }

    @Test(arguments: ["\u{1B}[31m", "\u{7F}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{2028}", "\u{E000}", "\r", "\u{8}"])
    func terminalsGetNoOrders(text: String) {
        #expect(Terminal.safe("a\(text)b").unicodeScalars.contains { $0 == "\u{FFFD}" })
        for scalar in text.unicodeScalars where !("!"..."~").contains(scalar) {
            #expect(!Terminal.safe("a\(text)b").unicodeScalars.contains(scalar))
            #expect(!JSON.string(text).rendered().unicodeScalars.contains(scalar))
        }
    }

    @Test func paragraphsAreFilled() {
        #expect(Paragraph.wrapped("aa bb cc dd", width: 7, indent: 2) == "  aa bb\n  cc dd\n")
        #expect(Paragraph.wrapped("longerthanall b", width: 5, indent: 0) == "longerthanall\nb\n")
        #expect(Paragraph.wrapped(" \n ", width: 5, indent: 2) == "")
    }

    @Test func tablesAreAligned() {
        #expect(Table(heading: ["A", "B"], rows: [["xxx", "y"], ["z", ""]]).rendered() == "A    B\nxxx  y\nz    ")
    }

    @Test func emptyJSON() {
        #expect(JSON.object([("a", .array([])), ("b", .object([]))]).rendered() == "{\n  \"a\": [],\n  \"b\": {}\n}")
    }
}
