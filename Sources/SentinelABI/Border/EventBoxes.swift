internal import CMCPSentinel
internal import SentinelModel
internal import Synchronization

/// What `mcps_finding` points to: the finding, and the texts it lends. They are made when somebody asks for them: who
/// writes reports or counts events never does. Several threads may ask at once; one of them wins.
final class FindingBox: Sendable {
    let finding: Finding
    private let lent = AtomicLazyReference<TextBlock>()
    private let lentTrace = AtomicLazyReference<TextBlock>()

    init(_ finding: Finding) { self.finding = finding }

    private var texts: TextBlock { lent.load() ?? lent.storeIfNil(makeTexts()) }

    /// Path and message of each step.
    private var traceTexts: TextBlock {
        lentTrace.load()
            ?? lentTrace.storeIfNil(TextBlock(finding.trace.flatMap { [$0.path.bytes, Array($0.message.utf8)] }))
    }

    private func makeTexts() -> TextBlock {
        let rule = finding.rule
        return TextBlock([
            Array(rule.id.utf8), Array(rule.title.utf8), Array(rule.category.rawValue.utf8),
            Array(finding.message.utf8),
            Array(rule.why.utf8), Array(rule.fix.utf8), finding.path.bytes, Array(finding.match.text.utf8),
            Array(finding.line.text.utf8), Array(finding.fingerprint.utf8),
            Array((finding.suppression?.reason ?? "").utf8), Array(finding.evidence.utf8),
        ])
    }

    var record: mcps_finding_info {
        let texts = texts
        return unsafe mcps_finding_info(
            struct_size: 0, severity: finding.severity.rawValue, confidence: finding.confidence.rawValue,
            suppressed: finding.suppression == nil ? 0 : 1, rule_id: texts[0], title: texts[1], category: texts[2],
            message: texts[3], why: texts[4], fix: texts[5], path: texts[6],
            range: mcps_range(start: mcps_position(finding.range.start), end: mcps_position(finding.range.end)),
            match: texts[7], line: texts[8], line_column: UInt32(clamping: finding.lineColumn),
            line_width: UInt32(clamping: finding.lineWidth), fingerprint: texts[9], suppression_reason: texts[10],
            evidence: texts[11])
    }

    /// The step of the trace at `index`; nil past the end.
    func traceRecord(at index: Int) -> mcps_trace_step? {
        guard finding.trace.indices.contains(index) else { return nil }
        let (step, texts) = (finding.trace[index], traceTexts)
        return unsafe mcps_trace_step(
            struct_size: 0, kind: step.kind.rawValue, path: texts[2 * index],
            range: mcps_range(start: mcps_position(step.range.start), end: mcps_position(step.range.end)),
            message: texts[2 * index + 1])
    }
}

/// What `mcps_diagnostic` points to.
final class DiagnosticBox: Sendable {
    let diagnostic: Diagnostic
    private let texts: TextBlock

    init(_ diagnostic: Diagnostic) {
        self.diagnostic = diagnostic
        texts = TextBlock([
            Array(diagnostic.code.rawValue.utf8), Array(diagnostic.message.utf8), diagnostic.path?.bytes ?? [],
            Array(diagnostic.detector.utf8), Array(diagnostic.recovery.utf8),
        ])
    }

    var record: mcps_diagnostic_info {
        unsafe mcps_diagnostic_info(
            struct_size: 0, severity: diagnostic.severity.rawValue, category: diagnostic.category.rawValue,
            retry_may_help: diagnostic.retryMayHelp ? 1 : 0, code: texts[0], message: texts[1], path: texts[2],
            detector: texts[3], recovery: texts[4], line: UInt32(clamping: diagnostic.line),
            column: UInt32(clamping: diagnostic.column), incomplete: diagnostic.isIncomplete ? 1 : 0, reserved: 0)
    }
}

extension mcps_position {
    init(_ position: Position) {
        self.init(
            offset: UInt64(clamping: position.offset), line: UInt32(clamping: position.line),
            column: UInt32(clamping: position.column), byte_column: UInt32(clamping: position.byteColumn), reserved: 0)
    }
}

extension mcps_summary {
    init(_ summary: Summary) {
        self.init()
        status = statusCode(of: summary.status)
        complete = summary.isComplete ? 1 : 0
        files_eligible = UInt64(clamping: summary.filesEligible)
        files_completed = UInt64(clamping: summary.filesCompleted)
        files_ignored = UInt64(clamping: summary.filesIgnored)
        files_binary = UInt64(clamping: summary.filesBinary)
        files_too_large = UInt64(clamping: summary.filesTooLarge)
        files_special = UInt64(clamping: summary.filesSpecial)
        folders = UInt64(clamping: summary.folders)
        bytes = UInt64(clamping: summary.bytes)
        findings_info = UInt64(clamping: summary.findings[0])
        findings_low = UInt64(clamping: summary.findings[1])
        findings_medium = UInt64(clamping: summary.findings[2])
        findings_high = UInt64(clamping: summary.findings[3])
        findings_critical = UInt64(clamping: summary.findings[4])
        findings_suppressed = UInt64(clamping: summary.findingsSuppressed)
        diagnostics = UInt64(clamping: summary.diagnostics)
        wall_time = UInt64(clamping: summary.measurements?.wallTime ?? 0)
        peak_memory = UInt64(clamping: summary.measurements?.peakMemory ?? 0)
        budget_waits = UInt64(clamping: summary.measurements?.budgetWaits ?? 0)
    }
}

/// The status that `mcps_event` and `mcps_summary` carry.
func statusCode(of status: Summary.Status) -> Int32 {
    switch status {
    case .finished: MCPS_OK
    case .stopped: MCPS_STOPPED
    case .limited: MCPS_LIMITED
    case .running: MCPS_TIMEOUT
    }
}
