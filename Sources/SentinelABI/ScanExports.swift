public import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel
internal import SentinelReport

@_cdecl("mcps_scan_new") @implementation
public func mcps_scan_new(
    _ engine: OpaquePointer!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        let out = unsafe try present(out, "out")
        unsafe out.pointee = Handle.give(ScanBox(box.engine))
        return MCPS_OK
    }
}

@_cdecl("mcps_scan_free") @implementation
public func mcps_scan_free(_ scan: OpaquePointer!) {
    unsafe Handle.object(ScanBox.self, scan)?.scan.finish()
    unsafe Handle.release(ScanBox.self, scan)
}

@_cdecl("mcps_scan_add_path") @implementation
public func mcps_scan_add_path(
    _ scan: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ length: Int,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try notStarted(scan)
        let bytes = unsafe try bytes(UnsafeRawPointer(path), length, "path")
        guard !bytes.isEmpty, !bytes.contains(0) else { throw .argument("path") }
        box.scan.add(RawPath(bytes))
        return MCPS_OK
    }
}

@_cdecl("mcps_scan_add_bytes") @implementation
public func mcps_scan_add_bytes(
    _ scan: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int, _ content: UnsafeRawPointer!,
    _ length: Int, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try notStarted(scan)
        let name = unsafe try bytes(UnsafeRawPointer(name), name_length, "name")
        let content = unsafe try bytes(content, length, "bytes")
        guard !name.isEmpty, !name.contains(0) else { throw .argument("name") }
        box.scan.add(content, name: RawPath(name))
        return MCPS_OK
    }
}

@_cdecl("mcps_scan_add_output") @implementation
public func mcps_scan_add_output(
    _ scan: OpaquePointer!, _ format: UnsafePointer<CChar>!, _ write: mcps_write_fn!,
    _ context: UnsafeMutableRawPointer!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try notStarted(scan)
        let format = try reportFormat(unsafe try text(format, "format"))
        guard let write = unsafe write else { throw .argument("write") }
        box.add(
            unsafe Output(format, options: ReportOptions(box.scan.engine.settings)) { data, count in
                unsafe write(context, data, count) == 0
            })
        return MCPS_OK
    }
}

private let formatTexts = TextBlock(ReportFormat.allCases.flatMap { [$0.rawValue, $0.summary] })

@_cdecl("mcps_format_count") @implementation
public func mcps_format_count() -> Int { ReportFormat.allCases.count }

@_cdecl("mcps_format_at") @implementation
public func mcps_format_at(
    _ index: Int, _ name: UnsafeMutablePointer<mcps_text>!, _ description: UnsafeMutablePointer<mcps_text>!
) -> Int32 {
    guard ReportFormat.allCases.indices.contains(index) else { return MCPS_ERR_ARGUMENT }
    if let name = unsafe name { unsafe name.pointee = formatTexts[index * 2] }
    if let description = unsafe description { unsafe description.pointee = formatTexts[index * 2 + 1] }
    return MCPS_OK
}

@_cdecl("mcps_scan_start") @implementation
public func mcps_scan_start(_ scan: OpaquePointer!, _ error: UnsafeMutablePointer<OpaquePointer?>!) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        try box.start()
        return MCPS_OK
    }
}

@_cdecl("mcps_scan_next") @implementation
public func mcps_scan_next(
    _ scan: OpaquePointer!, _ timeout_ms: Int32, _ event: UnsafeMutablePointer<mcps_event>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        guard let event = unsafe event, unsafe event.pointee.struct_size >= MemoryLayout<mcps_event>.size else {
            throw .argument("event")
        }
        switch try box.next(waiting: Int(timeout_ms)) {
        case .nothing: return MCPS_TIMEOUT
        case .over: return MCPS_END
        case .event(let record): return unsafe try fillOrThrow(event, with: record, "event")
        }
    }
}

@_cdecl("mcps_scan_run") @implementation
public func mcps_scan_run(
    _ scan: OpaquePointer!, _ on_event: mcps_event_fn!, _ context: UnsafeMutableRawPointer!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        return unsafe try run(box) { record in
            guard let call = unsafe on_event else { return true }
            var record = unsafe record
            unsafe record.struct_size = UInt32(MemoryLayout<mcps_event>.size)
            return unsafe call(context, &record) == 0
        }
    }
}

@_cdecl("mcps_scan_cancel") @implementation
public func mcps_scan_cancel(_ scan: OpaquePointer!) { unsafe Handle.object(ScanBox.self, scan)?.scan.cancel() }

@_cdecl("mcps_scan_summary") @implementation
public func mcps_scan_summary(
    _ scan: OpaquePointer!, _ out: UnsafeMutablePointer<mcps_summary>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        return unsafe try fillOrThrow(out, with: mcps_summary(box.scan.summary), "out")
    }
}

@_cdecl("mcps_scan_estimate") @implementation
public func mcps_scan_estimate(
    _ scan: OpaquePointer!, _ out: UnsafeMutablePointer<mcps_estimate>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try usable(scan)
        guard let out = unsafe out, unsafe out.pointee.struct_size >= MemoryLayout<mcps_estimate>.size else {
            throw .argument("out")
        }
        let estimate = box.scan.estimate()
        let record = mcps_estimate(
            struct_size: 0, jobs: UInt32(clamping: estimate.jobs), files: UInt64(clamping: estimate.files),
            bytes: UInt64(clamping: estimate.bytes), memory: UInt64(clamping: estimate.memory),
            wall_time: UInt64(clamping: estimate.wallTime))
        return unsafe try fillOrThrow(out, with: record, "out")
    }
}

/// Starts the scan if that was not done, and takes its events until `take` says no and the end has come. Returns the
/// end's status.
func run(_ box: ScanBox, _ take: (mcps_event) -> Bool) throws(Failure) -> Int32 {
    if !box.scan.isStarted { try box.start() }
    while true {
        switch try box.next(waiting: -1) {
        case .nothing: continue
        case .over: return MCPS_END
        case .event(let record):
            let goesOn = unsafe take(record)
            if unsafe record.kind == MCPS_EVENT_END { return unsafe record.status }
            if !goesOn { box.scan.cancel() }
        }
    }
}

/// A scan of this process.
func usable(_ scan: OpaquePointer?) throws(Failure) -> ScanBox {
    let box = unsafe try object(ScanBox.self, scan, "scan")
    guard !box.scan.isForeign else {
        throw Failure(code: MCPS_ERR_FORKED, message: "the scan was made in another process")
    }
    return box
}

/// A scan that can still be changed.
private func notStarted(_ scan: OpaquePointer?) throws(Failure) -> ScanBox {
    let box = unsafe try usable(scan)
    guard !box.scan.isStarted else { throw Failure(code: MCPS_ERR_STATE, message: "the scan has been started already") }
    return box
}
