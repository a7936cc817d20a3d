internal import CMCPSentinel

/// Options of an engine under construction. For one thread.
package struct Configuration: ~Copyable {
    let handle: Handle

    /// Every option at its default.
    package init() throws(SentinelError) {
        handle = try make { out, error in unsafe mcps_config_new(out.address, error.address) }
    }

    deinit { unsafe mcps_config_free(handle.address) }

    /// Sets an option from text; setting a list adds one item, and the empty text removes all items.
    package mutating func set(_ name: String, to value: String) throws(SentinelError) {
        try set(name, toBytes: Array(value.utf8))
    }

    /// Sets an option from bytes, as they come from a command line; the library refuses what is not UTF-8.
    package mutating func set(_ name: String, toBytes value: [UInt8]) throws(SentinelError) {
        try withCText(name.utf8, named: "an option's name") { name throws(SentinelError) in
            try withCText(value, named: "an option's value") { value throws(SentinelError) in
                try call { error in unsafe mcps_config_set(handle.address, name.address, value.address, error.address) }
            }
        }
    }

    /// Reads a configuration file that the caller trusts.
    package mutating func load(_ path: RawPath) throws(SentinelError) {
        try withCText(path.bytes, named: "a path") { path throws(SentinelError) in
            try call { error in unsafe mcps_config_load_file(handle.address, path.address, error.address) }
        }
    }

    /// Looks for a configuration file from `start` upward and reads what it may set. Returns whether there was one.
    package mutating func discover(from start: RawPath) throws(SentinelError) -> Bool {
        try withCText(start.bytes, named: "a path") { start throws(SentinelError) in
            try call { error in unsafe mcps_config_discover(handle.address, start.address, error.address) }
        } == .ok
    }

    /// Names what is going to be scanned: an engine made of this refuses plugins that lie there, before they are loaded.
    package mutating func add(root: RawPath) throws(SentinelError) {
        try withCText(root.bytes, named: "a path") { path throws(SentinelError) in
            try call { error in
                unsafe mcps_config_add_root(handle.address, path.address, root.bytes.count, error.address)
            }
        }
    }

    /// One option and its present value.
    package borrowing func option(_ name: String) throws(SentinelError) -> EngineOption {
        let handle = handle
        return try withCText(name.utf8, named: "an option's name") { name throws(SentinelError) in
            try unsafe EngineOption { option, error in
                unsafe mcps_config_get(handle.address, name.address, option.address, error.address)
            }
        }
    }

    /// All options and their present values, in the order in which help lists them.
    package borrowing func options() throws(SentinelError) -> [EngineOption] { try EngineOption.all(of: handle) }

    /// A JSON Schema of the configuration file.
    package static func schema() throws(SentinelError) -> [UInt8] {
        try copyBuffer { out, error in unsafe mcps_config_schema(out.address, error.address) }
    }
}
