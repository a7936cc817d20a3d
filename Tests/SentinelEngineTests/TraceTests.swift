import SentinelDetectors
import SentinelModel
import SentinelRules
import Testing

@testable import SentinelEngine

/// What a detector knows of the way to a place comes with the finding.
@Suite struct TraceTests {
    private func step(_ kind: TraceStep.Kind, _ path: String, line: Int) -> TraceStep {
        let place = Position(offset: line, line: line, column: 1, byteColumn: 1)
        return TraceStep(kind, path: RawPath(path), range: SourceRange(start: place, end: place), message: "step")
    }

    private func event(_ note: MatchNote?) throws -> ScanEvent {
        let engine = try Fixture.engine()
        let rule = try #require(engine.rules.first { $0.descriptor.id == "TEST-MARK" }).descriptor
        var judge = FileJudge(settings: engine.settings, path: RawPath("root/b.py"), relativePath: RawPath("b.py"))
        let events = unsafe Array("fixture_abcd".utf8).withUnsafeBufferPointer { bytes in
            unsafe judge.findings(
                [RuleMatch(rule: rule, span: 0..<12, secret: nil, note: note)], secrets: [], in: bytes
            ) { Position(offset: $0, line: 1, column: $0 + 1, byteColumn: $0 + 1) }
        }
        return try #require(events.first)
    }

    private func trace(of event: ScanEvent) -> [TraceStep]? {
        if case .finding(let finding) = event { finding.trace } else { nil }
    }

    @Test func aFindingHasItsMatchsTrace() throws {
        let way = [step(.source, "root/a.py", line: 3), step(.sink, "root/b.py", line: 1)]
        #expect(trace(of: try event(MatchNote(evidence: "", trace: way))) == way)
        #expect(trace(of: try event(MatchNote(evidence: "why"))) == [])
        #expect(trace(of: try event(nil)) == [])
    }

    /// The memory budget counts it.
    @Test func aTraceHasWeight() throws {
        let way = Array(repeating: step(.step, "root/a.py", line: 3), count: 64)
        #expect(try event(MatchNote(evidence: "", trace: way)).weight > event(nil).weight + 64 * 100)
    }
}
