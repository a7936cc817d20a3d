package import SentinelSyntax

/// Tells from a file's bytes whether it may declare something of a server: most files that speak of MCP only mention it, and need not be
/// parsed. Knows the words that the readers of this folder look for, and errs on the side of reading.
package enum DeclarationGate {
    /// `isOwn` says whether a Python module of this name may be one of the project's.
    package static func mayDeclare(
        _ bytes: UnsafeBufferPointer<UInt8>, _ language: Language, isOwn: (String) -> Bool
    ) -> Bool {
        let bytes = unsafe bytes.span
        switch language {
        case .python: return holds(python, bytes) || DecoratorGate.mayRegister(bytes, isOwn: isOwn)
        case .javascript, .typescript, .tsx: return holds(script, bytes)
        case .go: return holds(go, bytes)
        default: return true
        }
    }

    private static func holds(_ words: [DeclaringWord], _ bytes: Span<UInt8>) -> Bool {
        var at = 0
        while at < bytes.count {
            guard isNamePart(bytes[at]) else {
                at += 1
                continue
            }
            let start = at
            while at < bytes.count, isNamePart(bytes[at]) { at += 1 }
            for word in words where word.stands(at: start..<at, in: bytes) { return true }
        }
        return false
    }

    static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private static let python: [DeclaringWord] =
        [
            DeclaringWord("inputSchema", .quotedKey), DeclaringWord("as", .alias),
            DeclaringWord("add_tool", .member, "("), DeclaringWord("from_function", .member, "("),
        ] + ["tool", "prompt", "resource"].map { DeclaringWord($0, .decorator, "(") }
        + ["Tool", "Prompt", "Resource", "ResourceTemplate", "FastMCP", "Server", "MCPServer"].map {
            DeclaringWord($0, .called, "(")
        }

    private static let script: [DeclaringWord] =
        [DeclaringWord("inputSchema", .key)]
        + [
            "tool", "registerTool", "registerPrompt", "registerResource", "prompt", "resource", "addTool", "addPrompt",
            "addResource",
        ].map { DeclaringWord($0, .member, "(<?/") }
        + ["McpServer", "Server", "FastMCP", "MCPServer"].map { DeclaringWord($0, .called, "(<?/") }

    private static let go: [DeclaringWord] =
        [DeclaringWord("Tool", .called, "{")]
        + ["NewTool", "NewPrompt", "NewMCPServer", "NewServer"].map { DeclaringWord($0, .called, "([/") }
}
