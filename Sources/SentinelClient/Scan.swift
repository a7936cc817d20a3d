internal import CMCPSentinel

/// One run over paths and bytes in memory: add what to scan and where to write, start it, pull its events. For one thread.
package struct Scan: ~Copyable {
    let handle: Handle
    /// The library holds these by address until the scan is freed.
    private var outputs: [OutputFunction] = []

    init(engine: Handle) throws(SentinelError) {
        handle = try make { out, error in unsafe mcps_scan_new(engine.address, out.address, error.address) }
    }

    /// Cancels the scan if it is running, and waits for its threads.
    deinit { unsafe mcps_scan_free(handle.address) }

    /// Adds a file or a folder. One that does not exist becomes a diagnostic.
    package mutating func add(_ path: RawPath) throws(SentinelError) {
        try withCText(path.bytes, named: "a path") { text throws(SentinelError) in
            try call { error in unsafe mcps_scan_add_path(handle.address, text.address, path.bytes.count, error.address)
            }
        }
    }

    /// Adds bytes to be scanned as if they were a file called `name`.
    package mutating func add(_ bytes: [UInt8], as name: RawPath) throws(SentinelError) {
        try withCText(name.bytes, named: "a name") { text throws(SentinelError) in
            try call { error in
                unsafe bytes.withUnsafeBytes { data in
                    unsafe mcps_scan_add_bytes(
                        handle.address, text.address, name.bytes.count, data.baseAddress, data.count, error.address)
                }
            }
        }
    }

    /// Adds an output. `write` is called on the pulling thread and returns false when it failed, which cancels the scan.
    package mutating func addOutput(
        _ format: String, write: @escaping (_ data: RawSpan) -> Bool
    ) throws(SentinelError) {
        let output = OutputFunction(write)
        try withCText(format.utf8, named: "a format's name") { format throws(SentinelError) in
            try call { error in
                unsafe mcps_scan_add_output(
                    handle.address, format.address, writeOutput, Unmanaged.passUnretained(output).toOpaque(),
                    error.address)
            }
        }
        outputs.append(output)
    }

    /// Starts the worker threads.
    package mutating func start() throws(SentinelError) {
        try call { error in unsafe mcps_scan_start(handle.address, error.address) }
    }

    /// Waits at most `timeout` milliseconds (nil: without end) for the next event.
    package mutating func next(timeout: Int32? = nil) throws(SentinelError) -> Pull {
        while true {
            var raw = unsafe mcps_event()
            let status = try unsafe next(&raw, timeout: timeout ?? -1)
            if status == .end { return .over }
            guard status == .ok else { return .timedOut }
            if let event = try unsafe Event(raw) { return .event(event) }
        }
    }

    /// Takes the next event as `next` does, for callers who leave findings and diagnostics to the scan's outputs: it passes
    /// on progress alone and copies nothing else.
    package mutating func step(timeout: Int32) throws(SentinelError) -> Step {
        var raw = unsafe mcps_event()
        let status = try unsafe next(&raw, timeout: timeout)
        if status == .end { return .over }
        guard status == .ok, unsafe raw.kind == MCPS_EVENT_PROGRESS else { return .working }
        return .progress(unsafe Progress(raw))
    }

    private func next(_ raw: inout mcps_event, timeout: Int32) throws(SentinelError) -> Status {
        unsafe raw.struct_size = unsafe structSize(of: mcps_event.self)
        return try unsafe fill(&raw) { unsafe mcps_scan_next(handle.address, timeout, $0.address, $1.address) }
    }

    /// Asks the scan to stop; it does not wait.
    package borrowing func cancel() { unsafe mcps_scan_cancel(handle.address) }

    /// The counts so far.
    package borrowing func summary() throws(SentinelError) -> Summary {
        let handle = handle
        return try Summary { out, error in unsafe mcps_scan_summary(handle.address, out.address, error.address) }
    }

    /// What scanning the added paths would cost. Before the start, or instead.
    package mutating func estimate() throws(SentinelError) -> Estimate {
        var raw = mcps_estimate()
        raw.struct_size = structSize(of: mcps_estimate.self)
        try fill(&raw) { unsafe mcps_scan_estimate(handle.address, $0.address, $1.address) }
        return Estimate(raw)
    }

    /// What the added paths declare of MCP servers, as `json` or `text`. Instead of the start.
    package mutating func extract(format: String) throws(SentinelError) -> [UInt8] {
        try copyBuffer { out, error in
            unsafe mcps_scan_extract(handle.address, format, out.address, error.address)
        }
    }

    /// What a scan of the added paths sees at a line of a file, as `json` or `text`. Instead of the start.
    package mutating func explain(_ path: RawPath, line: UInt32, format: String) throws(SentinelError) -> [UInt8] {
        let handle = handle
        return try withCText(path.bytes, named: "a path") { text throws(SentinelError) in
            try copyBuffer { out, error in
                unsafe mcps_scan_explain(
                    handle.address, text.address, path.bytes.count, line, format, out.address, error.address)
            }
        }
    }

    /// Runs the scan to its end and collects all its events.
    package mutating func collect() throws(SentinelError) -> Report {
        Report(
            handle: try make { out, error in unsafe mcps_report_collect(handle.address, out.address, error.address) })
    }
}

/// A closure with an address.
private final class OutputFunction {
    let write: (RawSpan) -> Bool

    init(_ write: @escaping (RawSpan) -> Bool) { self.write = write }
}

private let writeOutput: mcps_write_fn = { context, data, length in
    guard let context = unsafe context else { return 1 }
    let output = unsafe Unmanaged<OutputFunction>.fromOpaque(context).takeUnretainedValue()
    return output.write(unsafe UnsafeRawBufferPointer(start: data, count: length).bytes) ? 0 : 1
}
