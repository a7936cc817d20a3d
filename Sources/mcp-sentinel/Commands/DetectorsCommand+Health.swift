import ArgumentParser
import SentinelClient

extension DetectorsCommand {
    /// `mcp-sentinel detectors health`
    struct Health: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load the plugins, ask each whether it is well, and tell how they fared.",
            discussion: """
                With paths, these are scanned first, so that there is something to count. Exits with 1 when a plugin is not
                well, and with 2 when one cannot be loaded.

                EXAMPLES:
                  mcp-sentinel detectors health --plugins build/acme-keys.so
                  mcp-sentinel detectors health --config server.yaml ~/src/server --format json
                """)

        @Argument(help: "Files and folders to scan first.", completion: .file())
        var paths: [Path] = []
        @OptionGroup var options: Options

        func run() throws {
            let engine = try options.engine(scanning: paths.map(\.raw))
            if !paths.isEmpty {
                var scan = try engine.scan()
                for path in paths { try scan.add(path.raw) }
                try scan.start()
                while case .event = try scan.next() {}
            }
            try engine.checkDetectors()
            let plugins = try engine.detectors()
            try options.print(Detector.healthHeading, plugins.map(\.healthCells), plugins.map(\.healthJSON))
            guard plugins.allSatisfy(\.isWell) else { throw ExitStatus.findings }
        }
    }
}

extension Detector {
    fileprivate var isWell: Bool { state == "closed" && lastFailure.isEmpty }
    private var health: String { isWell ? "well" : "failing" }
    private var counts: [(String, UInt64)] {
        [
            ("calls", calls), ("findings", findings), ("errors", errors), ("timeouts", timeouts),
            ("restarts", restarts), ("p50_us", medianTime), ("p95_us", slowTime),
        ]
    }

    fileprivate static let healthHeading = [
        "ID", "STATE", "BREAKER", "CALLS", "FINDINGS", "ERRORS", "TIMEOUTS", "RESTARTS", "P50", "P95", "LAST FAILURE",
    ]

    fileprivate var healthCells: [String] {
        [id, health, state] + counts.prefix(5).map { String($0.1) }
            + ["\(medianTime) us", "\(slowTime) us", lastFailure]
    }

    fileprivate var healthJSON: JSON {
        .object(
            [("id", .string(id)), ("state", .string(health)), ("breaker", .string(state))]
                + counts.map { ($0.0, .integer(Int64(clamping: $0.1))) } + [("last_failure", .string(lastFailure))])
    }
}
