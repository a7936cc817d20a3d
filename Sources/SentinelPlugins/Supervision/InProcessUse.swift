internal import SentinelModel

/// A plugin in this process in one worker's hands. Nothing can end a call that does not return.
package final class InProcessUse {
    private let plugin: Plugin
    private let version: PluginVersion
    private let session: InProcessSession
    private let isCancelled: () -> Bool
    /// Files and microseconds that the plugin's health does not have yet.
    private var files = 0
    private var time = 0

    private static let notedAtOnce = 64
    private static let timedOf = 8

    /// Nil for a plugin that runs in hosts.
    package init?(_ plugin: Plugin, _ version: PluginVersion, isCancelled: @escaping () -> Bool) throws(PluginFailure) {
        guard let session = try version.inProcess() else { return nil }
        self.plugin = plugin
        self.version = version
        self.session = session
        self.isCancelled = isCancelled
    }

    deinit { note() }

    package typealias Answer = (PluginFileResult, [PluginLine])?

    /// What the plugin says of a file whose content lies at `content`, with padding behind it; nil for nothing.
    package func look(
        _ entry: PluginRequest.Entry, at content: UnsafeBufferPointer<UInt8>, maxFindings: Int
    ) -> Answer {
        supervised { () throws(PluginFailure) in
            try unsafe session.look(entry, at: content, maxFindings: maxFindings)
        }
    }

    /// The same where only the whole file is to be looked at. `path` and `types` end with a NUL.
    package func glance(
        _ path: [UInt8], types: [UInt8], at content: UnsafeBufferPointer<UInt8>, maxFindings: Int
    ) -> Answer {
        supervised { () throws(PluginFailure) in
            try unsafe session.glance(path, types: types, at: content, maxFindings: maxFindings)
        }
    }

    private func supervised(_ body: () throws(PluginFailure) -> Answer) -> Answer {
        guard version.begin(isCancelled) else { return (.lost(PluginFailure(.cancelled, "was cancelled")), []) }
        defer { version.end() }
        // Clocks are read for one file of eight: two looks at one cost as much as a quick plugin.
        let started = files % Self.timedOf == 0 ? microseconds() : nil
        do throws(PluginFailure) {
            let said = try body()
            files += 1
            if let started { time += (microseconds() - started) * Self.timedOf }
            if said != nil || files >= Self.notedAtOnce {
                note(findings: said?.0.findings.count ?? 0, failures: (said?.0.status ?? 0) < 0 ? 1 : 0)
            }
            return said
        } catch {
            plugin.failed(error)
            return (.lost(error), [])
        }
    }

    private func note(findings: Int = 0, failures: Int = 0) {
        guard files > 0 else { return }
        plugin.succeeded(files: files, findings: findings, failures: failures, microseconds: time)
        (files, time) = (0, 0)
    }
}

extension PluginFileResult {
    static func lost(_ failure: PluginFailure) -> PluginFileResult {
        var result = PluginFileResult()
        result.loss = failure
        return result
    }
}
