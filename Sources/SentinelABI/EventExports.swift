public import CMCPSentinel
internal import SentinelModel

@_cdecl("mcps_finding_get") @implementation
public func mcps_finding_get(_ finding: OpaquePointer!, _ out: UnsafeMutablePointer<mcps_finding_info>!) -> Int32 {
    guard let box = unsafe Handle.object(FindingBox.self, finding) else { return MCPS_ERR_ARGUMENT }
    return unsafe fill(out, with: box.record)
}

@_cdecl("mcps_finding_trace_count") @implementation
public func mcps_finding_trace_count(_ finding: OpaquePointer!) -> Int {
    unsafe Handle.object(FindingBox.self, finding)?.finding.trace.count ?? 0
}

@_cdecl("mcps_finding_trace_at") @implementation
public func mcps_finding_trace_at(
    _ finding: OpaquePointer!, _ index: Int, _ out: UnsafeMutablePointer<mcps_trace_step>!
) -> Int32 {
    guard let box = unsafe Handle.object(FindingBox.self, finding), let record = unsafe box.traceRecord(at: index)
    else { return MCPS_ERR_ARGUMENT }
    return unsafe fill(out, with: record)
}

@_cdecl("mcps_finding_retain") @implementation
public func mcps_finding_retain(_ finding: OpaquePointer!) -> OpaquePointer! {
    unsafe Handle.retain(FindingBox.self, finding)
    return unsafe finding
}

@_cdecl("mcps_finding_release") @implementation
public func mcps_finding_release(_ finding: OpaquePointer!) { unsafe Handle.release(FindingBox.self, finding) }

@_cdecl("mcps_diagnostic_get") @implementation
public func mcps_diagnostic_get(
    _ diagnostic: OpaquePointer!, _ out: UnsafeMutablePointer<mcps_diagnostic_info>!
) -> Int32 {
    guard let box = unsafe Handle.object(DiagnosticBox.self, diagnostic) else { return MCPS_ERR_ARGUMENT }
    return unsafe fill(out, with: box.record)
}

@_cdecl("mcps_diagnostic_retain") @implementation
public func mcps_diagnostic_retain(_ diagnostic: OpaquePointer!) -> OpaquePointer! {
    unsafe Handle.retain(DiagnosticBox.self, diagnostic)
    return unsafe diagnostic
}

@_cdecl("mcps_diagnostic_release") @implementation
public func mcps_diagnostic_release(_ diagnostic: OpaquePointer!) {
    unsafe Handle.release(DiagnosticBox.self, diagnostic)
}
