internal import Glibc
internal import SentinelFiles
internal import SentinelModel

/// One running scan: discovery, workers, sequencer. Everything is joined and freed by `finish`.
final class ScanRun: @unchecked Sendable {
    let engine: Engine
    let feeder: Feeder
    let sequencer: Sequencer
    let stop = StopSignal()
    private let started = MonotonicTime.now
    /// The plugins' versions that this scan uses to its end, whatever is loaded meanwhile.
    let plugins: [PluginPin]
    private var supervisor: WorkerThread?

    init(engine: Engine, roots: [Root], plugins: [PluginPin], preface: [Diagnostic]) {
        self.engine = engine
        self.plugins = plugins
        let settings = engine.settings
        let stop = self.stop
        let discovery = Discovery(roots: roots, options: engine.discoveryOptions, isCancelled: { stop.isSet })
        feeder = Feeder(discovery, workers: settings.jobs, stop: stop)
        sequencer = Sequencer(
            limits: Sequencer.Limits(
                window: max(64, settings.jobs * 4) * settings.batchSize, memory: settings.memoryLimit,
                maxFindings: settings.maxFindings, errorThreshold: settings.errorThreshold),
            preface: preface, stop: stop)
    }

    /// Starts the workers, and a thread that waits for them. Returns false when the system has no threads left.
    func start() -> Bool {
        var threads: [WorkerThread] = []
        for _ in 0..<engine.settings.jobs {
            guard let thread = WorkerThread({ self.work() }) else { break }
            threads.append(thread)
        }
        // Fewer workers than wanted do the same work; without any there is nobody to do it.
        guard !threads.isEmpty else { return false }
        supervisor = WorkerThread { [threads] in
            for thread in threads { thread.join() }
            self.conclude()
        }
        guard supervisor == nil else { return true }
        stop.set()
        for thread in threads { thread.join() }
        return false
    }

    private func work() {
        let deadline = engine.settings.timeout > 0 ? started.advanced(milliseconds: engine.settings.timeout) : nil
        let options = engine.discoveryOptions
        guard
            let scanner = FileScanner(
                engine: engine, options: options, plugins: plugins, stop: stop, deadline: deadline)
        else {
            return sequencer.end(by: .outOfMemory)
        }
        Worker(run: self, scanner: scanner).run()
    }

    private func conclude() {
        let settings = engine.settings
        let wallTime = MonotonicTime.now.microseconds(since: started)
        sequencer.finish(walked: feeder.walked) { waits in
            settings.omitsMeasurements
                ? nil
                : Measurements(
                    wallTime: wallTime, peakMemory: peakResidentMemory(), budgetWaits: waits, jobs: settings.jobs,
                    plugins: plugins.map(\.plugin.measurements))
        }
    }

    /// Stops the scan if it runs, and waits for its threads.
    func finish() {
        sequencer.end()
        supervisor?.join()
        supervisor = nil
    }
}

/// The process's peak resident memory in bytes.
private func peakResidentMemory() -> Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
}
