import Glibc
import SentinelClient

extension ScanCommand {
    /// More than this is not read from a pipe.
    private static let largestStandardInput = 1_000_000_000

    /// The files and folders that are scanned.
    var roots: [RawPath] {
        paths.isEmpty ? [RawPath(".")] : paths.filter { !$0.isStandardInput }.map(\.raw)
    }

    /// Adds the paths, or this folder, and reads standard input where it was named.
    func addTargets(to scan: inout Scan) throws {
        if paths.isEmpty { try scan.add(RawPath(".")) }
        for path in paths {
            if path.isStandardInput {
                try scan.add(
                    try Files.readStandardInput(limit: Self.largestStandardInput),
                    as: stdinFilename?.raw ?? RawPath("stdin"))
            } else {
                try scan.add(path.raw)
            }
        }
    }

    /// Microseconds that the system takes to start a process before it runs, and to end it.
    private static let end: UInt64 = 500

    /// Microseconds of processor time that the process has used.
    private static func processTime() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(clamping: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
    }

    /// `--estimate`
    func printEstimate(of scan: inout Scan) throws {
        // What the start took until here, linking and loading rules, a scan would take as well.
        let start = Self.processTime()
        var estimate = try scan.estimate()
        estimate.wallTime += start + Self.end
        guard report.format.contains(where: { $0.name == "json" }) else {
            try StandardOutput.print(
                "\(Quantity.count(estimate.files, "file")), \(Quantity.bytes(estimate.bytes)): about "
                    + "\(Quantity.seconds(estimate.wallTime)) and \(Quantity.bytes(estimate.memory)) of memory with "
                    + Quantity.count(estimate.jobs, "job"))
            return
        }
        try StandardOutput.print(
            JSON.object([
                ("files", .integer(Int64(clamping: estimate.files))),
                ("bytes", .integer(Int64(clamping: estimate.bytes))),
                ("jobs", .integer(Int64(estimate.jobs))),
                ("memory_bytes", .integer(Int64(clamping: estimate.memory))),
                ("wall_time_us", .integer(Int64(clamping: estimate.wallTime))),
            ]).rendered())
    }
}
