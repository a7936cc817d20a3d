internal import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel
internal import SentinelReport

/// What `mcps_scan` points to: the scan, its outputs, and what it has lent last.
final class ScanBox {
    let scan: Scan
    private var outputs: [Output] = []
    private var isBegun = false
    private(set) var isOver = false
    /// What was pulled while an output failed: handed out by the next call.
    private var held: Scan.Pulled?
    /// Lent until the next event.
    private var finding: FindingBox?
    private var diagnostic: DiagnosticBox?
    private var path = TextBlock([String]())

    init(_ engine: Engine) { scan = Scan(engine: engine) }

    func add(_ output: Output) { outputs.append(output) }

    func start() throws(Failure) {
        guard !scan.isStarted else { throw Failure(code: MCPS_ERR_STATE, message: "the scan has been started already") }
        guard scan.start() else {
            throw Failure(code: MCPS_ERR_RESOURCE, message: "the system gives no thread to scan with")
        }
    }

    /// What `next` hands out.
    @safe
    enum Next {
        case event(mcps_event)
        case nothing
        case over
    }

    /// Takes an event, writes it to the outputs, and keeps what it lends.
    func next(waiting milliseconds: Int) throws(Failure) -> Next {
        guard scan.isStarted else { throw Failure(code: MCPS_ERR_STATE, message: "the scan has not been started") }
        guard !scan.isForeign else {
            throw Failure(code: MCPS_ERR_FORKED, message: "the scan was started in another process")
        }
        guard !isOver else { return .over }
        if !isBegun {
            isBegun = true
            try writeAll { $0.begin(scan.info) }
        }
        if let event = held {
            held = nil
            return handOut(event)
        }
        let pulled = scan.next(waiting: milliseconds)
        do throws(Failure) {
            try write(pulled)
        } catch {
            held = pulled
            throw error
        }
        return handOut(pulled)
    }

    private func write(_ pulled: Scan.Pulled) throws(Failure) {
        switch pulled {
        case .nothing, .progress: break
        case .event(.finding(let found)): try writeAll { $0.finding(found) }
        case .event(.diagnostic(let found)): try writeAll { $0.diagnostic(found) }
        case .over(let summary): try writeAll { $0.end(summary) }
        }
    }

    private func handOut(_ pulled: Scan.Pulled) -> Next {
        switch pulled {
        case .nothing: return .nothing
        case .progress(let progress): return unsafe .event(record(of: progress))
        case .event(.finding(let found)): return unsafe .event(record(of: found))
        case .event(.diagnostic(let found)): return unsafe .event(record(of: found))
        case .over(let summary):
            isOver = true
            return unsafe .event(record(of: summary))
        }
    }

    /// Lets every output write; the first that fails cancels the scan.
    private func writeAll(_ write: (Output) -> Bool) throws(Failure) {
        var isFailed = false
        for output in outputs where !write(output) { isFailed = true }
        guard isFailed else { return }
        outputs.removeAll { $0.isFailed }
        scan.cancel()
        throw Failure(code: MCPS_ERR_OUTPUT, message: "an output could not be written, so the scan was cancelled")
    }
}

extension ScanBox {
    private func record(of found: Finding) -> mcps_event {
        let box = FindingBox(found)
        finding = box
        var event = unsafe newEvent(MCPS_EVENT_FINDING)
        unsafe event.finding = Handle.lend(box)
        return unsafe event
    }

    private func record(of found: Diagnostic) -> mcps_event {
        let box = DiagnosticBox(found)
        diagnostic = box
        var event = unsafe newEvent(MCPS_EVENT_DIAGNOSTIC)
        unsafe event.diagnostic = Handle.lend(box)
        return unsafe event
    }

    private func record(of progress: ScanProgress) -> mcps_event {
        path = TextBlock([progress.path.bytes])
        var event = unsafe newEvent(MCPS_EVENT_PROGRESS)
        unsafe event.files_completed = UInt64(clamping: progress.completed)
        unsafe event.files_discovered = UInt64(clamping: progress.discovered)
        unsafe event.bytes = UInt64(clamping: progress.bytes)
        unsafe event.findings = UInt64(clamping: progress.findings)
        unsafe event.path = path[0]
        return unsafe event
    }

    private func record(of summary: Summary) -> mcps_event {
        var event = unsafe newEvent(MCPS_EVENT_END)
        unsafe event.files_completed = UInt64(clamping: summary.filesCompleted)
        unsafe event.files_discovered = UInt64(clamping: summary.filesEligible)
        unsafe event.bytes = UInt64(clamping: summary.bytes)
        unsafe event.findings = UInt64(clamping: summary.findingsTotal)
        unsafe event.status = statusCode(of: summary.status)
        return unsafe event
    }

    private func newEvent(_ kind: Int32) -> mcps_event {
        var event = unsafe mcps_event()
        unsafe event.kind = kind
        unsafe event.path = emptyText
        return unsafe event
    }
}

/// An output of a scan: a writer, and where its bytes go.
@safe
final class Output {
    private let writer: any ReportWriter
    private let send: (UnsafeRawPointer, Int) -> Bool
    private var sink = ByteSink()
    private(set) var isFailed = false

    init(_ format: ReportFormat, options: ReportOptions, send: @escaping (UnsafeRawPointer, Int) -> Bool) {
        writer = format.makeWriter(options: options)
        unsafe self.send = unsafe send
    }

    func begin(_ run: RunInfo) -> Bool {
        writer.begin(run, to: &sink)
        return drain()
    }

    func finding(_ finding: Finding) -> Bool {
        writer.finding(finding, to: &sink)
        return drain()
    }

    func diagnostic(_ diagnostic: Diagnostic) -> Bool {
        writer.diagnostic(diagnostic, to: &sink)
        return drain()
    }

    func end(_ summary: Summary) -> Bool {
        writer.end(summary, to: &sink)
        return drain()
    }

    private func drain() -> Bool {
        guard !sink.isEmpty else { return true }
        let isSent = unsafe sink.bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return true }
            return unsafe send(base, bytes.count)
        }
        sink.removeAll()
        if !isSent { isFailed = true }
        return isSent
    }
}

extension ReportOptions {
    init(_ settings: Settings) {
        self.init()
        omitMeasurements = settings.omitsMeasurements
        showSuppressed = settings.showsSuppressed
        verbose = settings.isVerbose
    }
}

/// The format called `name`.
func reportFormat(_ name: String) throws(Failure) -> ReportFormat {
    guard let format = ReportFormat(rawValue: name) else {
        let known = ReportFormat.allCases.map(\.rawValue)
        throw Failure(
            code: MCPS_ERR_NOT_FOUND,
            message:
                "there is no format `\(name)`.\(didYouMean(name, in: known)) Known: \(known.joined(separator: ", "))")
    }
    return format
}
