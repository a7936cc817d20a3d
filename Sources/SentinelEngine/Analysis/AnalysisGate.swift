internal import SentinelModel

/// Tells which files analysis begins with: those that speak of MCP, in whatever case, declare tools, or list them by their schemas. What
/// they refer to is read with them.
enum AnalysisGate {
    private static let words: [StaticString] = [
        "mcp", "modelcontextprotocol", "inputschema", "registertool",
        // `@app.tool(...)`, of a server that another file makes.
        ".tool(",
        // `@tool`, where the project's own function registers.
        "@tool",
    ]

    static func isWorthReading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        words.contains { unsafe bytes.holdsInAnyCase($0) }
    }
}
