internal import CMCPSentinel

/// All events of a finished scan; immutable.
package struct Report: ~Copyable, @unchecked Sendable {
    private let handle: Handle

    init(handle: Handle) { self.handle = handle }

    deinit { unsafe mcps_report_free(handle.address) }

    /// All findings, suppressed ones included, in the order of the scan.
    package borrowing func findings() throws(SentinelError) -> [Finding] {
        var findings: [Finding] = []
        for index in 0..<(unsafe mcps_report_finding_count(handle.address)) {
            guard let finding = unsafe mcps_report_finding_at(handle.address, index) else { break }
            findings.append(try Finding(copying: unsafe Handle(address: finding)))
        }
        return findings
    }

    /// All diagnostics in the order of the scan.
    package borrowing func diagnostics() throws(SentinelError) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for index in 0..<(unsafe mcps_report_diagnostic_count(handle.address)) {
            guard let diagnostic = unsafe mcps_report_diagnostic_at(handle.address, index) else { break }
            diagnostics.append(try Diagnostic(copying: unsafe Handle(address: diagnostic)))
        }
        return diagnostics
    }

    /// The counts of the scan.
    package borrowing func summary() throws(SentinelError) -> Summary {
        let handle = handle
        return try Summary { out, error in unsafe mcps_report_summary(handle.address, out.address, error.address) }
    }

    /// The report in one of `Library.formats`: the bytes that an output would have got.
    package borrowing func render(_ format: String) throws(SentinelError) -> [UInt8] {
        let handle = handle
        return try withCText(format.utf8, named: "a format's name") { format throws(SentinelError) in
            try copyBuffer { out, error in
                unsafe mcps_report_render(handle.address, format.address, out.address, error.address)
            }
        }
    }
}
