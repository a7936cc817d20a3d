internal import SentinelModel
package import SentinelSyntax

/// Tells from a file's bytes whether it may declare something of a server: most files that speak of MCP only mention it, and need not be
/// parsed. Knows the words that the readers of this folder look for, and errs on the side of reading.
package enum DeclarationGate {
    /// `registers` says whether what a Python file calls so may be a function of the project's that registers what it is given.
    package static func mayDeclare(
        _ bytes: UnsafeBufferPointer<UInt8>, _ language: Language, registers: (String) -> Bool
    ) -> Bool {
        // What Go hands to a call may be declared in any file of the package.
        if language == .go { return go.contains { unsafe bytes.holds($0) } }
        switch language {
        case .python:
            return unsafe holds(python, bytes) || DecoratorGate.mayRegister(bytes, registers)
        case .javascript, .typescript, .tsx:
            // What else a server does is looked for where names say something.
            let words = unsafe MinifiedCode.isLikely(bytes) ? declaringScript : script
            return unsafe holds(words, bytes)
        default: return true
        }
    }

    private static let go: [StaticString] = [
        "mcp.", "mcp-go", "modelcontextprotocol", "MCPServer(", "nputSchema", "egisterTool", "ddTool(", "ustTool(",
        ".Tool{", ".Tool(", ".tool(", ".CallTool", ".NewTool(",
    ]

    /// Words, and by their first byte the lengths they have: nearly all names of a file are none of them by these.
    private struct Words {
        let all: [DeclaringWord]
        let lengths: [UInt64]

        init(_ all: [DeclaringWord]) {
            self.all = all
            var lengths = [UInt64](repeating: 0, count: 256)
            for word in all { lengths[Int(word.text[0])] |= 1 << UInt64(min(63, word.text.count)) }
            self.lengths = lengths
        }
    }

    private static func holds(_ words: Words, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let text = unsafe bytes.span
        var from = 0
        while let name = unsafe bytes.nextName(from: from, words.lengths) {
            from = name.upperBound
            for word in words.all where word.stands(at: name, in: text) { return true }
        }
        return false
    }

    private static func words(
        _ names: [String], _ form: DeclaringWord.Form, _ openers: String = ""
    ) -> [DeclaringWord] {
        names.map { DeclaringWord($0, form, openers) }
    }

    /// What a server asks of clients and tells them, and where it keeps its tools: rules look at that in files that declare nothing too.
    private static let facts: [DeclaringWord] = {
        var found = words(
            ["createMessage", "create_message", "elicit", "elicitInput", "elicit_form", "elicit_url"], .member, "(<?/")
        found += words(["sampling", "elicitation", "tools"], .method, "/")
        found += words(
            [
                "sendToolListChanged", "send_tool_list_changed", "sendPromptListChanged", "send_prompt_list_changed",
                "_tools", "_tool_manager", "_registeredTools", "_tool_cache",
            ], .attribute)
        return found
    }()

    private static let python: Words = {
        var found = facts
        found += words(["inputSchema"], .quotedKey)
        // Who may talk to a server is said where it is run.
        found += words(["do_POST"], .key)
        found += words(["SseServerTransport", "StreamableHTTPSessionManager"], .called, "(")
        found += words(["sse_app", "streamable_http_app", "http_app"], .member, "(")
        found += words(["transport"] + ConstructorHandlers.kinds.keys.sorted(), .keyword, "=")
        found += words(["add_request_handler"], .member, "(")
        found += words(["as"], .alias)
        found += words(["add_tool", "from_function"], .member, "(")
        found += words(["tool", "prompt", "resource"], .decorator, "(")
        found += words(
            ["Tool", "Prompt", "Resource", "ResourceTemplate", "FastMCP", "Server", "MCPServer"], .called, "(")
        return Words(found)
    }()

    private static let script: Words = {
        var found = facts + declaringScript.all
        found += words(["listen", "handleRequest", "openExternal"], .member, "(<?/")
        found += words(["createServer", "SSEServerTransport"], .called, "(<?/")
        found += words(["redirectToAuthorization"], .key)
        return Words(found)
    }()

    private static let declaringScript: Words = {
        var found = words(["inputSchema"], .key)
        found += words(
            [
                "setRequestHandler", "tool", "registerTool", "registerPrompt", "registerResource", "prompt", "resource",
                "addTool",
                "addPrompt", "addResource",
            ], .member, "(<?/")
        found += words(
            [
                "McpServer", "Server", "FastMCP", "MCPServer", "StreamableHTTPServerTransport",
                "WebStandardStreamableHTTPServerTransport",
            ], .called, "(<?/")
        return Words(found)
    }()
}
