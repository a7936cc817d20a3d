import SentinelClient
import Testing

/// A rule whose findings are known beforehand, as a file of the system's temporary folder.
let marker = RawPath(
    #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" }
        + "/CommandLineTests/Fixtures/marker.yaml")

/// An engine in which only the marker rule speaks.
func markerEngine(_ options: [(String, String)] = []) throws -> Engine {
    var configuration = try Configuration()
    try configuration.set("rules", toBytes: marker.bytes)
    try configuration.set("rule", to: "TEST-MARKER")
    for (name, value) in options { try configuration.set(name, to: value) }
    return try Engine(configuration)
}

let sample = Array("# é fixture_marker_abcd\nfixture_marker_efgh = 1\n".utf8)

struct ConfigurationTests {
    @Test func tellsValueAndOrigin() throws {
        var configuration = try Configuration()
        #expect(try configuration.option("severity").origin == "default")
        try configuration.set("severity", to: "high")
        let option = try configuration.option("severity")
        #expect(option.value == "high")
        #expect(option.origin == "set")
        #expect(option.choices == Severity.allCases.map(\.name))
    }

    @Test func listsGrowAndAreEmptied() throws {
        var configuration = try Configuration()
        for value in ["a", "b"] { try configuration.set("exclude", to: value) }
        #expect(try configuration.option("exclude").value == "a\nb")
        try configuration.set("exclude", to: "")
        #expect(try configuration.option("exclude").value == "")
    }

    @Test(arguments: [
        ("severty", "high", Status.notFound), ("severity", "huge", .config), ("jobs", "many", .config),
        ("severity", "hi\0gh", .argument),
    ])
    func wrongValuesThrow(name: String, value: String, status: Status) throws {
        var configuration = try Configuration()
        let before = try configuration.options()
        let error = #expect(throws: SentinelError.self) { try configuration.set(name, to: value) }
        #expect(error?.status == status)
        #expect(error?.message.isEmpty == false)
        #expect(try configuration.options() == before)
    }

    @Test func everyOptionHasATextAndTakesItsDefault() throws {
        var configuration = try Configuration()
        for option in try EngineOption.all() {
            #expect(!option.help.isEmpty && !option.group.isEmpty, "\(option.name)")
            #expect(option.value == option.defaultValue, "\(option.name)")
            try configuration.set(option.name, to: option.defaultValue)
        }
        _ = try Engine(configuration)
    }

    @Test(arguments: [
        ("file_timeout", "1500ms", "1500ms"), ("file_timeout", "2", "2s"), ("file_timeout", "1m", "60s"),
        ("max_file_size", "2000000", "2MB"), ("max_file_size", "1KiB", "1024"), ("jobs", "3", "3"),
    ])
    func aValueIsInTheFormThatSettingTakes(name: String, value: String, shown: String) throws {
        var configuration = try Configuration()
        try configuration.set(name, to: value)
        #expect(try configuration.option(name).value == shown)
        try configuration.set(name, to: shown)
        #expect(try configuration.option(name).value == shown)
    }

    @Test func loadingWhatIsNotThereThrows() throws {
        var configuration = try Configuration()
        let error = #expect(throws: SentinelError.self) { try configuration.load(RawPath("/nonexistent.yaml")) }
        #expect(error?.status == .io)
    }
}

struct EngineTests {
    @Test func rulesAreSortedAndFound() throws {
        let engine = try markerEngine()
        let rules = try engine.rules()
        #expect(rules.map(\.id) == rules.map(\.id).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        let rule = try engine.rule("TEST-MARKER")
        #expect(rules.contains(rule))
        #expect(rule.isEnabled)
        #expect(rule[.matchExamples].count == 3)
        #expect(rules.filter(\.isEnabled) == [rule])
    }

    @Test func anUnknownRuleThrows() throws {
        let engine = try Engine()
        let error = #expect(throws: SentinelError.self) { try engine.rule("no-such-rule") }
        #expect(error?.status == .notFound)
    }

    @Test func rulesAreTested() throws {
        let result = try markerEngine().testRules("TEST-MARKER")
        #expect(result.tested == 1)
        #expect(result.failures == [])
    }

    @Test func aSharedEngineOutlivesTheFirst() throws {
        let second = try { try markerEngine().shared() }()
        #expect(try second.rule("TEST-MARKER").id == "TEST-MARKER")
    }

    @Test func theLibraryTellsItsFormats() {
        #expect(Set(Library.formats.map(\.name)).isSuperset(of: ["text", "terminal", "json", "jsonl", "sarif"]))
        #expect(Library.abiVersion >= 1)
        #expect(!Library.version.isEmpty)
    }
}

struct ScanTests {
    /// Pulls all events.
    private func events(of scan: inout Scan) throws -> [Event] {
        var events: [Event] = []
        try scan.start()
        while case .event(let event) = try scan.next() { events.append(event) }
        return events
    }

