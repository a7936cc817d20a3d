internal import CPlugin
internal import Glibc
internal import SentinelModel

/// Where the plugin host is.
enum HostProgram {
    static let name = "mcp-sentinel-plugin-host"

    /// The file that `option` names, else the environment's MCP_SENTINEL_PLUGIN_HOST, else the one beside the library.
    static func find(option: String) throws(PluginFailure) -> RawPath {
        if !option.isEmpty { return try checked(RawPath(option), from: "the option `plugin_host`") }
        if let named = unsafe getenv("MCP_SENTINEL_PLUGIN_HOST").map({ unsafe String(cString: $0) }), !named.isEmpty {
            return try checked(RawPath(named), from: "MCP_SENTINEL_PLUGIN_HOST")
        }
        guard let own = unsafe cplugin_own_path() else {
            throw PluginFailure(.host, "the library's own place is not known; name the plugin host with `plugin_host`")
        }
        let folder = RawPath(Array(unsafe String(cString: own).utf8)).folder
        for place in ["", "../libexec/mcp-sentinel/", "../bin/"] {
            let path = RawPath(folder.bytes + Array("/\(place)\(name)".utf8))
            if isProgram(path) { return path }
        }
        throw PluginFailure(.host, "there is no \(name) beside \(folder.display); name it with `plugin_host`")
    }

    private static func checked(_ path: RawPath, from origin: String) throws(PluginFailure) -> RawPath {
        guard isProgram(path) else {
            throw PluginFailure(.host, "\(path.display), which \(origin) names, is no program")
        }
        return path
    }

    private static func isProgram(_ path: RawPath) -> Bool { unsafe withPath(path) { unsafe access($0, X_OK) == 0 } }
}
