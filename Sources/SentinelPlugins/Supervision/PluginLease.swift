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
        /// By entry, of those of which there is something to tell.
        package var results: [Int: PluginFileResult] = [:]
        package var lines: [PluginLine] = []

        package init() {}

        fileprivate mutating func lose(_ index: Int, by loss: PluginFailure) {
            results[index, default: PluginFileResult()].loss = loss
        }
    }

    /// Asks for all entries. A file that ends the plugin is passed over, and the others are asked for anew.
    package func scan(_ request: PluginRequest) -> Outcome {
        var outcome = Outcome()
        var pending = Array(0..<request.count)
        var isAlone = false
        while !pending.isEmpty {
            guard plugin.mayCall() else {
                let reason = PluginFailure(.suspended, "failed too often and is left alone for a while")
                for index in pending { outcome.lose(index, by: reason) }
                break
            }
            let group = isAlone ? Array(pending.prefix(1)) : pending
            var replies = ReplyReader(request, group, rules: version.description.rules.count)
            let failure = attempt(request, group, &replies)
            outcome.results.merge(replies.results) { $1 }
            outcome.lines += replies.lines
            pending.removeFirst(replies.answered)
            guard let failure else { continue }
            if group.count > 1, failure.isOfOneFile {
                // Which of them it was cannot be told for sure from what is left of it: each is asked for alone.
                isAlone = true
            } else if failure.isOfOneFile || failure.kind == .timedOut {
                let culprit = group[replies.culprit(session.current)]
                outcome.lose(culprit, by: failure)
                pending.removeAll { $0 == culprit }
            } else {
                // It cannot be started anew, or nobody wants the work any more.
                for index in pending { outcome.lose(index, by: failure) }
                pending = []
            }
        }
        return outcome
    }

    /// Returns why it did not come to its end.
    private func attempt(_ request: PluginRequest, _ group: [Int], _ replies: inout ReplyReader) -> PluginFailure? {
        let started = microseconds()
        do throws(PluginFailure) {
            if !session.isUsable { try restart() }
            let patience = HostProcess.Patience(
                limit: version.settings.timeout, entries: group.count, isCancelled: isCancelled)
            try session.scan(request, group, patience, &replies)
        } catch {
            // A failure that is not known to be one file's is not counted: it comes again.
            let isCounted = error.kind != .cancelled && !(group.count > 1 && error.isOfOneFile)
            if isCounted { plugin.failed(error) } else { plugin.abandoned() }
            return error
        }
        let results = replies.results.values
        plugin.succeeded(
            files: group.count, findings: results.reduce(0) { $0 + $1.findings.count },
            failures: results.count { $0.status < 0 }, microseconds: microseconds() - started)
        return nil
    }

    private func restart() throws(PluginFailure) {
        let pause = plugin.willRestart()
        if pause > 0 { usleep(UInt32(pause) * 1000) }
        session = try version.start(session.arena)
    }
}

extension PluginFailure {
    /// True for what one file brings about, and no other need.
    fileprivate var isOfOneFile: Bool { kind == .crashed || kind == .garbled }
}