    @Test func findingsComeInOrderAndTheEndLast() throws {
        var scan = try markerEngine().scan()
        try scan.add(sample, as: RawPath("a.py"))
        try scan.add(sample, as: RawPath("b.py"))
        let events = try events(of: &scan)
        let findings = events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
        #expect(
            findings.map { "\($0.path):\($0.start.line):\($0.start.column)" } == [
                "a.py:1:5", "a.py:2:1", "b.py:1:5", "b.py:2:1",
            ])
        #expect(findings.first?.match == "fixture_marker_abcd")
        guard case .end(.ok) = events.last else {
            Issue.record("the last event is \(String(describing: events.last))")
            return
        }
        guard case .over = try scan.next() else {
            Issue.record("something came after the end")
            return
        }
        let summary = try scan.summary()
        #expect(summary.findings(atLeast: .info) == 4)
        #expect(summary.findings(atLeast: .medium) == 0)
        #expect(summary.isComplete)
    }

    @Test func collectingGivesWhatStreams() throws {
        let engine = try markerEngine()
        var streaming = try engine.scan()
        try streaming.add(sample, as: RawPath("a.py"))
        let streamed = try events(of: &streaming).compactMap {
            if case .finding(let finding) = $0 { finding } else { nil }
        }
        var collecting = try engine.scan()
        try collecting.add(sample, as: RawPath("a.py"))
        let report = try collecting.collect()
        #expect(try report.findings() == streamed)
        #expect(try report.summary().findings(atLeast: .info) == 2)
        #expect(try report.diagnostics() == [])
    }

    @Test(arguments: ["text", "terminal", "json", "jsonl", "sarif"])
    func outputsAreTheRenderedReport(format: String) throws {
        let engine = try markerEngine([("omit_measurements", "true")])
        final class Written { var bytes: [UInt8] = [] }
        let written = Written()
        var scan = try engine.scan()
        try scan.add(sample, as: RawPath("a.py"))
        try scan.addOutput(format) { data in
            unsafe data.withUnsafeBytes { unsafe written.bytes.append(contentsOf: $0) }
            return true
        }
        let report = try scan.collect()
        #expect(try report.render(format) == written.bytes)
        #expect(!written.bytes.isEmpty)
    }

    @Test func anOutputThatFailsEndsTheScan() throws {
        var scan = try markerEngine().scan()
        try scan.add(sample, as: RawPath("a.py"))
        try scan.addOutput("json") { _ in false }
        try scan.start()
        var failures = 0
        var isOver = false
        while !isOver {
            do throws(SentinelError) {
                if case .over = try scan.next() { isOver = true }
            } catch {
                #expect(error.status == .output)
                failures += 1
            }
        }
        #expect(failures == 1)
    }

    @Test func misuseThrows() throws {
        var scan = try markerEngine().scan()
        #expect(throws: SentinelError.self) { _ = try scan.next() }
        #expect(throws: SentinelError.self) { try scan.addOutput("no-such-format") { _ in true } }
        try scan.start()
        let error = #expect(throws: SentinelError.self) { try scan.add(RawPath("late")) }
        #expect(error?.status == .state)
        #expect(throws: SentinelError.self) { try scan.start() }
    }

    @Test func aCancelledScanSaysSo() throws {
        var scan = try markerEngine().scan()
        for index in 0..<2000 { try scan.add(sample, as: RawPath("\(index).py")) }
        try scan.start()
        scan.cancel()
        var last: Event?
        while case .event(let event) = try scan.next() { last = event }
        guard case .end(.stopped) = last else {
            Issue.record("the last event is \(String(describing: last))")
            return
        }
        #expect(try !scan.summary().isComplete)
    }

    @Test func progressComesWhenAsked() throws {
        var scan = try markerEngine([("progress_interval", "1ms")]).scan()
        for index in 0..<2000 { try scan.add(sample, as: RawPath("\(index).py")) }
        let counts = try events(of: &scan).compactMap { if case .progress(let counts) = $0 { counts } else { nil } }
        #expect(!counts.isEmpty)
        #expect(counts.map(\.filesCompleted) == counts.map(\.filesCompleted).sorted())
    }

    /// Steps pass over what `next` copies, and end where it ends.
    @Test func stepsLeaveEventsToTheOutputs() throws {
        var scan = try markerEngine([("progress_interval", "1ms")]).scan()
        for index in 0..<2000 { try scan.add(sample, as: RawPath("\(index).py")) }
        nonisolated(unsafe) var written = 0
        try scan.addOutput("jsonl") { data in
            unsafe written += data.byteCount
            return true
        }
        try scan.start()
        var counts: [Progress] = []
        var isOver = false
        while !isOver {
            switch try scan.step(timeout: 1_000) {
            case .progress(let progress): counts.append(progress)
            case .working: break
            case .over: isOver = true
            }
        }
        #expect(!counts.isEmpty && counts.map(\.findings) == counts.map(\.findings).sorted())
        #expect(try scan.summary().findings(atLeast: .info) == 4_000)
        #expect(unsafe written > 4_000 * 100)
        guard case .over = try scan.next() else {
            Issue.record("something came after the end")
            return
        }
    }

    @Test func estimateCountsFilesAndBytes() throws {
        var scan = try markerEngine().scan()
        try scan.add(marker)
        let estimate = try scan.estimate()
        #expect(estimate.files == 1)
        #expect(estimate.bytes > 100)
    }
}

struct ScanEventsTests {
    @Test func comeToTheirEnd() async throws {
        var scan = try markerEngine().scan()
        for index in 0..<100 { try scan.add(sample, as: RawPath("\(index).py")) }
        var findings = 0
        var isEnded = false
        for try await event in try ScanEvents(scan) {
            if case .finding = event { findings += 1 }
            if case .end = event { isEnded = true }
        }
        #expect(findings == 200)
        #expect(isEnded)
    }

    @Test func aCancelledTaskCancelsTheScan() async throws {
        let task = Task {
            var scan = try markerEngine().scan()
            for index in 0..<20_000 { try scan.add(sample, as: RawPath("\(index).py")) }
            var end: Status?
            for try await event in try ScanEvents(scan) {
                if case .end(let status) = event { end = status }
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
            return end
        }
        #expect(try await task.value == .stopped)
    }
}
