internal import CMCPSentinel

/// A file of advisories that scans can use.
package enum Advisories {
    /// Writes the file at `output` from an export in OSV's schema. Returns how many advisories were kept.
    package static func update(from source: RawPath, to output: RawPath) throws(SentinelError) -> Int {
        var count = 0
        try withCText(source.bytes, named: "a path") { source throws(SentinelError) in
            try withCText(output.bytes, named: "a path") { output throws(SentinelError) in
                try fill(&count) { count, error in
                    unsafe mcps_advisories_update(source.address, output.address, count.address, error.address)
                }
            }
        }
        return count
    }
}
