/// Tells which files analysis begins with: those that speak of MCP, in whatever case, declare tools, or list them by their schemas. What
/// they refer to is read with them.
enum AnalysisGate {
    static func isWorthReading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in bytes.indices {
            switch unsafe bytes[index] | 0x20 {
            case UInt8(ascii: "m"):
                if unsafe holds("mcp", at: index, bytes) || holds("modelcontextprotocol", at: index, bytes) {
                    return true
                }
            case UInt8(ascii: "i"): if unsafe holds("inputschema", at: index, bytes) { return true }
            // `@app.tool(...)`, of a server that another file makes.
            case UInt8(ascii: "t"):
                if index > 0, unsafe bytes[index - 1] == UInt8(ascii: "."), unsafe holds("tool(", at: index, bytes) {
                    return true
                }
                // `@tool`, where the project's own function registers.
                if index > 0, unsafe bytes[index - 1] == UInt8(ascii: "@"), unsafe holds("tool", at: index, bytes) {
                    return true
                }
            case UInt8(ascii: "r"): if unsafe holds("registertool", at: index, bytes) { return true }
            default: continue
            }
        }
        return false
    }

    private static func holds(_ word: StaticString, at start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = word.utf8CodeUnitCount
        guard start + length <= bytes.count else { return false }
        for index in 1..<length where unsafe bytes[start + index] | 0x20 != word.utf8Start[index] { return false }
        return true
    }
}
