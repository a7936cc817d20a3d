internal import SentinelModel
internal import SentinelPlugins

extension PluginExaminer {
    /// Shows contents to the plugin, one after another. It may find what it likes and say no; it must go on, in time, and report
    /// places inside the content.
    func bear(_ contents: [HostileContent], _ subject: Subject) throws(PluginMistakes) -> String {
        let trial = try trial(subject.version)
        var findings = 0
        for content in contents {
            let said = try observe(content, subject, trial)
            findings += said.places.count
            subject.seen.append((content, said))
        }
        return "contents: \(contents.count), findings: \(findings)"
    }

    /// The same contents in the opposite order, in another process, must give the same.
    func tryAgain(_ subject: Subject) throws(PluginMistakes) -> String {
        try compare(subject, subject.version, "in another process, in another order")
    }

    func tryInProcess(_ subject: Subject) throws(PluginMistakes) -> String {
        let version: PluginVersion
        do throws(PluginFailure) { version = try self.version(subject.library, .inProcess) } catch {
            throw error.mistakes(on: "loaded in process")
        }
        return try compare(subject, version, "in process")
    }

    private func compare(
        _ subject: Subject, _ version: PluginVersion, _ how: String
    ) throws(PluginMistakes) -> String {
        let trial = try trial(version)
        for (content, before) in subject.seen.reversed() {
            let now = try observe(content, subject, trial)
            guard now.agrees(with: before) else {
                throw PluginMistakes(
                    "\(content.name): \(now.places.count) findings \(how), which are not the \(before.places.count) "
                        + "found before")
            }
        }
        return "\(subject.seen.count) contents give the same \(how)"
    }

    /// Sessions made and freed without end, and the instance destroyed.
    func trySessions(of subject: Subject) throws(PluginMistakes) -> String {
        let trial = try trial(subject.version)
        let sample = HostileContent("the first example") { subject.sample }
        let first = try observe(sample, subject, trial)
        do throws(PluginFailure) {
            for round in 1...Self.sessions {
                try trial.renew()
                // Some are freed as they were made.
                guard round % 3 != 0 else { continue }
                let said = try subject.plugin.observe(
                    trial, subject.sample, subject.plugin.entries(forAllOf: subject.sample, fileName: "sample")
                ).0
                guard said.agrees(with: first) else {
                    throw PluginFailure(.garbled, "session \(round + 1) finds something else than the first")
                }
            }
        } catch {
            throw error.mistakes(on: "sessions made and freed")
        }
        do throws(PluginFailure) { try trial.finish() } catch {
            throw error.mistakes(on: "the last session freed, and `destroy`")
        }
        return "\(Self.sessions + 1) made and freed, and the instance destroyed"
    }

    private static let sessions = 300

    /// Work that is taken back must end soon, whatever is being looked at.
    func tryCancelling(_ subject: Subject) throws(PluginMistakes) -> String {
        let content = HostileStep.all([subject.sample], largest: settings.maxFileSize).last?.contents.first
        guard let content else { return "" }
        let bytes = content.bytes()
        for entry in subject.plugin.entries(forAllOf: bytes, fileName: "sample") {
            let trial = try trial(subject.version)
            do throws(PluginFailure) {
                try trial.cancel(bytes, entry, limit: Self.patience)
            } catch {
                throw error.mistakes(on: "cancelled while it looks at \(content.name)")
            }
        }
        return "it returns within \(Self.patience / 1000) s of being cancelled"
    }

    /// Milliseconds.
    private static let patience = 2000

    private func trial(_ version: PluginVersion) throws(PluginMistakes) -> PluginTrial {
        do throws(PluginFailure) { return try PluginTrial(version) } catch {
            throw error.mistakes(on: "started anew")
        }
    }

    private func observe(
        _ content: HostileContent, _ subject: Subject, _ trial: PluginTrial
    ) throws(PluginMistakes) -> PluginObservation {
        let bytes = content.bytes()
        let entries = subject.plugin.entries(forAllOf: bytes, fileName: "sample")
        guard !entries.isEmpty else { return PluginObservation() }
        do throws(PluginFailure) {
            let (said, _) = try subject.plugin.observe(trial, bytes, entries)
            guard said.complaints.isEmpty else {
                throw PluginFailure(.garbled, "it makes a bad report: \(said.complaints[0])")
            }
            return said
        } catch {
            throw error.mistakes(on: content.name)
        }
    }
}
