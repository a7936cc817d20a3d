internal import CMCPSentinel

/// An option of the engine and its value; see `mcps_option`.
package struct EngineOption: Hashable, Sendable {
    /// The form a value takes; see the header's section on configuration.
    package enum Kind: Int32, Sendable {
        case bool = 0
        case int
        case size
        case duration
        case choice
        case string
        case list
    }

    /// In snake_case.
    package var name: String
    package var kind: Kind
    package var help: String
    /// The items of a list stand on a line each, here and in `value`.
    package var defaultValue: String
    package var value: String
    /// `default`, `set`, or the configuration file's path.
    package var origin: String
    /// The allowed values of a choice.
    package var choices: [String]
    /// The bounds of an int, a size in bytes or a duration in milliseconds.
    package var minimum: Int64
    package var maximum: Int64
    /// The heading under which help lists it.
    package var group: String
    /// True if a configuration file that was found by searching may set it.
    package var isAllowedWhenDiscovered: Bool

    /// All options at their defaults, in the order in which help lists them.
    package static func all() throws(SentinelError) -> [EngineOption] { try all(of: nil) }

    static func all(of handle: Handle?) throws(SentinelError) -> [EngineOption] {
        var options: [EngineOption] = []
        for index in 0..<mcps_config_option_count() {
            options.append(
                try unsafe EngineOption { option, error in
                    unsafe mcps_config_option_at(handle?.address, index, option.address, error.address)
                })
        }
        return options
    }

    /// Reads the option that `get` fills.
    init(_ get: (Place<mcps_option>, Slot) -> Int32) throws(SentinelError) {
        var raw = unsafe mcps_option()
        unsafe raw.struct_size = unsafe structSize(of: mcps_option.self)
        try unsafe fill(&raw, get)
        name = unsafe string(raw.name)
        kind = unsafe Kind(rawValue: raw.type) ?? .string
        help = unsafe string(raw.help)
        defaultValue = unsafe string(raw.default_value)
        value = unsafe string(raw.value)
        origin = unsafe string(raw.origin)
        choices = unsafe lines(raw.choices)
        minimum = unsafe raw.minimum
        maximum = unsafe raw.maximum
        group = unsafe string(raw.group)
        isAllowedWhenDiscovered = unsafe raw.allowed_when_discovered != 0
    }
}
