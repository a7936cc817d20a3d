import SentinelEngine
import SentinelModel
import Testing

@Suite struct OrderTests {
    @Test(arguments: [("2", "50"), ("4", "50"), ("8", "50"), ("1", "1"), ("2", "7"), ("8", "1")])
    func eventsDoNotDependOnJobsOrBatches(jobs: String, batch: String) throws {
        let reference = try GeneratedTree.reference.get()
        let outcome = try GeneratedTree.scan([("jobs", jobs), ("batch_size", batch)])
        #expect(reference.findings.count > 1_500)
        #expect(outcome.lines == reference.lines)
        #expect(outcome.summary == reference.summary)
    }

    /// Folders depth first, entries by the bytes of their names; in a file by offset, then rule.
    @Test func eventsComeInTheOrderOfTheScan() throws {
        let findings = try GeneratedTree.reference.get().findings
        struct Key: Comparable {
            var path: [[UInt8]]
            var offset: Int
            var rule: String
            static func < (a: Key, b: Key) -> Bool {
                if a.path != b.path {
                    return a.path.lexicographicallyPrecedes(b.path) { $0.lexicographicallyPrecedes($1) }
                }
                return (a.offset, a.rule) < (b.offset, b.rule)
            }
        }
        let keys = findings.map {
            Key(
                path: $0.path.bytes.split(separator: 47).map(Array.init), offset: $0.range.start.offset,
                rule: $0.rule.id)
        }
        #expect(keys == keys.sorted())
        #expect(Set(findings.map(\.path)).count > 350)
    }

    /// The findings of every other file are more than one portion takes; what lies behind them is done long before.
    @Test(arguments: ["2", "8"])
    func portionsOfAnySizeKeepTheirPlaces(jobs: String) throws {
        let files = (0..<40).map { number in
            let count = number == 0 ? 20_000 : number % 2 == 1 ? 2_500 : 1
            return ("\(number).txt", String(repeating: "fixture_abcd\n", count: count))
        }
        let options = [("batch_size", "1"), ("max_findings_per_file", "100000"), ("jobs", jobs), ("timeout", "60s")]
        let outcome = try Fixture.scan(files, options)
        #expect(outcome.diagnostics.isEmpty && outcome.summary.filesCompleted == 40)
        #expect(outcome.findings.count == 20_000 + 20 * 2_500 + 19)
    }

    @Test func rootsComeAsTheyWereGiven() throws {
        let tree = try Tree()
        for name in ["b", "a", "c"] { try tree.file("\(name)/f", "fixture_abcd") }
        let outcome = try Fixture.engine().scan(["b", "c", "a", "c"].map(tree.full))
        #expect(outcome.findings.map { $0.path.display } == ["b", "c", "a", "c"].map { tree.full($0) + "/f" })
    }

    @Test(arguments: [1, 137, 900], ["2", "8"])
    func findingLimitsCutAtTheSamePlace(limit: Int, jobs: String) throws {
        let reference = try GeneratedTree.reference.get()
        let first = try GeneratedTree.first([("max_findings", "\(limit)")])
        let outcome = try GeneratedTree.scan([("jobs", jobs), ("max_findings", "\(limit)")])
        #expect(outcome.lines == first.lines)
        #expect(outcome.summary == first.summary)
        #expect(outcome.lines.dropLast() == reference.lines.prefix(outcome.lines.count - 1))
        #expect(outcome.diagnostics.last?.code == .findingLimit)
        #expect(
            outcome.summary.status == .limited && outcome.summary.findingsTotal == limit && !outcome.summary.isComplete)
    }

    /// Files with more findings than are reported count as failures.
    @Test(arguments: [1, 50, 150], ["2", "8"])
    func errorLimitsCutAtTheSamePlace(limit: Int, jobs: String) throws {
        let options = [("max_findings_per_file", "3"), ("error_threshold", "\(limit)")]
        let first = try GeneratedTree.first(options)
        let outcome = try GeneratedTree.scan(options + [("jobs", jobs)])
        #expect(outcome.lines == first.lines)
        #expect(outcome.summary == first.summary)
        #expect(outcome.diagnostics.last?.code == .errorThreshold)
        #expect(outcome.diagnostics.count { $0.code == .fileFindingLimit } == limit)
    }

    @Test func findingsOfOneFileAreBounded() throws {
        let text = String(repeating: "fixture_abcd\n", count: 25)
        let outcome = try Fixture.engine([("max_findings_per_file", "10")]).scan(text)
        #expect(outcome.findings.map(\.range.start.line) == Array(1...10))
        #expect(outcome.diagnostics.map(\.code) == [.fileFindingLimit])
        #expect(outcome.diagnostics.first?.message.contains("15 more") == true)
        #expect(outcome.summary.incomplete == 1 && !outcome.summary.isComplete)
    }

    @Test func theSummaryCountsWhatCame() throws {
        let outcome = try GeneratedTree.reference.get()
        let summary = outcome.summary
        #expect(summary.filesEligible == 709 && summary.filesCompleted == 709 && summary.isComplete)
        #expect(summary.findingsSuppressed == outcome.findings.count { $0.suppression != nil })
        #expect(summary.findingsTotal + summary.findingsSuppressed == outcome.findings.count)
        #expect(summary.findings[Int(Severity.low.rawValue)] == outcome.findings.count { $0.rule.id == "TEST-LOW" })
        #expect(summary.measurements == nil && summary.findingsSuppressed > 0)
    }

    @Test func measurementsAreTakenUnlessLeftOut() throws {
        let measured = try #require(try Fixture.engine([("omit_measurements", "false")]).scan("x").summary.measurements)
        #expect(measured.jobs == 2 && measured.peakMemory > 1 << 20 && measured.wallTime >= 0)
    }

    @Test func scansWithoutContentEnd() throws {
        #expect(try Fixture.engine().scan([]).summary.isComplete)
        #expect(try Fixture.engine().scan("").summary.isComplete)
        let tree = try Tree()
        let outcome = try Fixture.engine().scan([tree.path])
        #expect(outcome.events.isEmpty && outcome.summary.isComplete && outcome.summary.folders == 1)
        let missing = try Fixture.engine().scan([tree.full("missing")])
        #expect(missing.diagnostics.map(\.code) == [.rootMissing] && !missing.summary.isComplete)
    }

    @Test func memoryRootsAreFilesWithAName() throws {
        let outcome = try Fixture.scan([("b/x.py", "fixture_abcd"), ("a.txt", "\nfixture_abcd")])
        #expect(outcome.findings.map { "\($0.path.display):\($0.range.start.line)" } == ["b/x.py:1", "a.txt:2"])
    }
}
