internal import CPlugin
internal import Glibc
internal import SentinelModel

/// What the code in this process appends its frames to.
@safe
struct ReplyBuffer: ~Copyable {
    var raw = unsafe cplugin_buffer()

    deinit {
        var buffer = unsafe raw
        unsafe cplugin_buffer_free(&buffer)
    }

    var isEmpty: Bool { unsafe raw.count == 0 }

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
