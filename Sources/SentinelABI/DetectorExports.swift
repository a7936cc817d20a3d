public import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel

/// What `mcps_detectors` points to.
final class DetectorsBox: Sendable {
    private let rows: [(report: DetectorReport, texts: TextBlock)]

    init(_ reports: [DetectorReport]) {
        rows = reports.map { report in
            let plugin = report.plugin
            let texts = TextBlock([
                Array(plugin.id.utf8), Array(plugin.version.utf8), plugin.path.bytes, Array(plugin.digest.utf8),
                Array(plugin.mode.utf8), Array(plugin.confinement.joined(separator: " ").utf8),
                Array(report.health.state.utf8), Array(report.health.lastFailure.utf8), Array(report.title.utf8),
                Array(report.capabilities.joined(separator: " ").utf8),
            ])
            return (report, texts)
        }
    }

    var count: Int { rows.count }

    /// Nil past the end.
    func record(at index: Int) -> mcps_detector? {
        guard rows.indices.contains(index) else { return nil }
        let (report, texts) = rows[index]
        return unsafe mcps_detector(
            struct_size: 0, reserved: 0, id: texts[0], version: texts[1], path: texts[2], digest: texts[3],
            mode: texts[4], confinement: texts[5], state: texts[6], last_failure: texts[7],
            calls: UInt64(clamping: report.health.calls), findings: UInt64(clamping: report.health.findings),
            errors: UInt64(clamping: report.health.errors), timeouts: UInt64(clamping: report.health.timeouts),
            restarts: UInt64(clamping: report.health.restarts), median_time: UInt64(clamping: report.health.medianTime),
            slow_time: UInt64(clamping: report.health.slowTime), title: texts[8], capabilities: texts[9],
            rules: UInt64(clamping: report.ruleCount))
    }
}

@_cdecl("mcps_engine_detectors") @implementation
public func mcps_engine_detectors(
    _ engine: OpaquePointer!, _ out: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        let out = unsafe try present(out, "out")
        unsafe out.pointee = Handle.give(DetectorsBox(box.engine.detectors))
        return MCPS_OK
    }
}

@_cdecl("mcps_detectors_count") @implementation
public func mcps_detectors_count(_ detectors: OpaquePointer!) -> Int {
    unsafe Handle.object(DetectorsBox.self, detectors)?.count ?? 0
}

@_cdecl("mcps_detectors_at") @implementation
public func mcps_detectors_at(
    _ detectors: OpaquePointer!, _ index: Int, _ out: UnsafeMutablePointer<mcps_detector>!
) -> Int32 {
    guard let box = unsafe Handle.object(DetectorsBox.self, detectors), let record = unsafe box.record(at: index)
    else { return MCPS_ERR_ARGUMENT }
    return unsafe fill(out, with: record)
}

@_cdecl("mcps_detectors_free") @implementation
public func mcps_detectors_free(_ detectors: OpaquePointer!) { unsafe Handle.release(DetectorsBox.self, detectors) }

@_cdecl("mcps_engine_reload_detector") @implementation
public func mcps_engine_reload_detector(
    _ engine: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(EngineBox.self, engine, "engine")
        let id = unsafe try text(id, "id")
        switch box.engine.reloadDetector(id) {
        case .done: return MCPS_OK
        case .unknown(let message): throw Failure(code: MCPS_ERR_NOT_FOUND, message: message)
        case .refused(let message): throw Failure(code: MCPS_ERR_CONFIG, message: message)
        }
    }
}

@_cdecl("mcps_engine_check_detectors") @implementation
public func mcps_engine_check_detectors(
    _ engine: OpaquePointer!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        unsafe try object(EngineBox.self, engine, "engine").engine.checkDetectors()
        return MCPS_OK
    }
}
