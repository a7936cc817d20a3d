import ArgumentParser

/// A value that the command line gives to an option of the engine.
struct Setting {
    /// The engine's name for the option.
    var option: String
    /// The flag as the user wrote it, for messages.
    var flag: String
    /// One value, or the items of a list.
    var values: [String]
    var isList = false

    /// An option with one value; nil when it was not given.
    static func value(_ option: String, _ value: String?) -> Setting? {
        value.map { Setting(option: option, flag: flag(of: option), values: [$0]) }
    }

    /// A list; nil when it was not given.
    static func list(_ option: String, _ values: [String]) -> Setting? {
        values.isEmpty ? nil : Setting(option: option, flag: flag(of: option), values: values, isList: true)
    }

    /// A switch; nil when it was not given.
    static func flag(_ option: String, _ value: Bool?) -> Setting? {
        value.map { Setting(option: option, flag: flag(of: option), values: [$0 ? "true" : "false"]) }
    }

    /// Flags are named like the options they set.
    private static func flag(of option: String) -> String {
        "--" + String(option.map { $0 == "_" ? "-" : $0 })
    }
}

/// `--set name=value`
struct Assignment: ExpressibleByArgument {
    var name: String
    var value: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }
}
