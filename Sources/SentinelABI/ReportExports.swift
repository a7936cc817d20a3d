public import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel
internal import SentinelReport

/// What `mcps_report` points to: everything a finished scan handed out. Immutable once it is given.
final class ReportBox {
    enum Entry {
        case finding(FindingBox)
        case diagnostic(DiagnosticBox)
    }

    private(set) var info: RunInfo
    let options: ReportOptions
    /// In the order of the scan.
    private(set) var entries: [Entry] = []
    private(set) var findings: [FindingBox] = []
    private(set) var diagnostics: [DiagnosticBox] = []
    private(set) var summary = Summary()

    init(_ scan: Scan) {
        info = scan.info
        options = ReportOptions(scan.engine.settings)
    }

    /// Notes what is known only at the end: the plugins are pinned by the start.
    func finish(_ scan: Scan) {
        info = scan.info
        summary = scan.summary
    }

    /// Keeps what an event carries.
    func take(_ event: mcps_event) {
        if let box = unsafe Handle.object(FindingBox.self, event.finding) {
            findings.append(box)
            entries.append(.finding(box))
        } else if let box = unsafe Handle.object(DiagnosticBox.self, event.diagnostic) {
            diagnostics.append(box)
            entries.append(.diagnostic(box))
        }
    }

    /// The bytes an output of the scan would have got.
    func render(_ format: ReportFormat) -> [UInt8] {
        let writer = format.makeWriter(options: options)
        var sink = ByteSink()
        writer.begin(info, to: &sink)
        for entry in entries {
            switch entry {
            case .finding(let box): writer.finding(box.finding, to: &sink)
            case .diagnostic(let box): writer.diagnostic(box.diagnostic, to: &sink)
            }
        }
        writer.end(summary, to: &sink)
        return sink.bytes
    }
}

@_cdecl("mcps_report_collect") @implementation
public func mcps_report_collect(
    _ scan: OpaquePointer!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ScanBox.self, scan, "scan")
        let out = unsafe try present(out, "out")
        guard !box.scan.isForeign else {
            throw Failure(code: MCPS_ERR_FORKED, message: "the scan was made in another process")
        }
        let report = ReportBox(box.scan)
        let status = unsafe try run(box) { event in
            unsafe report.take(event)
            return true
        }
        report.finish(box.scan)
        unsafe out.pointee = Handle.give(report)
        return status
    }
}

@_cdecl("mcps_report_free") @implementation
public func mcps_report_free(_ report: OpaquePointer!) { unsafe Handle.release(ReportBox.self, report) }

@_cdecl("mcps_report_finding_count") @implementation
public func mcps_report_finding_count(_ report: OpaquePointer!) -> Int {
    unsafe Handle.object(ReportBox.self, report)?.findings.count ?? 0
}

@_cdecl("mcps_report_finding_at") @implementation
public func mcps_report_finding_at(_ report: OpaquePointer!, _ index: Int) -> OpaquePointer! {
    guard let box = unsafe Handle.object(ReportBox.self, report), box.findings.indices.contains(index) else {
        return nil
    }
    return unsafe Handle.lend(box.findings[index])
}

@_cdecl("mcps_report_diagnostic_count") @implementation
public func mcps_report_diagnostic_count(_ report: OpaquePointer!) -> Int {
    unsafe Handle.object(ReportBox.self, report)?.diagnostics.count ?? 0
}

@_cdecl("mcps_report_diagnostic_at") @implementation
public func mcps_report_diagnostic_at(_ report: OpaquePointer!, _ index: Int) -> OpaquePointer! {
    guard let box = unsafe Handle.object(ReportBox.self, report), box.diagnostics.indices.contains(index) else {
        return nil
    }
    return unsafe Handle.lend(box.diagnostics[index])
}

@_cdecl("mcps_report_summary") @implementation
public func mcps_report_summary(
    _ report: OpaquePointer!, _ out: UnsafeMutablePointer<mcps_summary>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ReportBox.self, report, "report")
        return unsafe try fillOrThrow(out, with: mcps_summary(box.summary), "out")
    }
}

@_cdecl("mcps_report_render") @implementation
public func mcps_report_render(
    _ report: OpaquePointer!, _ format: UnsafePointer<CChar>!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ReportBox.self, report, "report")
        let format = try reportFormat(unsafe try text(format, "format"))
        let out = unsafe try present(out, "out")
        unsafe out.pointee = Handle.give(BufferBox(box.render(format)))
        return MCPS_OK
    }
}
