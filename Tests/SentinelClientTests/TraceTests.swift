import SentinelModel
import Testing

@testable import SentinelABI
@testable import SentinelClient

/// A trace on its way over the border: what the library's finding holds is what the client copies.
struct TraceTests {
    private static func position(_ line: Int) -> SentinelModel.Position {
        SentinelModel.Position(offset: 10 * line, line: line, column: 3, byteColumn: 4)
    }

    private static func box(_ trace: [SentinelModel.TraceStep]) -> FindingBox {
        let rule = RuleDescriptor(
            id: "TEST-FLOW", title: "Test", severity: .high, confidence: .high, category: .commandInjection, cwe: [78],
            owaspMCP: [], message: "Test.", why: "", fix: "", references: [], since: "0.1.0", aliases: [], kind: "flow",
            origin: "built-in", isSecret: false)
        return FindingBox(
            SentinelModel.Finding(
                rule: rule, severity: .high, confidence: .high, path: SentinelModel.RawPath("b.py"),
                range: SourceRange(start: position(2), end: position(2)), message: "Test.", match: Excerpt(text: "x"),
                line: Excerpt(text: "x"), lineColumn: 1, lineWidth: 1, fingerprint: String(repeating: "0", count: 64),
                suppression: nil, evidence: "", trace: trace))
    }

    private static func copy(_ box: FindingBox) throws -> SentinelClient.Finding {
        try withExtendedLifetime(box) {
            try SentinelClient.Finding(copying: unsafe SentinelClient.Handle(address: SentinelABI.Handle.lend(box)))
        }
    }

    @Test func everyStepIsCopied() throws {
        let kinds: [SentinelModel.TraceStep.Kind] = [.source, .step, .sink]
        let paths: [[UInt8]] = [[0x61, 0xFF], Array("b.py".utf8), Array("日/b.py".utf8)]
        let trace = zip(kinds, paths).enumerated().map { index, one in
            SentinelModel.TraceStep(
                one.0, path: SentinelModel.RawPath(one.1),
                range: SourceRange(start: Self.position(index + 1), end: Self.position(index + 2)),
                message: "step é \(index)")
        }
        let copied = try Self.copy(Self.box(trace)).trace
        #expect(copied.map(\.kind.rawValue) == kinds.map(\.rawValue))
        #expect(copied.map(\.path.bytes) == paths)
        #expect(copied.map(\.message) == ["step é 0", "step é 1", "step é 2"])
        #expect(copied.map(\.start.line) == [1, 2, 3] && copied.map(\.end.line) == [2, 3, 4])
        #expect(copied.map(\.start.offset) == [10, 20, 30])
        #expect(copied.allSatisfy { $0.start.column == 3 && $0.start.byteColumn == 4 })
    }

    @Test func aFindingWithoutTraceHasNoStep() throws {
        #expect(try Self.copy(Self.box([])).trace == [])
    }

    /// Past the end, and for an index that no array has.
    @Test(arguments: [1, 2, Int.max, -1])
    func noStepIsMadeUp(index: Int) throws {
        let step = SentinelModel.TraceStep(
            .source, path: SentinelModel.RawPath("a"),
            range: SourceRange(start: Self.position(1), end: Self.position(1)),
            message: "")
        let box = Self.box([step])
        let error = #expect(throws: SentinelError.self) {
            try withExtendedLifetime(box) {
                try SentinelClient.TraceStep(
                    copying: unsafe SentinelClient.Handle(address: SentinelABI.Handle.lend(box)), at: index)
            }
        }
        #expect(error?.status == .argument)
    }
}
