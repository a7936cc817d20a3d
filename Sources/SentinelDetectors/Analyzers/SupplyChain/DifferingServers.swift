internal import SentinelPackages

/// Servers of one name that are started differently: twice in one configuration, of which the last counts, or in those of two clients of
/// a project. Told in the later of the two.
struct DifferingServers: PackageAnalyzer {
    let name = "differing-servers"

    /// Where clients look for a project's servers.
    private static let places = [
        ".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json", ".gemini/settings.json", ".kiro/settings/mcp.json",
        ".roo/mcp.json", ".amazonq/mcp.json", ".windsurf/mcp.json", ".zed/settings.json", ".codex/config.toml",
        "opencode.json", "mcp.json",
    ]

    func find(in file: PackageFile) -> [PackagePlace] {
        guard !file.list.servers.isEmpty else { return [] }
        var found = Self.repeated(in: file.list.servers)
        guard let place = Self.places.firstIndex(where: { Self.isAt($0, file.path) }) else { return found }
        let folder = file.path.dropLast(Self.places[place].utf8.count)
        var told: Set<String> = []
        for other in Self.places[..<place] {
            guard let list = file.neighbour(folder + other) else { continue }
            for server in file.list.servers where !told.contains(server.name) {
                guard let twin = list.servers.first(where: { $0.name == server.name }), twin.identity != server.identity
                else { continue }
                told.insert(server.name)
                found.append(PackagePlace(server.nameRange, note: "\(other) says something else of it"))
            }
        }
        return found
    }

    private static func repeated(in servers: [ServerDefinition]) -> [PackagePlace] {
        var first: [String: ServerDefinition] = [:]
        return servers.compactMap { server in
            let key = "\(server.group) \(server.name)"
            guard let other = first[key] else {
                first[key] = server
                return nil
            }
            return other.identity == server.identity
                ? nil : PackagePlace(server.nameRange, note: "this file says something else of it before")
        }
    }

    private static func isAt(_ place: String, _ path: String) -> Bool {
        path.hasSuffix(place) && (path.utf8.count == place.utf8.count || path.dropLast(place.utf8.count).hasSuffix("/"))
    }
}
