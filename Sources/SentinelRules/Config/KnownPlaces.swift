/// Files and places that many rules mean, under one name: the files in which clients and agents keep their settings
/// (`documents: [mcp-client]`), and where in them servers are described (`select: ['@mcp-server.command']`).
enum KnownPlaces {
    static let client = "mcp-client"

    /// Clients differ in little but the file's name. Names are compared without regard to case.
    static let clientFiles = [
        "*mcp*.json", "claude_desktop_config.json", ".claude.json", "managed-settings.json",
        "**/.claude/settings*.json",
        "**/.claude-plugin/*.json", "**/.claude/agents/*.json", "**/.cursor/*.json", "**/.windsurf/*.json",
        "**/.vscode/settings.json", "**/user/settings.json", "*.code-workspace", "devcontainer.json",
        ".devcontainer.json", "**/.devcontainer/**/*.json", "**/.gemini/settings.json", "**/.qwen/settings.json",
        "gemini-extension.json", "**/.codex/config.toml", "**/codex/config.toml", "opencode.json*",
        "**/opencode/*.json*",
        "crush.json", ".crush.json", "**/.copilot/*.json", "**/.amazonq/**/*.json", "**/amazonq/**/*.json",
        "**/.kiro/**/*.json", "**/.zed/settings.json", "**/zed/settings.json", "**/.continue/**/*.json",
        "**/.continue/**/*.yaml", "**/goose/config.yaml", "**/.roo/*.json", "**/.junie/**/*.json",
        "**/.agents/*.json", "**/amp/settings.json", "server.json", "smithery.yaml", "smithery.yml", "manifest.json",
    ]

    /// A path to the mappings that describe a server each.
    struct Place {
        var path: String
        /// What the file's name must hold; empty where any will do.
        var fileName = ""
    }

    static let server = "@mcp-server"

    static let servers = [
        Place(path: "**.(*mcpServers|*mcp_servers|mcp-servers|*context_servers).*"),
        // Continue has a list of them.
        Place(path: "**.(mcpServers|mcp_servers)[*]"),
        Place(path: "**.mcp.servers.*"), Place(path: "**.\"mcp.servers\".*"), Place(path: "servers.*", fileName: "mcp"),
        // opencode and Crush, Goose, bundles.
        Place(path: "mcp.*"), Place(path: "extensions.*"), Place(path: "server.mcp_config"),
        // Plugins of agents leave the outer key out.
        Place(path: "*", fileName: "mcp"),
    ]

    /// What `path` stands for.
    static func expanded(_ path: String) -> [Place] {
        guard path == server || path.hasPrefix(server + ".") || path.hasPrefix(server + "[") else {
            return [Place(path: path)]
        }
        let rest = path.dropFirst(server.count)
        return servers.map { Place(path: $0.path + rest, fileName: $0.fileName) }
    }
}
