internal import CPlugin

/// Writes requests; see Sources/CPlugin/include/cplugin.h.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    /// A frame's header and what `body` writes.
    static func frame(_ kind: UInt32, _ body: (inout WireWriter) -> Void = { _ in }) -> [UInt8] {
        var frame = WireWriter()
        frame.u32(0)
        frame.u32(kind)
        body(&frame)
        let length = frame.bytes.count - 8
        for place in 0..<4 { frame.bytes[place] = UInt8(truncatingIfNeeded: length >> (8 * place)) }
        return frame.bytes
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
    mutating func append(_ more: ArraySlice<UInt8>) { bytes += more }

    mutating func u32(_ value: UInt32) { unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes += $0 } }
    mutating func u64(_ value: UInt64) { unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes += $0 } }

    mutating func text(_ text: some Collection<UInt8>) {
        u32(UInt32(text.count))
        bytes += text
    }
}

func createRequest(_ options: [(name: String, value: String)]) -> [UInt8] {
    WireWriter.frame(CPLUGIN_CREATE) { writer in
        writer.u32(UInt32(options.count))
        for option in options {
            writer.text(option.name.utf8)
            writer.text(option.value.utf8)
        }
    }
}

/// What a FAILED frame says.
func failure(_ payload: ArraySlice<UInt8>) throws(PluginFailure) -> PluginFailure {
    var reader = WireReader(payload)
    let (stage, message) = (try reader.u32(), try reader.text())
    switch stage {
    case CPLUGIN_STAGE_CONFINE: return PluginFailure(.host, message, at: .confine)
    case CPLUGIN_STAGE_OPEN: return PluginFailure(.load, message, at: .open)
    case CPLUGIN_STAGE_ENTRY: return PluginFailure(.load, message, at: .entry)
    case CPLUGIN_STAGE_VERSION: return PluginFailure(.load, message, at: .version)
    case CPLUGIN_STAGE_SIZE: return PluginFailure(.load, message, at: .size)
    case CPLUGIN_STAGE_FUNCTIONS: return PluginFailure(.load, message, at: .functions)
    case CPLUGIN_STAGE_DESCRIPTION: return PluginFailure(.description, message, at: .description)
    case CPLUGIN_STAGE_CREATE: return PluginFailure(.create, message, at: .create)
    default: return PluginFailure(.load, message)
    }
}
