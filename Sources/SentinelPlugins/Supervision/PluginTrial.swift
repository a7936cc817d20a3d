internal import SentinelModel

/// A plugin that is tried out: in a host of its own, or in this process. It is asked for one content after another, nothing is
/// started anew, and the first failure is thrown. For one thread.
package final class PluginTrial {
    private enum Session {
        case isolated(IsolatedSession)
        case inProcess(InProcessSession)
    }

    private let version: PluginVersion
    private var session: Session

    package init(_ version: PluginVersion) throws(PluginFailure) {
        self.version = version
        session = try Self.session(of: version)
    }

    private static func session(of version: PluginVersion) throws(PluginFailure) -> Session {
        if let session = try version.inProcess() { return .inProcess(session) }
        return .isolated(try version.start(PluginArena(largest: version.settings.largestFile)))
    }

    /// What the plugin says of a content: a result for each of the entries, whose places are made here.
    package func ask(
        _ content: [UInt8], _ entries: [PluginRequest.Entry], maxFindings: Int
    ) throws(PluginFailure) -> (results: [PluginFileResult], lines: [PluginLine]) {
        switch session {
        case .isolated(let session):
            let request = try Self.request(content, entries, maxFindings, in: session)
            let indices = Array(entries.indices)
            var replies = ReplyReader(request, indices, rules: version.description.rules.count)
            let patience = HostProcess.Patience(
                limit: version.settings.timeout, entries: entries.count, isCancelled: { false })
            try session.scan(request, indices, patience, &replies)
            return (indices.map { replies.results[$0] ?? PluginFileResult() }, replies.lines)
        case .inProcess(let session):
            var results: [PluginFileResult] = []
            var lines: [PluginLine] = []
            for entry in entries {
                let said = try Self.look(session, entry, content, maxFindings)
                results.append(said?.0 ?? PluginFileResult())
                lines += said?.1 ?? []
            }
            return (results, lines)
        }
    }

    /// Asks and takes it back at once: the plugin must return within `limit` milliseconds. In this process nothing can take it back.
    package func cancel(_ content: [UInt8], _ entry: PluginRequest.Entry, limit: Int) throws(PluginFailure) {
        guard case .isolated(let session) = session else { return }
        try session.scanCancelled(try Self.request(content, [entry], 1000, in: session), limit: limit)
    }

    /// Frees the session and makes another.
    package func renew() throws(PluginFailure) {
        switch session {
        case .isolated(let session): try session.renew()
        case .inProcess: session = try Self.session(of: version)
        }
    }

    /// Frees the session and destroys the instance; nothing may follow.
    package func finish() throws(PluginFailure) {
        if case .isolated(let session) = session { try session.finish() }
    }

    private static func request(
        _ content: [UInt8], _ entries: [PluginRequest.Entry], _ maxFindings: Int, in session: IsolatedSession
    ) throws(PluginFailure) -> PluginRequest {
        session.arena.removeAll()
        guard let place = unsafe content.withUnsafeBufferPointer({ unsafe session.arena.add($0) }) else {
            throw PluginFailure(.host, "cannot take a file of \(content.count) bytes")
        }
        var request = PluginRequest(maxFindings: maxFindings)
        for var entry in entries {
            entry.content = place
            request.append(entry)
        }
        return request
    }

    private static func look(
        _ session: InProcessSession, _ entry: PluginRequest.Entry, _ content: [UInt8], _ maxFindings: Int
    ) throws(PluginFailure) -> (PluginFileResult, [PluginLine])? {
        let padded = content + [UInt8](repeating: 0, count: PluginArena.padding)
        return try unsafe padded.withUnsafeBufferPointer { bytes throws(PluginFailure) in
            try unsafe session.look(
                entry, at: UnsafeBufferPointer(rebasing: bytes[..<content.count]), maxFindings: maxFindings)
        }
    }
}
