import SentinelEngine
import SentinelModel
import TestSupport
import Testing

/// A large file is cut into pieces of 1 MiB, which any number of workers search: it must not show.
@Suite struct LargeFileTests {
    /// Lines with findings in them here and there, some across the borders of pieces: matches of up to two KB, and rows of
    /// matches that follow each other without a gap, where it matters which of them comes first.
    private static func text(seed: Int, isLong: Bool) -> [UInt8] {
        var random = SeededRandom(seed)
        let lines = (0..<200).map { _ in
            Array((String(repeating: "wörds and ", count: random.below(8)) + (isLong ? " " : "\n")).utf8)
        }
        var text: [UInt8] = []
        text.reserveCapacity(10 << 20)
        var border = 1 << 20
        while text.count < 9 << 20 {
            text += random.pick(lines)
            if random.chance(1), random.chance(20) {
                text += Array("fixture_abcd secret_Q1W2E3R4T5 lowmark_efgh\n".utf8)
            }
            guard text.count > border - 2_000, text.count < border else { continue }
            let row = Array("secret_".utf8) + Array(repeating: UInt8(ascii: "a") + UInt8(random.below(26)), count: 53)
            for _ in 0..<80 { text += row }
            text +=
                Array("BEGINKEY\n".utf8) + Array(repeating: UInt8(ascii: "k"), count: 1_500) + Array("ENDKEY\n".utf8)
            border += 1 << 20
        }
        return text
    }

    @Test(arguments: 0..<4)
    func piecesEqualTheWhole(seed: Int) throws {
        let tree = try Tree()
        try tree.file("a.txt", Self.text(seed: seed, isLong: seed % 2 == 1))
        let all = [("max_findings_per_file", "100000")]
        let whole = try Fixture.engine(all + [("max_file_size", "100MB")]).scan([tree.path])
        #expect(whole.findings.count > 200)
        for jobs in ["1", "2", "5"] {
            let pieces = try Fixture.engine(all + [("max_file_size", "1MB"), ("jobs", jobs)]).scan([tree.path])
            #expect(pieces.diagnostics.map(\.code.rawValue) == ["file-windowed"])
            let found = pieces.lines.filter { !$0.contains("fileWindowed") }
            let differing = zip(found, whole.lines).first { $0 != $1 }
            let message = "\(jobs) workers: \(differing?.0 ?? "") instead of \(differing?.1 ?? "")"
            #expect(differing == nil && found.count == whole.lines.count, Comment(rawValue: message))
            #expect(pieces.summary.bytes == whole.summary.bytes)
        }
    }

    /// The limit counts in the order of the file, whoever found what.
    @Test func limitsCountInOrder() throws {
        let tree = try Tree()
        try tree.file("a.txt", Self.text(seed: 7, isLong: false))
        let options = [("max_file_size", "1MB"), ("max_findings_per_file", "100")]
        let one = try Fixture.engine(options + [("jobs", "1")]).scan([tree.path])
        let four = try Fixture.engine(options + [("jobs", "4")]).scan([tree.path])
        #expect(one.findings.count == 100)
        #expect(one.lines == four.lines)
        #expect(one.diagnostics.contains { $0.code.rawValue == "file-finding-limit" })
    }

    @Test func aFilesTimeEndsAllPieces() throws {
        let tree = try Tree()
        try tree.file("a.txt", [UInt8](repeating: 0x61, count: 64 << 20))
        let outcome = try Fixture.engine([("max_file_size", "1MB"), ("jobs", "3"), ("file_timeout", "1ms")]).scan([
            tree.path
        ])
        #expect(outcome.diagnostics.contains { $0.code.rawValue == "file-timeout" })
        #expect(!outcome.summary.isComplete)
        // What was not searched is not counted as scanned, and the file did not change.
        #expect(outcome.summary.bytes < 64 << 20 && outcome.summary.filesCompleted == 0)
        #expect(!outcome.diagnostics.contains { $0.code.rawValue == "file-changed" })
    }
}
