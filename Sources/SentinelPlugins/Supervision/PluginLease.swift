internal import Glibc
internal import SentinelModel

/// A plugin host in one worker's hands: contents are put into its arena, then it is asked for all of them at once.
package final class PluginLease {
    private let plugin: Plugin
    private let version: PluginVersion
    private var session: IsolatedSession
    private let isCancelled: () -> Bool

    /// Takes a session. Nil when the work is no longer wanted. Throws when none can be had, or the plugin is left alone.
    package init?(
        _ plugin: Plugin, _ version: PluginVersion, isCancelled: @escaping () -> Bool
    ) throws(PluginFailure) {
        do throws(PluginFailure) {
            guard let session = try version.acquire(isCancelled) else { return nil }
            self.session = session
        } catch {
            plugin.failed(error)
            throw error
        }
        self.plugin = plugin
        self.version = version
        self.isCancelled = isCancelled
    }

    deinit { version.release(session) }

    package var arena: PluginArena { session.arena }

    package struct Outcome: Sendable {
        /// By entry.
        package var results: [PluginFileResult]
        package var lines: [PluginLine] = []

        package init(results: [PluginFileResult]) { self.results = results }
    }

    /// Asks for all entries. A file that ends the plugin is passed over, and the others are asked for anew.
    package func scan(_ request: PluginRequest) -> Outcome {
        var outcome = Outcome(results: request.entries.map { _ in PluginFileResult() })
        var pending = Array(request.entries.indices)
        while !pending.isEmpty {
            guard plugin.mayCall() else {
                let reason = PluginFailure(.suspended, "failed too often and is left alone for a while")
                for index in pending { outcome.results[index].loss = reason }
                break
            }
            var replies = ReplyReader(request, pending, rules: version.description.rules.count)
            let failure = attempt(request, pending, &replies)
            for (index, result) in replies.results { outcome.results[index] = result }
            outcome.lines += replies.lines
            guard let failure else { break }
            pending = rest(of: pending, replies, failure, &outcome)
        }
        return outcome
    }

    /// Returns why it did not come to its end.
    private func attempt(_ request: PluginRequest, _ pending: [Int], _ replies: inout ReplyReader) -> PluginFailure? {
        let started = microseconds()
        do throws(PluginFailure) {
            if !session.isUsable { try restart() }
            let patience = HostProcess.Patience(limit: version.settings.timeout, isCancelled: isCancelled)
            try session.scan(request, pending, patience, &replies)
        } catch {
            if error.kind == .cancelled { plugin.abandoned() } else { plugin.failed(error) }
            return error
        }
        let results = replies.results.values
        plugin.succeeded(
            files: pending.count, findings: results.reduce(0) { $0 + $1.findings.count },
            failures: results.count { $0.status < 0 }, microseconds: microseconds() - started)
        return nil
    }

    /// What is left to ask for after a failure. The entry in work is lost; when it cannot be started anew, or nobody wants
    /// the work any more, all are.
    private func rest(
        of pending: [Int], _ replies: ReplyReader, _ failure: PluginFailure, _ outcome: inout Outcome
    ) -> [Int] {
        let isFinal = failure.kind == .cancelled || failure.kind == .host || failure.kind == .load
        if isFinal || failure.kind == .description || failure.kind == .create {
            for index in pending.dropFirst(replies.answered) { outcome.results[index].loss = failure }
            return []
        }
        let culprit = replies.culprit(session.current)
        outcome.results[pending[culprit]].loss = failure
        return pending.indices.filter { $0 >= replies.answered && $0 != culprit }.map { pending[$0] }
    }

    private func restart() throws(PluginFailure) {
        let pause = plugin.willRestart()
        if pause > 0 { usleep(UInt32(pause) * 1000) }
        session = try version.start(session.arena)
    }
}
