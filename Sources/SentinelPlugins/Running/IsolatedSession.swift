internal import CPlugin
internal import Glibc
internal import SentinelModel

/// A plugin at work in a host of its own; for one thread at a time.
final class IsolatedSession {
    let arena: PluginArena
    private let host: HostProcess
    let description: PluginDescription
    let confinement: Confinement

    var isUsable: Bool { !host.isOver && host.isOwn }
    var current: Int { host.current }

    /// How long a plugin may take to be loaded and created, in milliseconds.
    private static let startLimit = 10_000

    /// Starts a host and loads the library in it; `create` follows.
    init(
        _ library: PluginLibrary, program: RawPath, _ arena: PluginArena, _ settings: PluginSettings
    ) throws(PluginFailure) {
        self.arena = arena
        host = try HostProcess(program: program, arena: arena, library: library)
        let request = WireWriter.frame(CPLUGIN_LOAD) {
            $0.u32(settings.matchLimit)
            $0.u32(settings.depthLimit)
            $0.u32(settings.heapLimit)
            $0.u64(UInt64(settings.memory))
            $0.u32(settings.isStrict ? 1 : 0)
        }
        let payload = try Self.ask(host, request, for: CPLUGIN_DESCRIBED)
        (description, confinement) = try PluginFailure.at(.description) { () throws(PluginFailure) in
            try PluginDescription.decode(payload[...], origin: library.path.display)
        }
    }

    func create(_ options: [(name: String, value: String)]) throws(PluginFailure) {
        _ = try Self.ask(host, createRequest(options), for: CPLUGIN_CREATED)
    }

    /// Asks for the entries at `indices`. What was answered before a failure stays in `replies`.
    func scan(
        _ request: PluginRequest, _ indices: [Int], _ patience: HostProcess.Patience, _ replies: inout ReplyReader
    ) throws(PluginFailure) {
        do throws(PluginFailure) {
            try host.exchange(request.frame(indices), patience) { (kind, payload) throws(PluginFailure) in
                try replies.take(kind, payload)
            }
        } catch {
            host.end()
            throw error
        }
    }

    /// Asks for one entry, and tells the plugin soon after that it is not wanted any more. Whatever it answers is right.
    func scanCancelled(_ request: PluginRequest, limit: Int) throws(PluginFailure) {
        do throws(PluginFailure) {
            let patience = HostProcess.Patience(limit: limit, isCancelled: { false }, cancelsAfter: 2)
            try host.exchange(request.frame([0]), patience) { (kind, _) throws(PluginFailure) in kind == CPLUGIN_DONE }
        } catch {
            host.end()
            throw error
        }
    }

    /// Has it free its session and make another.
    func renew() throws(PluginFailure) { _ = try Self.ask(host, WireWriter.frame(CPLUGIN_RENEW), for: CPLUGIN_CREATED) }

    /// Has it free its session and destroy the instance; nothing may follow.
    func finish() throws(PluginFailure) {
        _ = try Self.ask(host, WireWriter.frame(CPLUGIN_FINISH), for: CPLUGIN_FINISHED)
        host.end()
    }

    /// Asks whether it is well.
    func ping() throws(PluginFailure) { _ = try Self.ask(host, WireWriter.frame(CPLUGIN_PING), for: CPLUGIN_PONG) }

    /// Sends a request and returns the payload of the one reply that is wanted.
    private static func ask(
        _ host: HostProcess, _ request: [UInt8], for wanted: UInt32
    ) throws(PluginFailure) -> [UInt8] {
        var answer: [UInt8] = []
        let patience = HostProcess.Patience(limit: startLimit, isCancelled: { false })
        do throws(PluginFailure) {
            try host.exchange(request, patience) { (kind, payload) throws(PluginFailure) in
                if kind == CPLUGIN_LOGGED { return false }
                if kind == CPLUGIN_FAILED { throw try failure(payload) }
                guard kind == wanted else { throw PluginFailure(.garbled, "it sent what was not asked for") }
                answer = Array(payload)
                return true
            }
        } catch {
            host.end()
            throw error
        }
        return answer
    }
}
