internal import CPlugin
internal import Glibc
internal import SentinelModel

/// A plugin at work, for one thread at a time: in a host of its own, or in this process.
protocol PluginSession: AnyObject {
    var arena: PluginArena { get }
    /// Asks for the entries at `indices`. What was answered before a failure stays in `replies`.
    func scan(
        _ request: PluginRequest, _ indices: [Int], _ patience: HostProcess.Patience, _ replies: inout ReplyReader
    ) throws(PluginFailure)
    /// The place among the indices that it works, or worked, on; any number.
    var current: Int { get }
    /// False when it must not be used again.
    var isUsable: Bool { get }
    /// Asks whether it is well.
    func ping() throws(PluginFailure)
}

/// In a plugin host.
final class IsolatedSession: PluginSession {
    let arena: PluginArena
    private let host: HostProcess
    let description: PluginDescription
    let confinement: Confinement

    var isUsable: Bool { !host.isOver }
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
        (description, confinement) = try PluginDescription.decode(payload[...], origin: library.path.display)
    }

    func create(_ options: [(name: String, value: String)]) throws(PluginFailure) {
        _ = try Self.ask(host, createRequest(options), for: CPLUGIN_CREATED)
    }

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

    func ping() throws(PluginFailure) { _ = try Self.ask(host, WireWriter.frame(CPLUGIN_PING), for: CPLUGIN_PONG) }

    /// Sends a request and returns the payload of the one reply that is wanted.
    private static func ask(
        _ host: HostProcess, _ request: [UInt8], for wanted: UInt32
    ) throws(PluginFailure) -> [UInt8] {
        var answer: [UInt8] = []
        let patience = HostProcess.Patience(limit: startLimit) { false }
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

/// In this process: nothing contains what the plugin does.
@safe
final class InProcessSession: PluginSession {
    let arena: PluginArena
    private let plugin: LoadedPlugin
    private let session: OpaquePointer
    private var control = cplugin_control()

    let isUsable = true
    var current: Int { Int(control.current) }

    init(_ plugin: LoadedPlugin, _ arena: PluginArena) throws(PluginFailure) {
        self.plugin = plugin
        self.arena = arena
        unsafe session = try plugin.newSession()
    }

    deinit { unsafe cplugin_session_free(session) }

    func scan(
        _ request: PluginRequest, _ indices: [Int], _ patience: HostProcess.Patience, _ replies: inout ReplyReader
    ) throws(PluginFailure) {
        let payload = request.frame(indices).dropFirst(8)
        var reply = ReplyBuffer()
        let status = unsafe payload.withUnsafeBufferPointer { request in
            let content = unsafe arena.bytes
            return unsafe cplugin_scan(
                session, request.baseAddress, request.count, content.baseAddress, content.count, &control, nil, nil,
                &reply.raw)
        }
        guard status == 0 else { throw PluginFailure(.garbled, "its answer cannot be held in memory") }
        for (kind, payload) in try reply.frames() where try replies.take(kind, payload) { return }
        throw PluginFailure(.garbled, "it did not answer for all files")
    }

    func ping() {}
}

/// A library loaded into this process, for ever.
@safe
final class LoadedPlugin: @unchecked Sendable {
    private let plugin: OpaquePointer
    let description: PluginDescription

    init(_ library: PluginLibrary, _ settings: PluginSettings) throws(PluginFailure) {
        // The loader knows a library by its path: no two copies may have had the same. So the descriptor stays open for ever.
        let kept = fcntl(library.descriptor, F_DUPFD_CLOEXEC, 0)
        var limits = cplugin_limits(
            match: settings.matchLimit, depth: settings.depthLimit, heap_kib: settings.heapLimit)
        var reply = ReplyBuffer()
        let loaded = unsafe withPath(RawPath("/proc/self/fd/\(kept)")) {
            unsafe cplugin_load($0, &limits, 0, &reply.raw)
        }
        let payload = try reply.only(CPLUGIN_DESCRIBED)
        guard let loaded = unsafe loaded else { throw PluginFailure(.load, "it cannot be loaded") }
        unsafe plugin = loaded
        (description, _) = try PluginDescription.decode(payload[...], origin: library.path.display)
    }

    deinit { unsafe cplugin_destroy(plugin) }

    func create(_ options: [(name: String, value: String)]) throws(PluginFailure) {
        let request = createRequest(options).dropFirst(8)
        var reply = ReplyBuffer()
        unsafe request.withUnsafeBufferPointer {
            _ = unsafe cplugin_create(plugin, $0.baseAddress, $0.count, &reply.raw)
        }
        _ = try reply.only(CPLUGIN_CREATED)
    }

    fileprivate func newSession() throws(PluginFailure) -> OpaquePointer {
        var reply = ReplyBuffer()
        if let session = unsafe cplugin_session_new(plugin, &reply.raw) { return unsafe session }
        _ = try reply.only(CPLUGIN_CREATED)
        throw PluginFailure(.create, "it made no session")
    }
}

/// What the code in this process appends its frames to.
@safe
private struct ReplyBuffer: ~Copyable {
    var raw = unsafe cplugin_buffer()

    deinit {
        var buffer = unsafe raw
        unsafe cplugin_buffer_free(&buffer)
    }

    func frames() throws(PluginFailure) -> [(UInt32, ArraySlice<UInt8>)] {
        guard unsafe raw.failed == 0 else { throw PluginFailure(.garbled, "its answer cannot be held in memory") }
        var rest = unsafe Array(UnsafeBufferPointer(start: raw.bytes, count: raw.count))[...]
        var frames: [(UInt32, ArraySlice<UInt8>)] = []
        while !rest.isEmpty {
            var header = WireReader(rest.prefix(8))
            let (length, kind) = (Int(try header.u32()), try header.u32())
            rest = rest.dropFirst(8)
            guard rest.count >= length else { throw PluginFailure(.garbled, "it sent something malformed") }
            frames.append((kind, rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return frames
    }

    /// The payload of the one frame that is wanted.
    func only(_ wanted: UInt32) throws(PluginFailure) -> [UInt8] {
        for (kind, payload) in try frames() {
            if kind == CPLUGIN_FAILED { throw try failure(payload) }
            if kind == wanted { return Array(payload) }
        }
        throw PluginFailure(.garbled, "it did not answer")
    }
}

private func createRequest(_ options: [(name: String, value: String)]) -> [UInt8] {
    WireWriter.frame(CPLUGIN_CREATE) { writer in
        writer.u32(UInt32(options.count))
        for option in options {
            writer.text(option.name.utf8)
            writer.text(option.value.utf8)
        }
    }
}

/// What a FAILED frame says.
private func failure(_ payload: ArraySlice<UInt8>) throws(PluginFailure) -> PluginFailure {
    var reader = WireReader(payload)
    let (stage, message) = (try reader.u32(), try reader.text())
    switch stage {
    case CPLUGIN_STAGE_CONFINE: return PluginFailure(.host, message)
    case CPLUGIN_STAGE_DESCRIPTION: return PluginFailure(.description, message)
    case CPLUGIN_STAGE_CREATE: return PluginFailure(.create, message)
    default: return PluginFailure(.load, message)
    }
}
