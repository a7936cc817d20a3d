internal import CPlugin
internal import Glibc
internal import SentinelModel

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
        (description, _) = try PluginFailure.at(.description) { () throws(PluginFailure) in
            try PluginDescription.decode(payload[...], origin: library.path.display)
        }
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

    func newSession() throws(PluginFailure) -> OpaquePointer {
        var reply = ReplyBuffer()
        if let session = unsafe cplugin_session_new(plugin, &reply.raw) { return unsafe session }
        _ = try reply.only(CPLUGIN_CREATED)
        throw PluginFailure(.create, "it made no session")
    }
}
