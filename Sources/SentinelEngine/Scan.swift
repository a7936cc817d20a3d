internal import SentinelFiles
package import SentinelModel
internal import SentinelPlugins
internal import Synchronization

/// One run of an engine. Used from one thread, but for `cancel`.
package final class Scan: @unchecked Sendable {
    package enum Pulled: Sendable {
        case event(ScanEvent)
        case progress(ScanProgress)
        case over(Summary)
        case nothing
    }

    package let engine: Engine
    private var roots: [Root] = []
    /// Set once, by the start; `cancel` may read it from another thread at the same time.
    private let started = Mutex<ScanRun?>(nil)
    private let forks = Forks.count
    /// Set by `cancel`, which may come before the start or from another thread.
    private let cancelled = StopSignal()
    private var nextProgress: MonotonicTime?
    /// Events that were taken and not handed out.
    private var held: ArraySlice<ScanEvent> = []
    /// What stands before everything discovery finds.
    private var preface: [Diagnostic] = []

    package init(engine: Engine) { self.engine = engine }

    deinit { finish() }

    package var isStarted: Bool { run != nil }

    private var run: ScanRun? { started.withLock { $0 } }

    /// True in a child process that inherited the scan over `fork`: its threads were not inherited.
    package var isForeign: Bool { Forks.count != forks }

    /// Adds a file or folder.
    package func add(_ path: RawPath) { roots.append(.path(path)) }

    /// Adds bytes in memory, to be scanned as if they were a file called `name`.
    package func add(_ bytes: [UInt8], name: RawPath) { roots.append(.memory(name: name, bytes: bytes)) }

    package var info: RunInfo {
        RunInfo(
            version: sentinelVersion, roots: roots.map(\.path), rules: engine.activeRules,
            configPath: engine.discovery?.isObeyed == true ? engine.discovery?.path : nil, notes: notes,
            plugins: run?.plugins.map(\.info) ?? [])
    }

    /// What files of the scanned tree changed about the scan.
    private var notes: [String] {
        guard let discovery = engine.discovery, discovery.isObeyed else { return [] }
        return discovery.effects.map { "\(discovery.path.display) sets \($0)" }
    }

    /// Starts the workers. Returns false when the system has no threads left.
    package func start() -> Bool {
        if let discovery = engine.discovery { preface = [.configuration(discovery)] }
        let run = ScanRun(engine: engine, roots: roots, plugins: pinPlugins(), preface: preface)
        guard run.start() else { return false }
        started.withLock { $0 = run }
        if cancelled.isSet { run.sequencer.end() }
        let interval = engine.settings.progressInterval
        if interval > 0 { nextProgress = MonotonicTime.now.advanced(milliseconds: interval) }
        return true
    }

    /// The plugins this scan uses, anew where their files were replaced and the options say so. One that lies in the scanned tree
    /// is not used: whoever wrote the tree may have written it.
    private func pinPlugins() -> [PluginPin] {
        var pins: [PluginPin] = []
        for plugin in engine.plugins {
            if let root = roots.first(where: { $0.holds(plugin.path) }) {
                preface.append(.pluginInTree(plugin, below: root.path))
                continue
            }
            if engine.settings.plugins.reloads, plugin.wasReplaced {
                do throws(PluginFailure) { try plugin.reload() } catch {
                    preface.append(.pluginNotReloaded(plugin, error))
                }
            }
            pins.append(PluginPin(plugin: plugin, version: plugin.version))
        }
        return pins
    }

    /// Takes the next event. Waits at most `milliseconds` for it; a negative number waits without end.
    package func next(waiting milliseconds: Int) -> Pulled {
        guard let run else { return .nothing }
        if let due = nextProgress, MonotonicTime.now >= due { return progress(of: run) }
        if let event = held.popFirst() { return .event(event) }
        let deadline = milliseconds < 0 ? nil : MonotonicTime.now.advanced(milliseconds: milliseconds)
        let until = [deadline, nextProgress].compactMap { $0 }.min()
        switch run.sequencer.next(until: until) {
        case .events(let events):
            held = events[...]
            return held.popFirst().map { .event($0) } ?? .nothing
        case .over(let summary): return .over(summary)
        case .nothing:
            guard let due = nextProgress, MonotonicTime.now >= due else { return .nothing }
            return progress(of: run)
        }
    }

    private func progress(of run: ScanRun) -> Pulled {
        nextProgress = MonotonicTime.now.advanced(milliseconds: engine.settings.progressInterval)
        return .progress(run.sequencer.progress(discovered: run.feeder.discovered))
    }

    /// Asks the scan to stop. From any thread. Nothing runs in a child process, and its locks may have been taken by a thread
    /// that was not inherited.
    package func cancel() {
        cancelled.set()
        guard !isForeign else { return }
        run?.sequencer.end()
    }

    /// Ends the scan if it runs and waits for its threads.
    package func finish() {
        guard !isForeign else { return }
        run?.finish()
    }

    /// The counts so far.
    package var summary: Summary { run?.sequencer.summary ?? Summary() }

    /// What the files below the roots declare of MCP servers, and what kept files from being read.
    package func listing() -> (items: [ListedItem], diagnostics: [Diagnostic]) {
        var extraction = ServerExtraction(engine: engine, stop: cancelled)
        extraction.read(roots)
        return (extraction.items, extraction.diagnostics)
    }

    /// What a scan of the roots sees at a line of a file below them.
    package func explanation(of path: RawPath, line: Int) -> Explanation {
        var explainer = Explainer(engine: engine, stop: cancelled, path: path, line: line)
        return explainer.explain(roots)
    }

    /// What scanning the roots would cost.
    package func estimate() -> ScanEstimate {
        let plugins = engine.plugins.filter { plugin in !roots.contains { $0.holds(plugin.path) } }
        return ScanEstimate(
            engine: engine, plugins: plugins.map { PluginPin(plugin: $0, version: $0.version) }, roots: roots,
            stop: cancelled)
    }
}

extension Root {
    var path: RawPath {
        switch self {
        case .path(let path): path
        case .memory(let name, _): name
        }
    }

    /// True if the file at `other` lies in this root, links followed.
    fileprivate func holds(_ other: RawPath) -> Bool {
        if case .path(let path) = self { path.holds(other) } else { false }
    }
}

extension Diagnostic {
    /// Says that a configuration was found in the scanned tree, and what came of it.
    static func configuration(_ discovery: Configuration.Discovery) -> Diagnostic {
        let effects = discovery.effects.isEmpty ? "nothing" : discovery.effects.joined(separator: "; ")
        return discovery.isObeyed
            ? Diagnostic(
                .configDiscovered, .low, .validation, message: "A configuration in the scanned tree sets \(effects).",
                path: discovery.path, recovery: "Use --untrusted to disregard it.", isIncomplete: false)
            : Diagnostic(
                .configDisregarded, .low, .validation,
                message: "A configuration in the scanned tree was disregarded; it would have set \(effects).",
                path: discovery.path, recovery: "Use --config to obey it.", isIncomplete: false)
    }
}
