/// Reads a payload; see Sources/CPlugin/include/cplugin.h. What comes from a plugin host is not to be trusted: nothing here
/// traps, and no count is believed further than the bytes reach.
struct WireReader {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    private static let malformed = PluginFailure(.garbled, "it sent something malformed")

    mutating func u32() throws(PluginFailure) -> UInt32 { UInt32(truncatingIfNeeded: try number(4)) }
    mutating func i32() throws(PluginFailure) -> Int32 { Int32(bitPattern: try u32()) }
    mutating func u64() throws(PluginFailure) -> UInt64 { try number(8) }
    mutating func i64() throws(PluginFailure) -> Int64 { Int64(bitPattern: try u64()) }

    private mutating func number(_ size: Int) throws(PluginFailure) -> UInt64 {
        guard bytes.count >= size else { throw Self.malformed }
        var value: UInt64 = 0
        for (place, byte) in bytes.prefix(size).enumerated() { value |= UInt64(byte) << UInt64(8 * place) }
        bytes.removeFirst(size)
        return value
    }

    mutating func rawText() throws(PluginFailure) -> [UInt8] {
        let count = Int(try u32())
        guard bytes.count >= count else { throw Self.malformed }
        defer { bytes.removeFirst(count) }
        return Array(bytes.prefix(count))
    }

    /// Invalid UTF-8 becomes U+FFFD.
    mutating func text() throws(PluginFailure) -> String { String(decoding: try rawText(), as: UTF8.self) }

    mutating func list<Element>(
        _ element: (inout WireReader) throws(PluginFailure) -> Element
    ) throws(PluginFailure) -> [Element] {
        let count = Int(try u32())
        // Nothing takes less than four bytes.
        guard count <= bytes.count / 4 else { throw Self.malformed }
        var all: [Element] = []
        for _ in 0..<count { all.append(try element(&self)) }
        return all
    }

    func end() throws(PluginFailure) { if !bytes.isEmpty { throw Self.malformed } }
}
