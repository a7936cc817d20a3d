import SentinelClient

/// All outputs of a scan, opened before it starts.
struct OutputPlan {
    private struct Output {
        let format: String
        let sink: any OutputSink
    }

    private let outputs: [Output]
    private let standardOutput: StandardOutputSink?

    /// Opens the files. Text goes to standard output unless another format does, or `quiet` was said.
    init(_ options: ReportOptions, progress: ProgressLine) throws(FileError) {
        var specifications = options.format.map { (name: $0.name, file: $0.file) }
        if !options.quiet, !specifications.contains(where: { $0.file == nil }) {
            specifications.append((name: "text", file: nil))
        }
        var outputs: [Output] = []
        var standardOutput: StandardOutputSink?
        for specification in specifications {
            if let file = specification.file {
                outputs.append(Output(format: specification.name, sink: try FileSink(file)))
            } else {
                let sink = StandardOutputSink(hasCompany: specifications.count > 1) { progress.clear() }
                let isColored = specification.name == "text" && Terminal.wantsColor(options.color)
                outputs.append(Output(format: isColored ? "terminal" : specification.name, sink: sink))
                standardOutput = sink
            }
        }
        self.outputs = outputs
        self.standardOutput = standardOutput
    }

    /// True if standard output gets text, which tells the user how complete the scan was.
    var printsText: Bool {
        outputs.contains { $0.sink is StandardOutputSink && ["text", "terminal"].contains($0.format) }
    }

    /// True if standard output was closed by its reader and nothing else was to be written.
    var wasAbandoned: Bool { outputs.count == 1 && standardOutput?.isClosed == true }

    /// Connects the outputs with a scan.
    func attach(to scan: inout Scan) throws(SentinelError) {
        for output in outputs {
            let sink = output.sink
            try scan.addOutput(output.format) { data in sink.write(data) }
        }
    }

    /// Completes the outputs and returns what went wrong.
    func finish() -> [FileError] {
        var failures: [FileError] = []
        for output in outputs {
            do throws(FileError) { try output.sink.finish() } catch { failures.append(error) }
        }
        return failures
    }
}
