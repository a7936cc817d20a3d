import Testing

@testable import SentinelPackages

/// Which files tell of packages, by their paths alone.
@Suite struct PackageFileKindTests {
    @Test(arguments: [
        ("package.json", PackageFileKind.packageJSON), ("a/b/Cargo.lock", .cargoLock), ("a/PyProject.toml", .pyproject),
        ("requirements-dev.txt", .requirements), ("a/requirements/base.txt", .requirements),
        ("mcp.json", .client), ("a/my-MCP-servers.jsonc", .client), ("/home/x/.claude/settings.json", .client),
        (".claude/deeper/settings.local.json", .client), ("//.VSCode//settings.json", .client),
        (".codex/config.toml", .client), (".amazonq/agents/x.json", .client), ("é/.kiro/settings.json", .client),
    ])
    func known(_ path: String, _ kind: PackageFileKind) { #expect(PackageFileKind(path: path) == kind) }

    @Test(arguments: [
        "", "/", "a/", "notes.txt", "requirements/deeper/base.txt", "settings.json", ".claude/a/b/settings.json",
        "config.toml", ".codex/a/config.toml", ".amazonq/a/b/x.json", "amazonq/x.json", "x.json",
    ])
    func others(_ path: String) { #expect(PackageFileKind(path: path) == nil) }
}
