import ArgumentParser
import Glibc
import SentinelClient

/// Everything that says how the engine is to be configured, and the order in which it counts: the command line before the
/// environment before the configuration file before the defaults.
struct Settings {
    private enum File {
        case named(RawPath)
        case discovered(from: RawPath)
        case none
    }

    private let file: File
    private let environment: [Setting]
    private let flags: [Setting]
    private let assignments: [Assignment]

    /// `start` is where the search for a configuration file starts.
    init(_ options: ConfigurationOptions, flags: [Setting], start: RawPath) throws(SentinelError) {
        self.flags = flags + options.settings
        assignments = options.set
        environment = try Environment.settings()
        if options.noConfig {
            file = .none
        } else if let path = options.config?.raw ?? Environment.value("CONFIG").map({ RawPath($0) }) {
            file = .named(path)
        } else {
            file = .discovered(from: start)
        }
    }

    /// The configuration that all of it comes to.
    func configuration() throws -> Configuration {
        var configuration = try Configuration()
        try readFile(into: &configuration)
        try apply(to: &configuration)
        return configuration
    }

    private func readFile(into configuration: inout Configuration) throws {
        switch file {
        case .none:
            return
        case .named(let path):
            try configuration.load(path)
        case .discovered(let start):
            // A root that is not there is for the scan to tell.
            guard Files.exists(start) else { return }
            // Whether the file is obeyed depends on an option that has to be known before.
            try configuration.set("untrusted", to: try isUntrusted() ? "true" : "false")
            _ = try configuration.discover(from: start)
        }
    }

    private func isUntrusted() throws -> Bool {
        var probe = try Configuration()
        try apply(to: &probe)
        return try probe.option("untrusted").value == "true"
    }

    private func apply(to configuration: inout Configuration) throws {
        for setting in environment + flags {
            try explaining(setting.flag) { () throws(SentinelError) in
                if setting.isList { try configuration.set(setting.option, to: "") }
                for value in setting.values {
                    try configuration.set(setting.option, toBytes: RawArguments.bytes(of: value))
                }
            }
        }
        for assignment in assignments {
            try explaining("--set \(assignment.name)") { () throws(SentinelError) in
                try configuration.set(assignment.name, toBytes: RawArguments.bytes(of: assignment.value))
            }
        }
    }

    /// Puts the place where the user wrote a value before what is wrong with it.
    private func explaining(_ place: String, _ body: () throws(SentinelError) -> Void) throws(SentinelError) {
        do throws(SentinelError) { try body() } catch {
            throw SentinelError(
                status: error.status, message: "\(RawArguments.readable(place)): \(error.message)",
                detail: error.detail, offset: error.offset)
        }
    }

    /// The option with an origin that names the flag or the variable it was set by.
    func tellingOrigin(_ option: EngineOption) -> EngineOption {
        guard option.origin == "set" else { return option }
        var option = option
        if assignments.contains(where: { $0.name == option.name }) {
            option.origin = "--set"
        } else if let setting = (environment + flags).last(where: { $0.option == option.name }) {
            option.origin = setting.flag
        }
        return option
    }
}
