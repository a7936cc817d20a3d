/// Tells which files analysis begins with: those that speak of MCP, in whatever case. What they refer to is read with them.
enum AnalysisGate {
    static func isWorthReading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 3 else { return false }
        for index in 2..<bytes.count
        where unsafe bytes[index] | 0x20 == UInt8(ascii: "p") && bytes[index - 1] | 0x20 == UInt8(ascii: "c")
            && bytes[index - 2] | 0x20 == UInt8(ascii: "m")
        {
            return true
        }
        return false
    }
}
