package import SentinelModel
internal import SentinelPlugins

/// Tries a plugin out, step by step, in hosts of its own: as a scan would load it, with its own examples, and with what it must
/// bear. In this process only where that was asked for, and only after all else went well.
package final class PluginExaminer {
    let path: RawPath
    let settings: Settings
    private let alsoInProcess: Bool
    private let report: (PluginCheckStep) -> Void
    private var failed = 0

    /// `report` is called after each step.
    package init(
        _ path: RawPath, _ configuration: Configuration, alsoInProcess: Bool,
        report: @escaping (PluginCheckStep) -> Void
    ) {
        // A bare name means the file in this folder; nothing is searched for.
        self.path = path.bytes.contains(UInt8(ascii: "/")) ? path : RawPath(Array("./".utf8) + path.bytes)
        settings = Settings(configuration, processors: 1)
        self.alsoInProcess = alsoInProcess
        self.report = report
    }

    /// Takes all steps that make sense. Returns how many failed.
    package func run() -> Int {
        guard let subject = load() else { return failed }
        step("examples") { () throws(PluginMistakes) in try self.tryExamples(of: subject) }
        step("options-at-limits") { () throws(PluginMistakes) in try self.tryOptions(of: subject) }
        let battery = HostileStep.all(
            subject.plugin.description.examples.map(MarkedText.plain), largest: settings.maxFileSize)
        for hostile in battery {
            step(hostile.name) { () throws(PluginMistakes) in try self.bear(hostile.contents, subject) }
        }
        step("sessions") { () throws(PluginMistakes) in try self.trySessions(of: subject) }
        step("cancellation") { () throws(PluginMistakes) in try self.tryCancelling(subject) }
        step("same-results") { () throws(PluginMistakes) in try self.tryAgain(subject) }
        guard alsoInProcess else { return failed }
        guard failed == 0 else {
            skip("in-process", "not tried, as it failed above: nothing contains it there")
            return failed
        }
        step("in-process") { () throws(PluginMistakes) in try self.tryInProcess(subject) }
        return failed
    }

    /// What is tried out, and what was seen of it.
    final class Subject {
        let library: PluginLibrary
        let version: PluginVersion
        let plugin: PluginSubject
        /// Contents that the plugin has borne, in order, and what it said of them.
        var seen: [(content: HostileContent, said: PluginObservation)] = []

        init(_ library: PluginLibrary, _ version: PluginVersion, _ plugin: PluginSubject) {
            self.library = library
            self.version = version
            self.plugin = plugin
        }

        /// What sessions and options are tried with.
        var sample: [UInt8] { plugin.description.examples.first.map(MarkedText.plain) ?? Array("x = 1\n".utf8) }
    }

    // MARK: Steps

    /// Runs a step and reports it. The body returns what was tried.
    func step(_ name: String, _ body: () throws(PluginMistakes) -> String) {
        let started = MonotonicTime.now
        func tell(_ outcome: PluginCheckStep.Outcome, _ message: String) {
            let time = MonotonicTime.now.microseconds(since: started)
            report(PluginCheckStep(name: name, outcome: outcome, message: message, time: time))
        }
        do throws(PluginMistakes) { tell(.passed, try body()) } catch {
            failed += 1
            tell(.failed, error.sentences.prefix(Self.mostMistakes).joined(separator: "\n"))
        }
    }

    func skip(_ name: String, _ message: String) {
        report(PluginCheckStep(name: name, outcome: .skipped, message: message, time: 0))
    }

    /// Mistakes of one step that are told.
    private static let mostMistakes = 20

    /// The version of the plugin with some options set beside those of the configuration.
    func version(
        _ library: PluginLibrary, _ mode: PluginMode = .isolated, with options: [(name: String, value: String)] = []
    ) throws(PluginFailure) -> PluginVersion {
        let choice = settings.plugins
        return try PluginVersion(
            library, mode: mode,
            given: { id in
                choice.values(for: id).filter { own in !options.contains { $0.name == own.name } } + options
            }, choice.settings, check: PluginLoader.check)
    }
}

extension PluginFailure {
    /// The failure as a sentence about `place`.
    func mistakes(on place: String) -> PluginMistakes {
        switch kind {
        case .crashed, .timedOut: PluginMistakes("\(place): the plugin \(message)")
        default: PluginMistakes("\(place): \(message)")
        }
    }
}
