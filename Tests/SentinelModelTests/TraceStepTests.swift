import SentinelModel
import Testing

@Suite struct TraceStepTests {
    private func step(_ message: String) -> TraceStep {
        let place = Position(offset: 0, line: 1, column: 1, byteColumn: 1)
        return TraceStep(.source, path: RawPath("a"), range: SourceRange(start: place, end: place), message: message)
    }

    /// A name in code may be a megabyte long.
    @Test(arguments: ["", "x", String(repeating: "é", count: Excerpt.limit)])
    func keepsWhatIsShort(message: String) {
        #expect(step(message).message == message)
    }

    @Test func cutsWhatIsLong() {
        let message = step(String(repeating: "é", count: 100_000)).message
        #expect(message.unicodeScalars.count == Excerpt.limit)
        #expect(message.hasPrefix("éé") && message.hasSuffix("é…"))
    }
}
