internal import CMCPSentinel

/// One thing that happened in a scan.
package enum Event: Sendable {
    case finding(Finding)
    case diagnostic(Diagnostic)
    /// Comes only when the option `progress_interval` is not 0.
    case progress(Progress)
    /// The scan is over; comes once, last: `.ok`, `.stopped` or `.limited`.
    case end(Status)

    /// Copies what the library lends, or gives nil for a kind that a later library added.
    init?(_ raw: mcps_event) throws(SentinelError) {
        switch unsafe raw.kind {
        case MCPS_EVENT_FINDING:
            guard let finding = unsafe raw.finding else { return nil }
            self = .finding(try Finding(copying: unsafe Handle(address: finding)))
        case MCPS_EVENT_DIAGNOSTIC:
            guard let diagnostic = unsafe raw.diagnostic else { return nil }
            self = .diagnostic(try Diagnostic(copying: unsafe Handle(address: diagnostic)))
        case MCPS_EVENT_PROGRESS:
            self = .progress(unsafe Progress(raw))
        case MCPS_EVENT_END:
            self = .end(unsafe Status(rawValue: raw.status))
        default:
            return nil
        }
    }
}

/// How far a scan has come.
package struct Progress: Hashable, Sendable {
    package var filesCompleted: UInt64
    package var filesDiscovered: UInt64
    /// Bytes read.
    package var bytes: UInt64
    /// Findings handed out.
    package var findings: UInt64
    /// The file completed last.
    package var path: RawPath

    init(_ raw: mcps_event) {
        filesCompleted = unsafe raw.files_completed
        filesDiscovered = unsafe raw.files_discovered
        bytes = unsafe raw.bytes
        findings = unsafe raw.findings
        path = unsafe RawPath(bytes: SentinelClient.bytes(raw.path))
    }
}

/// What asking for the next event came to.
package enum Pull: Sendable {
    case event(Event)
    /// The time passed with nothing to hand out.
    case timedOut
    /// The end was handed out before.
    case over
}

/// What a step came to.
package enum Step {
    case progress(Progress)
    /// Something else was taken, or the time passed.
    case working
    /// The end was handed out before.
    case over
}
