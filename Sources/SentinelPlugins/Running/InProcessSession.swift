internal import CPlugin
internal import Glibc
internal import SentinelModel

/// In this process: nothing contains what the plugin does, and it reads contents where they lie.
@safe
final class InProcessSession {
    private let plugin: LoadedPlugin
    private let session: OpaquePointer

    init(_ plugin: LoadedPlugin) throws(PluginFailure) {
        self.plugin = plugin
        unsafe session = try plugin.newSession()
    }

    deinit { unsafe cplugin_session_free(session) }

    /// What the plugin has to say of a file; nil for nothing. `content` must be followed by the padding.
    func look(
        _ entry: PluginRequest.Entry, at content: UnsafeBufferPointer<UInt8>, maxFindings: Int
    ) throws(PluginFailure) -> (PluginFileResult, [PluginLine])? {
        var reply = ReplyBuffer()
        let status = unsafe call(entry, content, maxFindings, &reply)
        return try read(&reply, status, to: entry, maxFindings)
    }

    /// The same for a whole file of which only this is asked. `path` and `types` end with a NUL.
    func glance(
        _ path: [UInt8], types: [UInt8], at content: UnsafeBufferPointer<UInt8>, maxFindings: Int
    ) throws(PluginFailure) -> (PluginFileResult, [PluginLine])? {
        var reply = ReplyBuffer()
        let status = unsafe path.withUnsafeBytes { path in
            unsafe types.withUnsafeBytes { types in
                var file = unsafe cplugin_file(
                    kind: PluginRequest.Kind.file.rawValue, match_count: 0,
                    path: path.baseAddress?.assumingMemoryBound(to: CChar.self), path_length: path.count - 1,
                    types: types.baseAddress?.assumingMemoryBound(to: CChar.self), types_length: types.count - 1,
                    content: content.baseAddress, length: content.count, matches: nil)
                return unsafe cplugin_look(session, &file, UInt32(clamping: maxFindings), &reply.raw)
            }
        }
        if status == 0, reply.isEmpty { return nil }
        let entry = PluginRequest.Entry(kind: .file, path: [], types: [], content: 0..<content.count)
        return try read(&reply, status, to: entry, maxFindings)
    }

    private func read(
        _ reply: inout ReplyBuffer, _ status: Int32, to entry: PluginRequest.Entry, _ maxFindings: Int
    ) throws(PluginFailure) -> (PluginFileResult, [PluginLine])? {
        guard status == 0 else { throw PluginFailure(.garbled, "its answer cannot be held in memory") }
        guard !reply.isEmpty else { return nil }
        var request = PluginRequest(maxFindings: maxFindings)
        request.append(entry)
        var reader = ReplyReader(request, [0], rules: plugin.description.rules.count)
        for (kind, payload) in try reply.frames() { _ = try reader.take(kind, payload) }
        return (reader.results[0] ?? PluginFileResult(), reader.lines)
    }

    private func call(
        _ entry: PluginRequest.Entry, _ content: UnsafeBufferPointer<UInt8>, _ maxFindings: Int,
        _ reply: inout ReplyBuffer
    ) -> Int32 {
        let matches = entry.matches.map {
            cplugin_match(
                rule: UInt32($0.rule), reserved: 0, start: UInt64($0.span.lowerBound), end: UInt64($0.span.upperBound))
        }
        return unsafe withText(entry.path) { path in
            unsafe withText(entry.types) { types in
                unsafe matches.withUnsafeBufferPointer { matches in
                    var file = unsafe cplugin_file(
                        kind: entry.kind.rawValue, match_count: UInt32(matches.count), path: path,
                        path_length: entry.path.count, types: types, types_length: entry.types.count,
                        content: content.baseAddress, length: content.count, matches: matches.baseAddress)
                    return unsafe cplugin_look(session, &file, UInt32(clamping: maxFindings), &reply.raw)
                }
            }
        }
    }

    /// Lends bytes with a NUL behind them.
    private func withText<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { room in
            unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(room).copyMemory(from: $0) }
            unsafe room[bytes.count] = 0
            return unsafe body(UnsafePointer(room.baseAddress.unsafelyUnwrapped))
        }
    }
}
