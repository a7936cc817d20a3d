import SentinelModel
import TestSupport
import Testing

/// Lines by definition: split at LF, CRLF or a lone CR. An end belongs to the line it ends.
private struct NaiveLines {
    /// Content, and where the line's end is over.
    var lines: [(content: Range<Int>, end: Int)] = []

    init(_ bytes: [UInt8]) {
        var start = 0
        var at = 0
        while at < bytes.count {
            let length = bytes[at] == 13 && at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
            if bytes[at] == 10 || bytes[at] == 13 {
                lines.append((start..<at, at + length))
                start = at + length
                at = start
            } else {
                at += 1
            }
        }
        lines.append((start..<bytes.count, bytes.count + 1))
    }

    func index(at index: Int) -> Int { lines.firstIndex { index < $0.end } ?? lines.count - 1 }
}

@Suite struct LineFinderTests {
    private static func text(_ seed: Int) -> [UInt8] {
        var random = SeededRandom(seed)
        let pieces = ["\n", "\r\n", "\r", "a", "bc", "é", "\n\n", "\r\r\n", "", "words"].map { Array($0.utf8) }
        return (0..<random.below(40)).flatMap { _ in random.pick(pieces) }
    }

    @Test(arguments: 0..<150)
    func findsTheLineOfEveryByte(seed: Int) {
        let bytes = Self.text(seed)
        let naive = NaiveLines(bytes)
        let expected = (0...bytes.count).map { naive.lines[naive.index(at: $0)].content }
        let found = unsafe bytes.withUnsafeBufferPointer { buffer in
            (0...bytes.count).map { unsafe LineFinder.line(at: $0, in: buffer) }
        }
        #expect(found == expected, "\(bytes)")
    }

    @Test(arguments: 0..<150)
    func findsTheNeighbours(seed: Int) {
        let bytes = Self.text(seed)
        let lines = NaiveLines(bytes).lines.map(\.content)
        let (above, below) = unsafe bytes.withUnsafeBufferPointer { buffer in
            (
                lines.map { unsafe LineFinder.line(before: $0, in: buffer) },
                lines.map { unsafe LineFinder.line(after: $0, in: buffer) }
            )
        }
        #expect(above == [nil] + lines.dropLast().map { $0 }, "\(bytes)")
        // Nothing follows a text that ends with a line end but an empty line.
        #expect(below == lines.dropFirst().map { $0 } + [nil], "\(bytes)")
    }

    @Test(arguments: 0..<150)
    func takesInLinesAround(seed: Int) {
        let bytes = Self.text(seed)
        guard !bytes.isEmpty else { return }
        var random = SeededRandom(seed + 1_000)
        let start = random.below(bytes.count)
        let span = start..<(start + random.below(bytes.count - start + 1))
        let within = random.below(4)
        let naive = NaiveLines(bytes)
        let first = max(0, naive.index(at: span.lowerBound) - within)
        let last = min(naive.lines.count - 1, naive.index(at: max(span.lowerBound, span.upperBound - 1)) + within)
        let found = unsafe bytes.withUnsafeBufferPointer {
            unsafe LineFinder.lines(around: span, within: within, in: $0)
        }
        #expect(
            found == naive.lines[first].content.lowerBound..<naive.lines[last].content.upperBound,
            "\(bytes) \(span) \(within)")
    }

    @Test(arguments: [0, 1, 5_000, 9_999, 10_000])
    func longLinesAreCutAtTheReach(index: Int) {
        let bytes = [UInt8](repeating: 97, count: 10_000)
        let found = unsafe bytes.withUnsafeBufferPointer { unsafe LineFinder.line(at: index, in: $0) }
        #expect(found == max(0, index - LineFinder.reach)..<min(10_000, index + LineFinder.reach))
    }

    @Test(arguments: [-5, 4, Int.max, Int.min])
    func indicesOutsideAreClamped(index: Int) {
        let bytes = Array("abc".utf8)
        #expect(unsafe bytes.withUnsafeBufferPointer { unsafe LineFinder.line(at: index, in: $0) } == 0..<3)
    }

    @Test(arguments: 0..<100, [0, 1, 7, 8, 9, 30])
    func stretchesAreWhatLiesBetweenEnds(seed: Int, reach: Int) {
        let bytes = Self.text(seed) + [UInt8](repeating: 98, count: seed % 20)
        let isEnd = bytes.map { $0 == 10 || $0 == 13 }
        for index in 0...bytes.count {
            let start = (max(0, index - reach)..<index).last { isEnd[$0] }.map { $0 + 1 } ?? max(0, index - reach)
            let limit = min(bytes.count, index + reach)
            let end = (index..<limit).first { isEnd[$0] } ?? limit
            let found = unsafe bytes.withUnsafeBufferPointer {
                unsafe LineFinder.stretch(around: index, within: reach, in: $0)
            }
            #expect(found == start..<end, "\(bytes) \(index)")
        }
    }

    /// The words that are looked at hold any byte: none but the two is an end.
    @Test(arguments: UInt8.min...UInt8.max)
    func everyByteIsToldFromAnEnd(byte: UInt8) {
        for place in 0..<24 {
            var bytes = [UInt8](repeating: byte ^ 0x80, count: 24)
            if [10, 13].contains(byte ^ 0x80) { bytes = [UInt8](repeating: 32, count: 24) }
            bytes[place] = byte
            let isEnd = byte == 10 || byte == 13
            unsafe bytes.withUnsafeBufferPointer { buffer in
                #expect(unsafe LineFinder.stretch(around: 0, within: 24, in: buffer) == 0..<(isEnd ? place : 24))
                #expect(unsafe LineFinder.stretch(around: 24, within: 24, in: buffer) == (isEnd ? place + 1 : 0)..<24)
            }
        }
    }
}
