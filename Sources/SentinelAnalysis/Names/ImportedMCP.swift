internal import SentinelModel
internal import SentinelSyntax

extension SyntaxTree {
    /// True if something of MCP's is imported anywhere, by whatever name: `mcp`, `fastmcp`, `@modelcontextprotocol/sdk`, `.mcp_tools`.
    var importsMCP: Bool {
        readBodiesWithImports()
        return nodes.indices.contains { index in
            let node = NodeID(index: UInt32(index))
            switch kind(node) {
            case .importStatement: return speaksOfMCP(self[node].range)
            // `require("...")`
            case .call:
                guard [.javascript, .typescript, .tsx].contains(language) else { return false }
                let callee = child(of: node, .callee)
                guard kind(callee) == .name, ["require", "import"].contains(name(of: callee)) else { return false }
                return children(of: node, .argument).contains { speaksOfMCP(self[$0].range) }
            default: return false
            }
        }
    }

    private func speaksOfMCP(_ range: Range<Int>) -> Bool {
        let text = string(range).lowercased()
        return text.hasPart("mcp") || text.hasPart("modelcontextprotocol")
    }
}
