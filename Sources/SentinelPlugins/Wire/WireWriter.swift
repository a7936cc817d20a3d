/// Writes requests; see Sources/CPlugin/include/cplugin.h.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    /// A frame's header and what `body` writes.
    static func frame(_ kind: UInt32, _ body: (inout WireWriter) -> Void = { _ in }) -> [UInt8] {
        var payload = WireWriter()
        body(&payload)
        var frame = WireWriter()
        frame.u32(UInt32(payload.bytes.count))
        frame.u32(kind)
        return frame.bytes + payload.bytes
    }

    mutating func u32(_ value: UInt32) { number(UInt64(value), 4) }
    mutating func u64(_ value: UInt64) { number(value, 8) }

    private mutating func number(_ value: UInt64, _ size: Int) {
        for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place))) }
    }

    mutating func text(_ text: some Collection<UInt8>) {
        u32(UInt32(text.count))
        bytes += text
    }
}
