internal import CMCPSentinel

/// Something that a rule found; secrets in it are masked. The fields are those of `mcps_finding_info`.
package struct Finding: Hashable, Sendable {
    package var ruleID: String
    package var severity: Severity
    package var confidence: Confidence
    /// True if a comment in the file suppresses it.
    package var isSuppressed: Bool
    package var title: String
    package var category: String
    package var message: String
    package var why: String
    package var fix: String
    package var path: RawPath
    package var start: Position
    package var end: Position
    package var match: String
    package var line: String
    /// The code point in `line` at which the match starts, from 1.
    package var lineColumn: UInt32
    /// How many code points of the match stand in `line`.
    package var lineWidth: UInt32
    package var fingerprint: String
    package var suppressionReason: String
    package var evidence: String
    /// From the source to the sink; empty where no way was followed.
    package var trace: [TraceStep]

    /// Copies what `handle` holds.
    init(copying handle: Handle) throws(SentinelError) {
        var info = unsafe mcps_finding_info()
        unsafe info.struct_size = unsafe structSize(of: mcps_finding_info.self)
        try unsafe fill(&info) { info, _ in unsafe mcps_finding_get(handle.address, info.address) }
        ruleID = unsafe string(info.rule_id)
        severity = unsafe Severity(rawValue: info.severity) ?? .info
        confidence = unsafe Confidence(rawValue: info.confidence) ?? .low
        isSuppressed = unsafe info.suppressed != 0
        title = unsafe string(info.title)
        category = unsafe string(info.category)
        message = unsafe string(info.message)
        why = unsafe string(info.why)
        fix = unsafe string(info.fix)
        path = unsafe RawPath(bytes: bytes(info.path))
        start = unsafe Position(info.range.start)
        end = unsafe Position(info.range.end)
        match = unsafe string(info.match)
        line = unsafe string(info.line)
        lineColumn = unsafe info.line_column
        lineWidth = unsafe info.line_width
        fingerprint = unsafe string(info.fingerprint)
        suppressionReason = unsafe string(info.suppression_reason)
        evidence = unsafe string(info.evidence)
        trace = []
        for index in 0..<(unsafe mcps_finding_trace_count(handle.address)) {
            trace.append(try TraceStep(copying: handle, at: index))
        }
    }
}

/// One step of the way on which something from outside reaches a finding's place. The fields are those of `mcps_trace_step`.
package struct TraceStep: Hashable, Sendable {
    /// Raw values are those of `MCPS_TRACE_*`.
    package enum Kind: Int32, CaseIterable, Sendable {
        case source = 0
        case step
        case sink
    }

    package var kind: Kind
    package var path: RawPath
    package var start: Position
    package var end: Position
    package var message: String

    /// Copies a step of the finding that `handle` holds.
    init(copying handle: Handle, at index: Int) throws(SentinelError) {
        var raw = unsafe mcps_trace_step()
        unsafe raw.struct_size = unsafe structSize(of: mcps_trace_step.self)
        try unsafe fill(&raw) { raw, _ in unsafe mcps_finding_trace_at(handle.address, index, raw.address) }
        kind = unsafe Kind(rawValue: raw.kind) ?? .step
        path = unsafe RawPath(bytes: bytes(raw.path))
        start = unsafe Position(raw.range.start)
        end = unsafe Position(raw.range.end)
        message = unsafe string(raw.message)
    }
}

/// Something that went wrong or was left out while scanning. The fields are those of `mcps_diagnostic_info`.
package struct Diagnostic: Hashable, Sendable {
    package var severity: Severity
    /// One of `MCPS_CATEGORY_*`.
    package var category: Int32
    package var retryMayHelp: Bool
    /// A stable name for programs, such as `file-unreadable`.
    package var code: String
    package var message: String
    /// Empty where no file is concerned.
    package var path: RawPath
    /// The rule or detector; empty where none is concerned.
    package var detector: String
    package var recovery: String
    /// From 1; 0 where that is not known.
    package var line: UInt32
    package var column: UInt32
    /// True if something that should have been scanned was not.
    package var isIncomplete: Bool

    /// Copies what `handle` holds.
    init(copying handle: Handle) throws(SentinelError) {
        var info = unsafe mcps_diagnostic_info()
        unsafe info.struct_size = unsafe structSize(of: mcps_diagnostic_info.self)
        try unsafe fill(&info) { info, _ in unsafe mcps_diagnostic_get(handle.address, info.address) }
        severity = unsafe Severity(rawValue: info.severity) ?? .low
        category = unsafe info.category
        retryMayHelp = unsafe info.retry_may_help != 0
        code = unsafe string(info.code)
        message = unsafe string(info.message)
        path = unsafe RawPath(bytes: bytes(info.path))
        detector = unsafe string(info.detector)
        recovery = unsafe string(info.recovery)
        line = unsafe info.line
        column = unsafe info.column
        isIncomplete = unsafe info.incomplete != 0
    }
}
