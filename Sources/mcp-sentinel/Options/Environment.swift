import Glibc
import SentinelClient

/// The `MCP_SENTINEL_...` variables. The library reads none; they are the command line's.
enum Environment {
    private static let prefix = "MCP_SENTINEL_"

    /// One variable, by the part of its name behind the prefix. An empty one counts as not set.
    static func value(_ name: String) -> String? { raw(prefix + name) }

    /// A variable of any name; bytes that are not UTF-8 are escaped as in arguments.
    static func raw(_ name: String) -> String? {
        guard let start = unsafe getenv(name), unsafe start.pointee != 0 else { return nil }
        return unsafe RawArguments.string(of: UnsafeRawBufferPointer(start: start, count: strlen(start)).map { $0 })
    }

    /// The variables that set options of the engine. The items of a list stand on a line each.
    static func settings() throws(SentinelError) -> [Setting] {
        var settings: [Setting] = []
        for option in try EngineOption.all() {
            let name = option.name.uppercased()
            guard let value = value(name) else { continue }
            let isList = option.kind == .list
            let values = isList ? value.split(separator: "\n").map(String.init) : [value]
            settings.append(Setting(option: option.name, flag: prefix + name, values: values, isList: isList))
        }
        return settings
    }
}
