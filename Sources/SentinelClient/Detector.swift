internal import CMCPSentinel

/// A plugin of an engine, and how it fares; see `mcps_detector`.
package struct Detector: Hashable, Sendable {
    package var id: String
    package var version: String
    package var title: String
    /// `files`, `listings`, `patterns`.
    package var capabilities: [String]
    package var rules: UInt64
    package var path: RawPath
    /// SHA-256 of what was loaded.
    package var digest: String
    /// `isolated` or `in-process`.
    package var mode: String
    /// What confines its processes.
    package var confinement: [String]
    /// Of its circuit breaker: `closed` when all is well, `open` while it is left alone, `half-open` while it is tried.
    package var state: String
    package var lastFailure: String
    package var calls: UInt64
    package var findings: UInt64
    package var errors: UInt64
    package var timeouts: UInt64
    package var restarts: UInt64
    /// Microseconds that half of the files, and 95 of 100, stayed below.
    package var medianTime: UInt64
    package var slowTime: UInt64

    init(_ raw: mcps_detector) {
        id = unsafe string(raw.id)
        version = unsafe string(raw.version)
        title = unsafe string(raw.title)
        capabilities = unsafe words(raw.capabilities)
        rules = unsafe raw.rules
        path = RawPath(bytes: unsafe bytes(raw.path))
        digest = unsafe string(raw.digest)
        mode = unsafe string(raw.mode)
        confinement = unsafe words(raw.confinement)
        state = unsafe string(raw.state)
        lastFailure = unsafe string(raw.last_failure)
        calls = unsafe raw.calls
        findings = unsafe raw.findings
        errors = unsafe raw.errors
        timeouts = unsafe raw.timeouts
        restarts = unsafe raw.restarts
        medianTime = unsafe raw.median_time
        slowTime = unsafe raw.slow_time
    }
}

@unsafe
private func words(_ text: mcps_text) -> [String] { unsafe string(text).split(separator: " ").map(String.init) }

extension Engine {
    /// All plugins, in the order of the options.
    package borrowing func detectors() throws(SentinelError) -> [Detector] {
        let engine = handle
        let handle = try make { out, error in unsafe mcps_engine_detectors(engine.address, out.address, error.address) }
        defer { unsafe mcps_detectors_free(handle.address) }
        return unsafe (0..<mcps_detectors_count(handle.address)).compactMap { index in
            var raw = unsafe mcps_detector()
            unsafe raw.struct_size = unsafe structSize(of: mcps_detector.self)
            return unsafe mcps_detectors_at(handle.address, index, &raw) == MCPS_OK ? unsafe Detector(raw) : nil
        }
    }

    /// Loads what now lies at a plugin's path, for scans that start later. When that fails, the present version stays.
    package borrowing func reloadDetector(_ id: String) throws(SentinelError) {
        let handle = handle
        try withCText(id.utf8, named: "a plugin's id") { id throws(SentinelError) in
            try call { error in unsafe mcps_engine_reload_detector(handle.address, id.address, error.address) }
        }
    }

    /// Asks the idle processes of all plugins whether they are well, and ends those that are not.
    package borrowing func checkDetectors() throws(SentinelError) {
        let handle = handle
        try call { error in unsafe mcps_engine_check_detectors(handle.address, error.address) }
    }
}
